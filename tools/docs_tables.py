"""What the documentation takes from the code: a hook of MkDocs that puts it in place of `<!-- table: NAME -->`, and the
text of a file in place of `--8<-- PATH`."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

import dealgraph
from dealgraph.cli import cli
from dealgraph.graph.export import FORMATS
from dealgraph.graph.model import EDGE_KINDS
from dealgraph.graph.properties import EDGE_PROPERTIES, PROPERTIES, Type
from dealgraph.schemas import ROLES

ROOT = Path(__file__).parents[1]
MARK = re.compile(r"^<!-- table: (?P<name>[\w ]+) -->$", re.MULTILINE)
FILE = re.compile(r"^--8<-- (?P<path>\S+)$", re.MULTILINE)
CARD = ROOT / "MODEL_CARD.md"
WIDTH = 100


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The page with its tables and files (https://www.mkdocs.org/dev-guide/plugins/#on_page_markdown)."""
    with_tables = MARK.sub(lambda found: TABLES[found["name"]](), markdown)
    return FILE.sub(lambda found: (ROOT / found["path"]).read_text(encoding="utf-8").rstrip(), with_tables)


def table(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heading, tuple("---" for _ in heading), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def nodes() -> str:
    return table(("label", "properties"), ((f"`{label}`", listed(kinds)) for label, kinds in PROPERTIES.items()))


def edges() -> str:
    ends: dict[str, list[str]] = {}
    for kind in EDGE_KINDS:
        ends.setdefault(kind.type, []).append(f"{kind.start} → {kind.end}")
    rows = ((f"`{kind}`", ", ".join(ends[kind]), listed(EDGE_PROPERTIES[kind])) for kind in ends)
    return table(("type", "from and to", "properties"), rows)


def listed(kinds: dict[str, Type]) -> str:
    return ", ".join(f"`{name}` {said(kind)}" for name, kind in kinds.items())


def said(kind: Type) -> str:
    """A type in words.

    >>> said(list[str]), said(float)
    ('list of text', 'number')
    """
    words = {"str": "text", "int": "whole number", "float": "number", "date": "date"}
    name = str(getattr(kind, "__args__", (kind,))[0].__name__)
    return f"list of {words[name]}" if hasattr(kind, "__args__") else words[name]


def roles() -> str:
    rows = ((f"`{kind}`", named(one.core), named(one.other)) for kind, one in ROLES.items())
    return table(("type of deal", "core roles", "other roles"), rows)


def named(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def formats() -> str:
    """A table of all formats, and what the module of each says of how it writes things."""
    rows = ((f"`{one.name}`", one.use, "a folder" if one.folder else "a file") for one in FORMATS.values())
    parts = [table(("format", "for", "written as"), rows)]
    for one in FORMATS.values():
        source = (ROOT / "graph" / "export" / f"{one.module}.py").read_text(encoding="utf-8")
        parts.append(f"## {one.name}\n\n{ast.get_docstring(ast.parse(source))}")
    return "\n\n".join(parts)


def commands() -> str:
    """A section for each command, with what its `--help` prints."""
    return "\n\n".join(f"## {path}\n\n```text\n{text}\n```" for path, text in helps(cli, "dealgraph"))


def helps(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    context = click.Context(command, info_name=path, max_content_width=WIDTH, terminal_width=WIDTH)
    yield path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            yield from helps(command.commands[name], f"{path} {name}")


def python() -> str:
    """A section for each public name, from its docstring."""
    return "\n\n".join(f"::: {home(name)}.{name}\n    options:\n      heading_level: 2" for name in dealgraph.__all__)


def home(name: str) -> str:
    """The module where a public name is written; a union of types, such as `Fact`, doesn't know its own."""
    module = str(getattr(getattr(dealgraph, name), "__module__", ""))
    return module if module.startswith("dealgraph") else "dealgraph.schemas.facts"


def model_card() -> str:
    """The model card's text, its headings a level down."""
    if not CARD.is_file():
        return "The figures stand in the model card of each release."
    return re.sub(r"^#", "##", CARD.read_text(encoding="utf-8"), flags=re.MULTILINE)


TABLES: dict[str, Callable[[], str]] = {
    "commands": commands,
    "nodes": nodes,
    "edges": edges,
    "roles": roles,
    "formats": formats,
    "python": python,
    "model card": model_card,
}
