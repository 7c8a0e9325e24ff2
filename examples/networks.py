"""The graph in networkx: most connected investors, communities, shortest chains, and who holds the market together.

python examples/networks.py [STORE]
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import networkx as nx

import dealgraph

HERE = Path(__file__).parent

with closing(dealgraph.open_store(sys.argv[1] if len(sys.argv) > 1 else "dealgraph.db")) as store:
    facts = dealgraph.GivenFacts(str(HERE / "facts.jsonl"), name="people-1", on_unreadable=print)
    dealgraph.ingest(store, dealgraph.read([HERE / "articles"]), facts, reread=True)
    deals = dealgraph.network(store)
    investments = dealgraph.network(store, dealgraph.Selection(types=frozenset(["investment"])))


def name(party: str) -> str:
    return str(deals.nodes[party]["name"])


market = nx.Graph(deals)  # one line between two parties, whichever way and however often they dealt

print("Most connected investors")
for investor, number in sorted(investments.out_degree(), key=lambda found: (-found[1], found[0])):
    if number:
        print(f"- {name(investor)}: {number}")

print("\nCommunities")
for group in nx.community.louvain_communities(market, seed=1):
    print("- " + ", ".join(sorted(map(name, group))))

print("\nFrom Google to Meta")
chain = nx.shortest_path(market, "c-google", "c-meta-platforms")
for one, other in nx.utils.pairwise(chain):
    between = deals.get_edge_data(one, other, default={}) | deals.get_edge_data(other, one, default={})
    print(f"- {name(one)} and {name(other)}: " + "; ".join(sorted(values["name"] for values in between.values())))

print("\nWhose deals hold the market together")
for party in sorted(nx.articulation_points(market), key=name):
    print(f"- {name(party)}")

print("\nDeals without which two parts of the market don't meet")
for one, other in sorted(nx.bridges(market)):
    print(f"- {name(one)} and {name(other)}")
