"""An extractor of your own: anything with a name that turns articles into facts, a pattern here, a model with you.

It needs to say no more than the words: dealgraph finds their places in the article, and drops what isn't there.

python examples/own_extractor.py [STORE]
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import dealgraph

ARTICLES = Path(__file__).parent / "articles"
AGREED = re.compile(r"(?P<acquirer>[A-Z]\w+ [A-Z]\w+) has agreed to buy (?P<target>[A-Z]\w+ [A-Z]\w+)[^.]*\.")


class AgreedPurchases:
    """Finds purchases that are told in one form of words."""

    name = "agreed-purchases-1"

    def extract(self, articles: Iterable[dealgraph.Article]) -> Iterator[list[dealgraph.Fact]]:
        for article in articles:
            yield [self.fact(found) for found in AGREED.finditer(article.content)]

    def fact(self, found: re.Match[str]) -> dealgraph.Fact:
        participants = [{"role": role, "name": found[role]} for role in ("acquirer", "target")]
        told = {"type": "acquisition", "status": "announced", "participants": participants, "evidence": [found[0]]}
        return dealgraph.from_guide(told, extractor=self.name)


with closing(dealgraph.open_store(sys.argv[1] if len(sys.argv) > 1 else "dealgraph.db")) as store:
    report = dealgraph.ingest(store, dealgraph.read([ARTICLES]), AgreedPurchases())
    print(f"{report.facts} facts of {AgreedPurchases.name}")
    for row in store.query("MATCH (f:Fact {extractor: $me}) RETURN f.name AS name", {"me": AgreedPurchases.name}):
        print(f"- {row['name']}")
