"""A year of invented and of well-known deals, told in sentences of our own: something for every question to find."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def told(day: str, publisher: str, text: str, *facts: Row, lang: str = "en") -> tuple[Row, Row]:
    """An article and the line of its facts, whose sentence is the article's text where they give none."""
    doc_id = f"{day}-{publisher.split()[0].lower()}"
    article = {"doc_id": doc_id, "url": f"https://news.example.com/{doc_id}", "publisher": publisher}
    article |= {"published": day, "lang": lang, "text": text}
    return article, {"doc_id": doc_id, "facts": [{"evidence": [text], **fact} for fact in facts]}


def fact(kind: str, status: str, *, usd: float | None = None, stake: float | None = None, **values: Any) -> Row:
    """A fact in the form of the guide; a role has a name, or a list of names or of (name, alias…) tuples."""
    plain: Row = {
        name: values.pop(name)
        for name in ("position", "round", "attributed_to", "confidence", "evidence")
        if name in values
    }
    if valuation := values.pop("valuation", None):
        plain["valuation"] = {"value": valuation, "currency": "USD"}
    row: Row = {"type": kind, "status": status, "participants": [], **plain}
    for role, named in values.items():
        for one in named if isinstance(named, list) else [named]:
            name, *aliases = [one] if isinstance(one, str) else one
            row["participants"].append({"role": role, "name": name, "aliases": aliases})
    if usd is not None:
        row["amount"] = {"value": usd, "currency": "USD"}
    if stake is not None:
        row["stake_percent"] = stake
    return row


LEDGER, NIAGA, WIRE, COURIER = "The Ledger Post", "Harian Niaga", "Bayside Wire", "Capital Courier"

TOLD = [
    told(
        "2025-01-10",
        LEDGER,
        "Alder Capital and Birch Partners have invested $20 million in the Series B of Kopiku.",
        fact(
            "investment",
            "completed",
            usd=20e6,
            round="Series B",
            investor=["Alder Capital", "Birch Partners"],
            investee="Kopiku",
            confidence=0.91,
        ),
    ),
    told(
        "2025-02-03",
        LEDGER,
        "Harrow Foods agreed to buy Blyth Dairy from Orme Capital for $1.2 billion.",
        fact(
            "acquisition", "announced", usd=1.2e9, acquirer="Harrow Foods", target="Blyth Dairy", seller="Orme Capital"
        ),
    ),
    told(
        "2025-02-04",
        NIAGA,
        "Harrow Foods sepakat mengakuisisi Blyth Dairy senilai US$ 1,2 miliar.",
        fact("acquisition", "announced", usd=1.2e9, acquirer="Harrow Foods", target="Blyth Dairy"),
        lang="id",
    ),
    told(
        "2025-02-20",
        WIRE,
        "Tarn Bakeries has made a rival bid for Blyth Dairy.",
        fact("acquisition", "planned", acquirer="Tarn Bakeries", target="Blyth Dairy"),
    ),
    told(
        "2025-03-01",
        LEDGER,
        "Harrow Foods, or Harrow, completed its purchase of Moor Mills for $80 million.",
        fact("acquisition", "completed", usd=80e6, acquirer=[("Harrow Foods", "Harrow")], target="Moor Mills"),
    ),
    told(
        "2025-03-12",
        COURIER,
        "Moor Mills owns 60% of Fen Grain.",
        fact("ownership", "active", stake=60, owner="Moor Mills", owned="Fen Grain"),
    ),
    told(
        "2025-04-02",
        WIRE,
        "Bank of Wells is lending Harrow Foods $400 million.",
        fact("debt", "announced", usd=400e6, lender="Bank of Wells", borrower="Harrow Foods"),
    ),
    told(
        "2025-05-20",
        NIAGA,
        "Samudra Niaga dikabarkan akan mengakuisisi Kirimaja senilai US$ 120 juta.",
        fact("acquisition", "rumoured", usd=120e6, acquirer="Samudra Niaga", target="Kirimaja"),
        lang="id",
    ),
    told(
        "2025-05-27",
        LEDGER,
        "Samudra Niaga has called off its purchase of Kirimaja.",
        fact("acquisition", "terminated", acquirer="Samudra Niaga", target="Kirimaja"),
    ),
    told(
        "2025-06-13",
        WIRE,
        "Meta has invested $14.3 billion in Scale AI for a 49% stake, Reuters reported.",
        fact(
            "investment",
            "completed",
            usd=14.3e9,
            stake=49,
            attributed_to=["Reuters"],
            investor="Meta",
            investee="Scale AI",
        ),
    ),
    told(
        "2025-06-13",
        COURIER,
        "Meta has invested $14.8 billion in Scale AI.",
        fact("investment", "completed", usd=14.8e9, investor="Meta", investee="Scale AI"),
    ),
    told(
        "2025-06-15",
        LEDGER,
        "Google is reviewing its partnership with Scale AI.",
        fact("partnership", "under_review", party=["Google", "Scale AI"]),
    ),
    told(
        "2025-06-16",
        LEDGER,
        "OpenAI has ended its partnership with Scale AI.",
        fact("partnership", "terminated", party=["OpenAI", "Scale AI"]),
    ),
    told(
        "2025-06-17",
        LEDGER,
        "Scale AI remains a supplier of data to OpenAI.",
        fact("supply", "active", supplier="Scale AI", customer="OpenAI"),
    ),
    told(
        "2025-06-18",
        COURIER,
        "Alexandr Wang leaves Scale AI and joins Meta as chief AI officer.",
        fact(
            "executive_move",
            "announced",
            person="Alexandr Wang",
            company_from="Scale AI",
            company_to="Meta",
            position="chief AI officer",
        ),
    ),
    told(
        "2025-07-01",
        WIRE,
        "Meta and OpenAI are partners in the standard for data labels, and so is Kopiku with Bank Selat.",
        fact("partnership", "active", party=["Meta", "OpenAI"]),
        fact("partnership", "active", party=["Kopiku", "Bank Selat"], confidence=0.4),
    ),
    told(
        "2025-07-08",
        WIRE,
        "Bank Selat and Kirimaja are to found the joint venture Selat Pay.",
        fact("joint_venture", "planned", party=["Bank Selat", "Kirimaja"], venture="Selat Pay"),
    ),
    told(
        "2025-08-11",
        COURIER,
        "Fen Grain is to raise $50 million on the stock exchange, which values it at $300 million.",
        fact("ipo", "planned", usd=50e6, valuation=300e6, issuer="Fen Grain"),
    ),
    told(
        "2025-09-02",
        WIRE,
        "Alder Capital has invested $5 million in Selat Pay.",
        fact("investment", "completed", usd=5e6, investor="Alder Capital", investee="Selat Pay"),
    ),
    told(
        "2025-09-20",
        COURIER,
        "Alder Capital invested $6 million in Selat Pay, two people confirmed.",
        fact("investment", "completed", usd=6e6, investor="Alder Capital", investee="Selat Pay"),
    ),
    told(
        "2025-09-21",
        LEDGER,
        "In Selat Pay Alder Capital has invested $6 million.",
        fact("investment", "completed", usd=6e6, investor="Alder Capital", investee="Selat Pay"),
    ),
    told(
        "2025-09-25",
        COURIER,
        "Google is said to be preparing an investment of $200 million in Kopiku.",
        fact("investment", "rumoured", usd=200e6, investor="Google", investee="Kopiku"),
    ),
    told(
        "2025-09-28",
        NIAGA,
        "Bank Selat dan Bank Teluk merger menjadi Bank Nusa.",
        fact("merger", "completed", party=["Bank Selat", "Bank Teluk"], result="Bank Nusa"),
        lang="id",
    ),
    told(
        "2025-10-01",
        LEDGER,
        "The weather was fine.",
        fact("acquisition", "completed", acquirer="Nobody", target="Nothing", evidence=["Nobody bought Nothing."]),
    ),
]
ARTICLES = [article for article, _ in TOLD]
FACTS = [facts for _, facts in TOLD]
