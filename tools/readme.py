"""Puts what the commands of README.md and of the tutorial really print below them; `--check` only says whether it
already stands there.

A block that begins with `$ dealgraph …` is run on a graph of examples/articles, in a terminal of 100 columns.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "docs" / "tutorial.md")
BLOCK = re.compile(r"^```\n\$ (?P<command>dealgraph .*)\n(?P<output>(?:(?!```).*\n)*)```$", re.MULTILINE)
COLUMNS = "100"


def renewed(texts: Iterable[str]) -> list[str]:
    """The texts with the real output in each of their blocks."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            **os.environ,
            "COLUMNS": COLUMNS,
            "DEALGRAPH_STORE": str(Path(folder) / "graph"),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        articles = ROOT / "examples" / "articles"
        subprocess.run(["dealgraph", "ingest", str(articles)], env=environ, check=True, stderr=subprocess.DEVNULL)

        def run(block: re.Match[str]) -> str:
            command = block["command"]
            printed = subprocess.run(command, shell=True, env=environ, stdout=subprocess.PIPE, text=True, check=True)
            output = "\n".join(line.rstrip() for line in printed.stdout.rstrip().split("\n"))
            return f"```\n$ {command}\n{output}\n```"

        return [BLOCK.sub(run, text) for text in texts]


def main() -> None:
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    new = renewed(texts)
    if "--check" in sys.argv[1:]:
        old = [page.name for page, text, shown in zip(PAGES, texts, new, strict=True) if text != shown]
        sys.exit(f"other output than the commands print in {', '.join(old)}: run tools/readme.py" if old else None)
    for page, text in zip(PAGES, new, strict=True):
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
