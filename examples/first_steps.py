"""From articles to answers: read the articles of this folder, ask for a company, a deal, its timeline, and in Cypher.

python examples/first_steps.py [STORE]      a folder, or neo4j://… with DEALGRAPH_NEO4J_PASSWORD set
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import dealgraph

ARTICLES = Path(__file__).parent / "articles"
LARGEST = """
MATCH (d:Deal) WHERE d.amount_usd >= $at_least
RETURN d.name AS deal, d.sources AS sources ORDER BY d.amount_usd DESC
"""

with closing(dealgraph.open_store(sys.argv[1] if len(sys.argv) > 1 else "dealgraph.db")) as store:
    report = dealgraph.ingest(store, dealgraph.read([ARTICLES]))
    print(f"{report.articles.new} new articles, {report.facts} facts, {report.quarantined} quarantined")

    found = dealgraph.company(store, "scale ai", sources=True)
    print(f"\n{found.party.name} ({found.party.id})")
    for deal in found.deals:
        print(f"- {deal['name']}, told by {deal['sources']}")
        for said in deal["reports"]:
            print(f"    {said['published']} {said['publisher']}: “{said['quotes'][0]}”")

    print(f"\n{dealgraph.deal(store, found.deals[0]['deal'])['name']}")
    for step in dealgraph.timeline(store, "Scale AI"):
        print(f"- {step['when']}: {step['says']}")

    print("\nDeals of a billion dollars and more")
    for row in store.query(LARGEST, {"at_least": 1e9}):
        print(f"- {row['deal']} ({row['sources']})")
