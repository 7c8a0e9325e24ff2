"""Facts that others made, people or an LLM, through the same checks: what the article doesn't say gets nowhere.

python examples/load_own_facts.py [STORE]
"""

from __future__ import annotations

import json
import sys
from contextlib import closing
from pathlib import Path

import dealgraph

HERE = Path(__file__).parent
INVENTED = {
    "doc_id": "12-tarn-results",
    "facts": [
        {
            "type": "acquisition",
            "status": "completed",
            "participants": [{"role": "acquirer", "name": "Tarn Bakeries"}, {"role": "target", "name": "Blyth Dairy"}],
            "evidence": ["Tarn Bakeries bought Blyth Dairy."],
        }
    ],
}

facts = Path("facts-with-an-invented-one.jsonl")
facts.write_text((HERE / "facts.jsonl").read_text("utf-8") + json.dumps(INVENTED) + "\n", "utf-8")

with closing(dealgraph.open_store(sys.argv[1] if len(sys.argv) > 1 else "dealgraph.db")) as store:
    given = dealgraph.GivenFacts(str(facts), name="people-1", on_unreadable=print)
    report = dealgraph.ingest(store, dealgraph.read([HERE / "articles"]), given, reread=True)
    print(f"{report.facts} facts are in the graph, {report.quarantined} was refused:")
    for row in store.query("MATCH (r:Rejected) RETURN r.reason AS reason"):
        print(f"- {row['reason']}")
