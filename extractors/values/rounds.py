"""Funding rounds: `Series B`, `pre-seed`, `pendanaan Seri A`, `Pra Seri A`, `tahap awal`, `PIPE`, one name for each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealgraph.extractors.values.found import Found
from dealgraph.schemas import Language


@dataclass(frozen=True, slots=True)
class FoundRound(Found):
    """A funding round; `name` is its usual English form: `Series A+`, `Pre-Series A`, `Pre-Seed`, `Seed`, `Bridge`."""

    name: str

    def says(self, name: str) -> bool:
        """Whether the round is this one, in whatever case and with whatever hyphens that is written."""
        return _plain(self.name) == _plain(name)


ROUND = re.compile(
    r"\b(?:(?P<pre>pre|pra)[\s-]{0,2})?(?:(?:series|seri)[\s-](?P<letter>[A-K](?:\d|\+)?)(?![\w+])"
    r"|(?P<seed>seed)(?!\w)|(?P<early>(?<=pendanaan\s)(?:tahap\s)?awal|(?<=putaran\s)awal)\b|(?P<angel>angel)\b"
    r"|(?P<bridge>bridge)(?=\s(?:round|funding))|(?P<pipe>(?-i:PIPE))\b)",
    re.I,
)
# Shares, bonds and notes come in series too.
SECURITIES = re.compile(
    r"(?:\s(?:and|dan)\s[A-K])?\s(?:(?:common|ordinary|junior|senior|convertible|preference|perpetual|shares?|stock|bonds?|"
    r"notes?|warrants?|units?|milik)\b|(?:cumulative\s|convertible\s)?preferreds?\b(?!.{0,30}(?:round|funding|financing)))",
    re.I,
)
SECURITIES_BEFORE = re.compile(r"\b(?:saham|waran|obligasi|sukuk|shares|stock|bonds|notes)\s\Z", re.I)
# What else is called seed, angel, bridge or early is a round only beside these.
FUNDING = re.compile(
    r"\b(?:rounds?|fund(?:ing|raise|raising)?|financing|invest\w+|capital|raised?|raises|pendanaan|putaran|suntikan|modal|"
    r"million|juta|miliar)\b|\d\s?[MB]\b"
)
FUNDING_AFTER = re.compile(
    r"[\s-](?:stage\s)?(?:rounds?|fund(?:ing|raise|raising)|financing|investment|capital|money)\b", re.I
)


def find_rounds(text: str, language: Language) -> list[FoundRound]:
    """All funding rounds in the text in order; news of both languages mixes the forms, so `language` decides nothing.

    >>> [(r.raw, r.name) for r in find_rounds("Usai pra-seed funding, kini pendanaan Seri A", "id")]
    [('pra-seed', 'Pre-Seed'), ('Seri A', 'Series A')]
    """
    return [
        FoundRound(match.start(), match.end(), match[0], _name(match))
        for match in ROUND.finditer(text)
        if (_is_series(text, match) if match["letter"] else _is_funding(text, match))
    ]


def _name(match: re.Match[str]) -> str:
    kinds = {"seed": "Seed", "early": "Seed", "angel": "Angel", "bridge": "Bridge", "pipe": "PIPE"}
    kind = match.lastgroup or ""
    name = f"Series {match['letter'].upper()}" if match["letter"] else kinds[kind]
    return f"Pre-{name}" if match["pre"] else name


def _is_series(text: str, match: re.Match[str]) -> bool:
    before = SECURITIES_BEFORE.search(text, max(0, match.start() - 12), match.start())
    return not before and not SECURITIES.match(text, match.end())


def _is_funding(text: str, match: re.Match[str]) -> bool:
    if match["early"] or FUNDING_AFTER.match(text, match.end()):
        return True
    return match["seed"] is not None and FUNDING.search(text, max(0, match.start() - 25), match.start()) is not None


def _plain(name: str) -> str:
    return re.sub(r"[\s-]+", " ", name.casefold()).replace("seri ", "series ").replace("pra ", "pre ").strip()
