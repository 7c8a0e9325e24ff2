"""Writes the tables of MODEL_CARD.md from figures.json: `python training/card.py [--check]`.

`python -m benchmarks.accuracy … --record training/figures.json` records the figures of a set. With `--check` nothing is
written; the exit code is 1 when the card says something else than the figures.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

TRAINING = Path(__file__).resolve().parent
FIGURES, CARD = TRAINING / "figures.json", TRAINING.parent / "MODEL_CARD.md"
BEGIN, END = "<!-- tables: training/card.py writes them -->\n", "<!-- end of the tables -->\n"

Row = Mapping[str, Any]


def rendered(card: str, figures: Mapping[str, Row]) -> str:
    """The card with its tables made anew. Raises ValueError when it has no place for them."""
    before, begin, rest = card.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the card has no place for the tables")
    return before + begin + "\n" + "\n".join(lines(figures)) + "\n\n" + end + after


def lines(figures: Mapping[str, Row]) -> Iterator[str]:
    """All tables as Markdown, line by line."""
    sets = {name: row["tables"] for name, row in figures.items()}
    yield from table(
        ["set", "documents", "fact F1", "95 %", "slot F1", "95 %"], [overview(*item) for item in sets.items()]
    )
    for part, title in (("facts", "Facts by type"), ("slots", "Slots by name")):
        yield from ("", f"### {title}", "", "F1, and in brackets how many the gold holds.", "")
        names = dict.fromkeys(name for row in sets.values() for name in row[part])
        rows = [[name, *(cell(row[part].get(name)) for row in sets.values())] for name in names]
        yield from table([part[:-1] if part == "slots" else "type", *sets], rows)
    yield from ("", "### Confidence", "")
    yield from table(
        ["set", "expected calibration error", "facts with confidence 0.9 or more", "of these right"],
        [[name, f"{row['calibration_error']:.3f}", *sure(row["sure"])] for name, row in sets.items()],
    )


def overview(name: str, row: Row) -> list[str]:
    """The line of a set in the first table."""
    cells = [name, str(row["documents"])]
    for part in ("facts", "slots"):
        whole = row[part]["all"]
        interval = whole.get("interval")
        cells += [f"{whole['f1']:.3f}", "{:.3f} to {:.3f}".format(*interval) if interval else "–"]
    return cells


def cell(row: Row | None) -> str:
    return f"{row['f1']:.2f} ({row['gold']})" if row else "–"


def sure(row: Row) -> list[str]:
    return [str(row["facts"]), "–" if row["precision"] is None else f"{row['precision']:.1%}"]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A Markdown table."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join('---' for _ in head)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the card is not in step")
    options = parser.parse_args()
    card = CARD.read_text(encoding="utf-8")
    made = rendered(card, json.loads(FIGURES.read_text(encoding="utf-8")))
    if options.check:
        sys.exit(f"{CARD.name} is not in step with {FIGURES.name}: python training/card.py" if made != card else 0)
    CARD.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
