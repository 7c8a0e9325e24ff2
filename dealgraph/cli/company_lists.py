"""Lists of companies as CSV: one company a line, with its names and identifiers."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from dealgraph.errors import InputError
from dealgraph.extractors.reading import Unreadable
from dealgraph.schemas.graph import Decision

COLUMNS = ("name", "aliases", "country", "ticker", "lei", "wikidata")
IDENTIFIERS: Mapping[str, re.Pattern[str]] = {
    "ticker": re.compile(r"[A-Z0-9]+:[A-Z0-9.\-]+"),
    "lei": re.compile(r"[A-Z0-9]{18}[0-9]{2}"),  # ISO 17442
    "wikidata": re.compile(r"Q[1-9][0-9]*"),
}
EXAMPLES = {"ticker": "IDX:BBRI", "lei": "5493001KJTIIGC8Y1R12", "wikidata": "Q380"}


def read_companies(path: str) -> Iterator[Decision | Unreadable]:
    """An entry for each line of a CSV with a heading, UTF-8: `name`, and where known `aliases` (semicolons between
    them), `country` (ISO 3166, two letters), `ticker` (`IDX:BBRI`; several with semicolons), `lei`, `wikidata`.

    A line that can't be used stands in its place with the reason. Raises InputError where the file can't be read or has
    no column `name`.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream)
            headings = [(heading or "").strip().casefold() for heading in rows.fieldnames or ()]
            if "name" not in headings:
                raise InputError(f"{path} has no column name: the first line names the columns {', '.join(COLUMNS)}")
            rows.fieldnames = headings
            for row in rows:
                where = f"{path}, line {rows.line_num}"
                try:
                    yield _entry({key: (row.get(key) or "").strip() for key in COLUMNS})
                except ValueError as error:
                    yield Unreadable(where, "broken", str(error))
    except UnicodeDecodeError:
        raise InputError(f"{path} is not valid UTF-8") from None
    except csv.Error as error:
        raise InputError(f"{path} is no CSV: {error}") from None
    except OSError as error:
        raise InputError(f"{path} can't be read: {(error.strerror or str(error)).lower()}") from None


def _entry(row: Mapping[str, str]) -> Decision:
    if not row["name"]:
        raise ValueError("has no name")
    if row["country"] and not re.fullmatch("[A-Za-z]{2}", row["country"]):
        raise ValueError(f"{row['country']} is no country's code of two letters")
    return Decision(
        kind="company",
        names=tuple(dict.fromkeys([row["name"], *_several(row["aliases"])])),
        country=row["country"].upper() or None,
        identifiers=tuple(pair for column in IDENTIFIERS for pair in _identifiers(column, row[column])),
    )


def _identifiers(column: str, cell: str) -> Iterator[tuple[str, str]]:
    for value in _several(cell):
        if not IDENTIFIERS[column].fullmatch(value):
            raise ValueError(f"{value} is no {column} such as {EXAMPLES[column]}")
        exchange, _, ticker = value.rpartition(":")
        yield (exchange or column.upper(), ticker)


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
