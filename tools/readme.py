"""Puts what the commands of README.md really print below them; `--check` only says whether it already stands there.

A block that begins with `$ dealgraph …` is run on a graph of examples/articles, in a terminal of 100 columns.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```\n\$ (?P<command>dealgraph .*)\n(?P<output>(?:(?!```).*\n)*)```$", re.MULTILINE)
COLUMNS = "100"


def renewed(text: str) -> str:
    """The text with the real output in each of its blocks."""
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

        return BLOCK.sub(run, text)


def main() -> None:
    text = README.read_text(encoding="utf-8")
    new = renewed(text)
    if "--check" in sys.argv[1:]:
        sys.exit(None if new == text else "README.md shows other output than its commands print: run tools/readme.py")
    README.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
