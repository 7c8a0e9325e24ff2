"""A graph that holds every kind of deal and what formats trip over, in a store that the tests of exports share."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel

from dealgraph.graph.export import export
from dealgraph.graph.loader import Loaded, decide, load
from dealgraph.graph.model import Part, union
from dealgraph.graph.selection import Selection, View
from dealgraph.graph.stores.base import Store
from dealgraph.graph.stores.open import open_store
from dealgraph.graph.whole import parts_of
from dealgraph.schemas import Money, Rejected, Text, When
from dealgraph.schemas.graph import Decision
from tests.graph.stories import EXTRACTOR, article, fact, meta_and_scale, told

HOSTILE = 'Böhm & Söhne "AG" <Ltd>'
"""A company's name with what XML, CSV, Cypher, DOT and HTML give a meaning to."""
SAID = f"C:\\users\\u0041 \\N {HOSTILE} bought 株式会社カキ; \"one\", 'two', </script><b>&amp;\u2028 🦪 = a deal. More."


BOUGHT = {"acquirer": "Northwind", "target": "Contoso Foods"}
PEERS = {"party": ["Alderbank", "Birchbank"]}
SERIES_A = {"round": Text(text="Series A"), "valuation": Money(value=90e6, currency="USD")}
CHIEF = {"person": "Siti Rahma", "position": Text(text="chief executive"), "date": When(iso="2025-06")}
TOLD: list[tuple[str, str, str, list[tuple[str, str, dict[str, Any]]]]] = [
    ("b-1", "Northwind bought Contoso Foods.", "2019-02-01", [("acquisition", "completed", BOUGHT)]),
    ("b-2", "Northwind bought Contoso Foods back.", "2025-02-01", [("acquisition", "completed", BOUGHT)]),
    (
        "h-1",
        "Hollin Energy buys Marrow Gas from Tarn Holdings for $2 billion.",
        "2024-11-02",
        [
            (
                "acquisition",
                "announced",
                {
                    "acquirer": "Hollin Energy",
                    "target": "Marrow Gas",
                    "seller": "Tarn Holdings",
                    "amount": (2e9, "$2 billion"),
                },
            )
        ],
    ),
    ("m-1", "Alderbank and Birchbank agreed to merge.", "2023-03-01", [("merger", "announced", PEERS)]),
    ("m-2", "Alderbank and Birchbank call their merger off.", "2023-09-01", [("merger", "terminated", PEERS)]),
    (
        "t-1",
        "Tarn Holdings puts Tarn Bakeries up for sale.",
        "2024-01-15",
        [("divestiture", "planned", {"seller": "Tarn Holdings", "target": "Tarn Bakeries"})],
    ),
    (
        "k-1",
        "Bank Selat lends Kopiku $5 million.",
        "2025-01-07",
        [("debt", "completed", {"lender": "Bank Selat", "borrower": "Kopiku", "amount": (5e6, "$5 million")})],
    ),
    (
        "k-2",
        "Kopiku wants to list. Alder Capital owns 12.5% of Kopiku.",
        "2025-04-09",
        [
            ("ipo", "planned", {"issuer": "Kopiku"}),
            ("ownership", "active", {"owner": "Alder Capital", "owned": "Kopiku", "stake": (12.5, "12.5%")}),
        ],
    ),
    (
        "k-3",
        "Alder Capital and Rowan Fund are said to back Lumbung in a Series A.",
        "2025-05-01",
        [("investment", "rumoured", {"investor": ["Alder Capital", "Rowan Fund"], "investee": "Lumbung", **SERIES_A})],
    ),
    (
        "k-4",
        "Kopiku and Lumbung own Kopi Lumbung together. Lumbung supplies Kopiku with beans.",
        "2025-05-03",
        [
            ("joint_venture", "active", {"party": ["Kopiku", "Lumbung"], "venture": "Kopi Lumbung"}),
            ("supply", "active", {"supplier": "Lumbung", "customer": "Kopiku"}),
        ],
    ),
    (
        "p-1",
        "Siti Rahma leaves Kopiku to lead Lumbung as chief executive.",
        "2025-06-20",
        [("executive_move", "completed", {"company_from": "Kopiku", "company_to": "Lumbung", **CHIEF})],
    ),
]


def stories() -> list[Loaded]:
    """Every type of deal, two deals between the same companies, and an article without address, title or date."""
    return [*meta_and_scale(), *(_told(*one) for one in TOLD), _hostile()]


def _told(doc_id: str, text: str, published: str, facts: list[tuple[str, str, dict[str, Any]]]) -> Loaded:
    source = article(doc_id, text, published=published, publisher="The Ledger Post")
    made = []
    for kind, status, values in facts:
        roles = {name: value for name, value in values.items() if not isinstance(value, BaseModel)}
        others = {name: value for name, value in values.items() if isinstance(value, BaseModel)}
        made.append(fact(source, kind, status, **roles).model_copy(update=others))
    return told(source, *made)


def _hostile() -> Loaded:
    source = article("odd", SAID, published=None, url=None)
    bought = fact(source, "acquisition", "completed", acquirer=HOSTILE, target="株式会社カキ")
    refused = Rejected(article_id=source.id, extractor=EXTRACTOR, reason='no "sentence"\nsays so', fact='{"a": "\\n"}')
    return told(source, bought, rejected=(refused,))


DECISION = Decision(kind="merge_companies", names=("Rowan Fund", "Rowan Capital"), who="me", when="2025-07-01")


@pytest.fixture(scope="session")
def deals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store with all of `stories`, which no test changes."""
    store = open_store(str(tmp_path_factory.mktemp("exports") / "graph.db"))
    load(store, stories())
    decide(store, add=[DECISION])
    yield store
    store.close()


@pytest.fixture(scope="session")
def whole(deals: Store) -> Part:
    """All of that store's graph."""
    return union(parts_of(deals))


def exported(store: Store, form: str, selection: Selection | None = None, view: View | None = None) -> str:
    """What an export in the format writes."""
    out = io.StringIO(newline="")
    export(store, form, out, selection, view)
    return out.getvalue()


def plain(values: dict[str, object]) -> dict[str, object]:
    """The values as JSON has them."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
