"""News made up by chance, with facts: as many articles as a benchmark wants, the same for the same seed.

Companies are named by a power law, as in the world: a few stand in thousands of articles, most in one or two. A deal is
told by one to five articles over some months, with changing status, sometimes another amount, in long and short names.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dealgraph.graph.loader import Loaded
from dealgraph.schemas import FACT, Article, Fact

EXTRACTOR = "made-up"
SYLLABLES = (
    "ba ca do el fin gar hel in jo kar lum mon nor os per quin ras sol tar ul ver wen xan yor zet mi ra to lo".split()
)
FORMS = ["Inc", "Corp", "Ltd", "Group", "Holdings", "Tbk", "", "", ""]
FILLER = "the of market results shares quarter said year growth board plan company price report week strategy".split()
STATUSES = ["rumoured", "planned", "announced", "completed"]
KINDS = {
    "acquisition": ("acquirer", "target"),
    "investment": ("investor", "investee"),
    "ownership": ("owner", "owned"),
    "supply": ("supplier", "customer"),
    "partnership": ("party", "party"),
}
FACTS_PER_ARTICLE = 1.2


@dataclass(frozen=True)
class Telling:
    """One deal as one article tells it."""

    kind: str
    status: str
    names: tuple[str, str]
    amount: int | None


def made_news(articles: int, seed: int = 7) -> Iterator[Loaded]:
    """Articles with their facts, 1.2 to an article."""
    chance = random.Random(seed)
    companies = _companies(chance, max(20, articles // 2))
    told = _tellings(chance, companies, articles)
    for number in range(articles):
        said = told.get(number, [])
        yield _article(chance, number, said, articles)


def _companies(chance: random.Random, count: int) -> list[tuple[str, str]]:
    """(full name, short name) of each company."""
    found: dict[str, tuple[str, str]] = {}
    while len(found) < count:
        words = [
            "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).title() for _ in range(chance.randint(1, 2))
        ]
        short = " ".join(words)
        found.setdefault(short, (f"{short} {chance.choice(FORMS)}".strip(), short))
    return list(found.values())


def _tellings(chance: random.Random, companies: list[tuple[str, str]], articles: int) -> dict[int, list[Telling]]:
    """Which deals each article tells; articles of one deal lie near each other in time."""
    told: dict[int, list[Telling]] = {}
    facts = 0
    while facts < articles * FACTS_PER_ARTICLE:
        kind = chance.choice(list(KINDS))
        first, second = _company(chance, companies), _company(chance, companies)
        if first == second:
            continue
        amount = chance.choice([None, chance.randint(1, 900) * 1_000_000])
        start, tellings = chance.randrange(articles), chance.choices([1, 2, 3, 5], [5, 3, 2, 1])[0]
        for step in range(tellings):
            at = min(articles - 1, start + step * chance.randint(1, max(1, articles // 200)))
            status = STATUSES[min(step, 3)] if tellings > 1 else "completed"
            names = (first[chance.random() < 0.3], second[chance.random() < 0.3])
            told.setdefault(at, []).append(Telling(kind, status, names, amount))
            facts += 1
    return told


def _company(chance: random.Random, companies: list[tuple[str, str]]) -> tuple[str, str]:
    """A few are named often (the first of 50,000 in 3 of 100 places), most once or twice."""
    return companies[int(len(companies) * chance.random() ** 3)]


def _article(chance: random.Random, number: int, said: list[Telling], articles: int) -> Loaded:
    sentences = [" ".join(chance.choices(FILLER, k=12)).capitalize() + "." for _ in range(15)]
    for telling in said:
        sentences.insert(chance.randrange(len(sentences)), _sentence(telling))
    day = date(2015, 1, 1) + timedelta(days=number * 3650 // articles)
    article = Article(
        doc_id=f"made-{number}",
        url=f"https://news.example.com/made/{number}",
        title=f"{said[0].names[0]} and {said[0].names[1]}" if said else "Markets this week",
        text="\n".join(sentences),
        publisher=f"Outlet {number % 40}",
        published=day.isoformat(),
        language="en",
    )
    return Loaded(article, EXTRACTOR, tuple(_fact(telling, article.content) for telling in said))


def _sentence(telling: Telling) -> str:
    money = f" for ${telling.amount // 1_000_000} million" if telling.amount else ""
    return f"{telling.names[0]} has {telling.status} its {telling.kind} with {telling.names[1]}{money}."


def _fact(telling: Telling, content: str) -> Fact:
    sentence = _sentence(telling)
    start = content.index(sentence)

    def places(quote: str) -> list[dict[str, object]]:
        at = start + sentence.index(quote)
        return [{"quote": quote, "start": at, "end": at + len(quote)}]

    money = telling.amount and {
        "value": telling.amount,
        "currency": "USD",
        "evidence": places(f"${telling.amount // 1_000_000} million"),
    }
    roles = zip(KINDS[telling.kind], telling.names, strict=True)
    return FACT.validate_python(
        {
            "type": telling.kind,
            "status": telling.status,
            "participants": [{"role": role, "name": name, "evidence": places(name)} for role, name in roles],
            "amount": money,
            "evidence": places(sentence),
            "status_evidence": places(telling.status),
            "confidence": 0.9,
            "extractor": EXTRACTOR,
        }
    )
