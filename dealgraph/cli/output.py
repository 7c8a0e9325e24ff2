"""Rows as a table, JSON, JSON lines or CSV, on standard output."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

import click

from dealgraph.errors import InputError

Row = Mapping[str, Any]

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")

PIPED_WIDTH = 160
"""Columns of a table that no terminal limits; the variable COLUMNS says otherwise."""


WORD = 20
"""Letters of a word up to which a narrow table does not break it, if there is any room."""
GAP = 2
"""Columns of the screen between those of a table."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: a heading, and how a row's cell is made."""

    heading: str
    cell: Callable[[Row], str]
    right: bool = False

    @classmethod
    def of(cls, key: str, heading: str | None = None, *, right: bool = False) -> Column:
        """The value of `key` as text."""
        return cls(key if heading is None else heading, lambda row: plain(row.get(key)), right)


def show(rows: Sequence[Row], form: str, columns: Sequence[Column] | None = None, *, keys: Sequence[str] = ()) -> None:
    """Prints rows. `columns` shape the table alone (all keys when None); the other forms hold every value.

    `keys` name the columns of a CSV without rows.
    """
    if form == "table":
        show_table(rows, columns or [Column.of(key) for key in _keys(rows, keys)])
    elif form == "json":
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2))
    elif form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        click.echo(csv_text(rows, _keys(rows, keys)), nl=False)


def show_table(rows: Sequence[Row], columns: Sequence[Column]) -> None:
    """Prints rows as a table that fits the screen, in colour on a terminal only."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = [[column.heading, *(printable(column.cell(row)) for row in rows)] for column in columns]
    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for column, wide in zip(columns, _widths(cells, width() - GAP * (len(columns) - 1)), strict=True):
        justify: Literal["left", "right"] = "right" if column.right else "left"
        grid.add_column(column.heading, justify=justify, overflow="fold", width=wide)
    for row in zip(*(column[1:] for column in cells), strict=True):
        grid.add_row(*map(Text, row))
    Console(file=sys.stdout, width=width(), highlight=False).print(grid)


def _widths(cells: Sequence[Sequence[str]], room: int) -> list[int]:
    """Widths of columns that fit the room: the widest gives way first, to its longest word where that is enough."""
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in cells]
    words = [max((cell_len(word) for cell in column for word in cell.split()), default=0) for column in cells]
    for least in ([min(word, WORD) for word in words], [1] * len(words)):
        while sum(widths) > room and (loose := [n for n, wide in enumerate(widths) if wide > least[n]]):
            widths[max(loose, key=widths.__getitem__)] -= 1
    return widths


def width() -> int:
    """Columns of the screen."""
    if "COLUMNS" in os.environ or sys.stdout.isatty():
        return shutil.get_terminal_size().columns
    return PIPED_WIDTH


def plain(value: Any) -> str:
    """A value in a cell: nothing for None, lists with commas, numbers as they are."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (list, tuple)):
        return ", ".join(plain(item) for item in value)
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def csv_text(rows: Iterable[Row], keys: Sequence[str]) -> str:
    """RFC 4180, with a line of headings; lists and objects in a cell are JSON."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(keys)
    for row in rows:
        values = (row.get(key) for key in keys)
        writer.writerow(
            json.dumps(v, ensure_ascii=False) if isinstance(v, (list, tuple, Mapping)) else plain(v) for v in values
        )
    return text.getvalue()


def opened(path: str) -> IO[str]:
    """A file to write text to, or standard output for `-`; use it as a context.

    Raises InputError when the file can't be written.
    """
    if path == "-":
        return click.open_file("-", "w", encoding="utf-8")
    try:
        return Path(path).open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{path} can't be written: {(error.strerror or str(error)).lower()}") from error


def say(message: str) -> None:
    """A line for people, on standard error."""
    click.echo(printable(message), err=True)


def printable(text: str) -> str:
    """The text without the control characters by which it could command a terminal."""
    return CONTROL.sub("\ufffd", text)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 fact`, `2 facts`; `plural` where it takes more than an s."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def paged(rows: list[dict[str, Any]], limit: int, offset: int, noun: str) -> list[dict[str, Any]]:
    """The rows of a page; says on standard error that there are others, if so."""
    page = rows[offset : offset + limit]
    if len(page) < len(rows):
        first, last = offset + 1, offset + len(page)
        said = "none" if not page else f"number {first:,}" if first == last else f"{first:,} to {last:,}"
        are = "are" if len(page) > 1 else "is"
        say(f"{said} of {counted(len(rows), noun)} {are} shown; --limit and --offset say which")
    return page


def _keys(rows: Sequence[Row], keys: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*keys, *(key for row in rows for key in row)]))
