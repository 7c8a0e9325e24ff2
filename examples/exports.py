"""A graph, and a part of it, in the formats of other tools.

python examples/exports.py [STORE]
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import dealgraph

HERE = Path(__file__).parent

with closing(dealgraph.open_store(sys.argv[1] if len(sys.argv) > 1 else "dealgraph.db")) as store:
    facts = dealgraph.GivenFacts(str(HERE / "facts.jsonl"), name="people-1", on_unreadable=print)
    dealgraph.ingest(store, dealgraph.read([HERE / "articles"]), facts, reread=True)

    dealgraph.export(store, "graphml", "deals.graphml")  # networkx, yEd, igraph
    dealgraph.export(store, "gexf", "deals.gexf", view="parties")  # Gephi, companies alone
    dealgraph.export(store, "csv", "tables")  # a folder: spreadsheets, pandas
    around_meta = dealgraph.Selection(company="Meta", depth=2, since="2025")
    dealgraph.export(store, "html", "meta.html", around_meta)  # a page to send to someone

for path in sorted(Path().glob("*")):
    if path.suffix in (".graphml", ".gexf", ".html") or path.name == "tables":
        print(path)
