"""The values of a text as the model's table takes them: money, percentages, dates, positions, rounds."""

from __future__ import annotations

from dataclasses import dataclass

from dealgraph.extractors.values.amounts import find_amounts
from dealgraph.extractors.values.dates import find_dates
from dealgraph.extractors.values.found import Found
from dealgraph.extractors.values.positions import FoundPosition, find_positions
from dealgraph.extractors.values.rounds import find_rounds
from dealgraph.extractors.values.stakes import find_stakes
from dealgraph.schemas import Language


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it was found. Values of one kind with equal `same` say the same thing."""

    kind: str
    same: str
    found: Found

    @property
    def start(self) -> int:
        return self.found.start

    @property
    def end(self) -> int:
        return self.found.end


def find_values(content: str, language: Language, published: str | None) -> list[Value]:
    """All candidate values, ordered by start. Prices of one share are left out, since they are no amount of a deal;
    of nested positions only the longest is taken."""
    values = [
        Value("MONEY", f"{m.currency} {m.value:.4g}", m) for m in find_amounts(content, language) if not m.per_share
    ]
    values += [Value("PERCENT", f"{s.percent:g}", s) for s in find_stakes(content, language)]
    values += [Value("DATE", d.iso, d) for d in find_dates(content, language, published)]
    values += [Value("POSITION", p.raw.casefold(), p) for p in _outermost(find_positions(content, language))]
    values += [Value("ROUND", r.name.casefold(), r) for r in find_rounds(content, language)]
    return sorted(values, key=lambda value: (value.start, -value.end))


def _outermost(found: list[FoundPosition]) -> list[FoundPosition]:
    kept: list[FoundPosition] = []
    for position in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or position.start >= kept[-1].end:
            kept.append(position)
    return kept
