"""Articles of our own with their facts, short to write: the evidence of each value is found in the text."""

from __future__ import annotations

from typing import Any

from dealgraph.graph.loader import Loaded
from dealgraph.schemas import FACT, Article, Fact, Rejected

EXTRACTOR = "tests-1"


def article(doc_id: str, text: str, *, published: str = "2025-06-13", **fields: Any) -> Article:
    fields.setdefault("url", f"https://news.example.com/{doc_id}")
    return Article(doc_id=doc_id, text=text, published=published, **{"language": "en", **fields})


def fact(source: Article, kind: str, status: str, *, extractor: str = EXTRACTOR, **values: Any) -> Fact:
    """A fact of an article. Roles take a name, a list of names, or a (name, alias…) tuple; `amount` and `stake` take
    (value, words) pairs, `credits` a list of names. Its evidence is the sentence that holds the first name."""
    content = source.content
    amount, stake = values.pop("amount", None), values.pop("stake", None)
    credited = values.pop("credits", [])
    participants = [
        {"role": role, "name": forms[0], "aliases": forms[1:], "evidence": _places(content, forms)}
        for role, named in values.items()
        for forms in (
            [one] if isinstance(one, str) else list(one) for one in (named if isinstance(named, list) else [named])
        )
    ]
    start = content.index(participants[0]["name"])
    end = content.find(". ", start)
    sentence = content[content.rfind("\n", 0, start) + 1 : end + 1 if end >= 0 else len(content)]
    return FACT.validate_python(
        {
            "type": kind,
            "status": status,
            "participants": participants,
            "amount": amount and {"value": amount[0], "currency": "USD", "evidence": _places(content, [amount[1]])},
            "stake": stake and {"percent": stake[0], "evidence": _places(content, [stake[1]])},
            "attributed_to": [{"name": name, "evidence": _places(content, [name])} for name in credited],
            "evidence": _places(content, [sentence]),
            "extractor": extractor,
        }
    )


def told(source: Article, *facts: Fact, rejected: tuple[Rejected, ...] = ()) -> Loaded:
    return Loaded(source, EXTRACTOR, facts, rejected)


def _places(content: str, quotes: list[str]) -> list[dict[str, Any]]:
    found = [(quote, content.index(quote)) for quote in quotes if quote in content]
    return [{"quote": quote, "start": start, "end": start + len(quote)} for quote, start in found]


def meta_and_scale() -> list[Loaded]:
    """One investment that two articles tell, a partnership that breaks over it, and an old purchase of the investor."""
    first = article("meta-1", "Meta invests $14.3 billion for 49% of Scale AI. Reuters reported it first.")
    second = article(
        "meta-2",
        "Meta mengucurkan US$14,3 miliar ke Scale AI. Google menimbang ulang kerja samanya dengan Scale AI.",
        published="2025-06-14",
        language="id",
        title="Meta dan Scale AI",
    )
    third = article("meta-3", "Meta bought Instagram for $1 billion.", published="2012-04-09")
    bought = {"amount": (14_300_000_000, "$14.3 billion"), "stake": (49, "49%")}
    return [
        told(
            first,
            fact(first, "investment", "completed", investor="Meta", investee="Scale AI", credits=["Reuters"], **bought),
        ),
        told(
            second,
            fact(
                second,
                "investment",
                "completed",
                investor="Meta",
                investee="Scale AI",
                amount=(14_300_000_000, "US$14,3 miliar"),
            ),
            fact(second, "partnership", "under_review", party=["Google", "Scale AI"]),
        ),
        told(
            third,
            fact(
                third,
                "acquisition",
                "completed",
                acquirer="Meta",
                target="Instagram",
                amount=(1_000_000_000, "$1 billion"),
            ),
        ),
    ]
