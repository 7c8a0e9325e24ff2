"""Lists of names that come with the package, read when first needed; graph/data/README.md has their sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

COMMON = 12
"""A word in so many names of listed companies is common."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A listed company: `IDX`, `SGX`, `KLSE` or `US` (NYSE, NASDAQ), its ticker, its country where known."""

    exchange: str
    ticker: str
    country: str | None


def lines(file: str) -> Iterator[str]:
    """The lines of a list under graph/data, less comments and empty ones."""
    text = (resources.files("dealgraph.graph") / "data" / file).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def legal_forms() -> frozenset[tuple[str, ...]]:
    """The legal forms of the world, each as its words: `("pte", "ltd")`."""
    return frozenset(tuple(line.split()) for line in lines("legal_forms.txt"))


@lru_cache(maxsize=1)
def countries() -> Mapping[str, tuple[str, str]]:
    """Each name and adjective of a country, in lower case -> (ISO 3166 code, English name)."""
    found: dict[str, tuple[str, str]] = {}
    for line in lines("countries.tsv"):
        code, names = line.split("\t")
        english, *others = names.split("; ")
        for name in (english, *others):
            found[name.replace("-", " ").casefold()] = (code, english)
    return found


@lru_cache(maxsize=1)
def listings() -> Mapping[str, tuple[Listing, ...]]:
    """The core of a company's name -> where it is listed."""
    found: dict[str, tuple[Listing, ...]] = {}
    for line in lines("listings.tsv"):
        core, exchange, ticker, country = line.split("\t")
        found[core] = (*found.get(core, ()), Listing(exchange, ticker, country or None))
    return found


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """The words that many names of listed companies hold."""
    counts = Counter(word for core in listings() for word in set(core.split()))
    return frozenset(word for word, count in counts.items() if count >= COMMON)


@lru_cache(maxsize=1)
def tickers() -> Mapping[str, str]:
    """Tickers that Indonesian news use for the company (four capitals, Jakarta) -> the core of its name."""
    return {
        listing.ticker: core
        for core, found in listings().items()
        for listing in found
        if listing.exchange == "IDX" and len(listing.ticker) == 4
    }


@lru_cache(maxsize=1)
def known_names() -> Mapping[str, tuple[str | None, tuple[str, ...]]]:
    """Full names of well-known companies and institutions -> (country, other names)."""
    found = {}
    for line in lines("known_names.tsv"):
        name, country, others = line.split("\t")
        found[name] = (country or None, tuple(filter(None, others.split("; "))))
    return found
