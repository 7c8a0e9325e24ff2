"""Facts without a graph: each value with the characters of the article that say it."""

from __future__ import annotations

from pathlib import Path

import dealgraph

ARTICLES = Path(__file__).parent / "articles"

for item in dealgraph.extract(dealgraph.read([ARTICLES])):
    if isinstance(item, dealgraph.Unreadable):
        print(f"not read: {item}")
        continue
    content = item.article.content
    for fact in item.facts:
        print(f"{item.article.doc_id}: {dealgraph.fact_name(fact)}")
        for participant in fact.participants:
            (place, *_) = participant.evidence
            assert content[place.start : place.end] == place.quote
            print(f"    {participant.role} {participant.name}: characters {place.start} to {place.end}")
        if fact.amount:
            print(f"    amount {fact.amount.value:,.0f} {fact.amount.currency}: “{fact.amount.evidence[0].quote}”")
