"""GEXF: Gephi's own importer reads it without complaint, every node and edge, with the times of its timeline."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import NamedTuple

import pytest

from dealgraph.graph.export import export
from dealgraph.graph.export.encoding import edge_id
from dealgraph.graph.model import DIRECT_TYPES, Part
from dealgraph.graph.stores.base import Store
from tests.graph.export.conftest import HOSTILE

GEPHI = Path(__file__).with_name("gephi")
JARS = Path.home() / ".cache" / "dealgraph" / "gephi-0.10.1"
Fields = Sequence[str]


class Opened(NamedTuple):
    """What Gephi made of a file: its complaints, and its nodes and edges by id."""

    issues: list[Fields]
    nodes: dict[str, Fields]
    edges: dict[str, Fields]


def jars() -> str:
    """The class path of Gephi's importer, fetched once."""
    if missing := [tool for tool in ("java", "mvn") if not shutil.which(tool)]:
        pytest.skip(f"no Gephi: {' and '.join(missing)} missing")
    if not JARS.is_dir():
        part = JARS.with_name(f"{JARS.name}.{os.getpid()}")
        fetch = [
            "mvn",
            "-B",
            "-q",
            "-f",
            GEPHI / "pom.xml",
            "dependency:copy-dependencies",
            f"-DoutputDirectory={part}",
        ]
        subprocess.run(fetch, check=True)
        part.rename(JARS)
    return f"{JARS}{os.sep}*"


@pytest.fixture(scope="module")
def opened(deals: Store, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    path = tmp_path_factory.mktemp("gexf") / "deals.gexf"
    export(deals, "gexf", path)
    command = ["java", "-cp", jars(), GEPHI / "Read.java", path]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    rows = [line.split("\x1f") for line in printed.split("\x1e")]
    by_kind = {kind: [row[1:] for row in rows if row[0] == kind] for kind in ("read", "issue", "node", "edge")}
    assert by_kind["read"][0][0] == "true"
    return Opened(
        by_kind["issue"], {row[0]: row[1:] for row in by_kind["node"]}, {row[0]: row[1:] for row in by_kind["edge"]}
    )


def day(milliseconds: str) -> str:
    return datetime.fromtimestamp(float(milliseconds) / 1000, timezone.utc).date().isoformat()


def test_gephi_complains_of_nothing(opened: Opened):
    assert [message for level, message, *_ in opened.issues if level != "INFO"] == []


def test_every_node_and_edge_arrives(opened: Opened, whole: Part):
    assert opened.nodes.keys() == {node.id for node in whole.nodes}
    ends = {edge: (fields[2], fields[3], fields[4]) for edge, fields in opened.edges.items()}
    assert ends == {edge_id(edge): (edge.start.id, edge.end.id, edge.type) for edge in whole.edges}


def test_names_and_values_arrive(opened: Opened, whole: Part):
    for node, values in whole.nodes.items():
        label, _, name, amount, *_ = opened.nodes[node.id]
        assert label == name == values["name"]
        assert amount == "null" if "amount" not in values else float(amount) == values["amount"]
    assert HOSTILE in {fields[0] for fields in opened.nodes.values()}


def test_two_deals_between_the_same_companies_are_two_edges(opened: Opened, whole: Part):
    ends = [tuple(fields[2:4]) for fields in opened.edges.values() if fields[4] in DIRECT_TYPES]
    assert len(ends) > len(set(ends))


def test_the_timeline_plays_from_the_announcement_on(opened: Opened):
    starts = {
        fields[1].strip("<[]>").split(", ")[0] for key, fields in opened.nodes.items() if "scale-ai-2025-06" in key
    }
    assert {day(start) for start in starts} == {"2025-06-13", "2025-06-14"}


def test_what_was_called_off_leaves_the_timeline(opened: Opened):
    (period,) = [fields[1] for key, fields in opened.nodes.items() if key.startswith("merger-alderbank")]
    start, end = period.strip("<[]>").split(", ")
    assert (day(start), day(end)) == ("2023-03-01", "2023-09-01")


def test_companies_are_there_all_the_time(opened: Opened):
    assert opened.nodes["c-kopiku"][1] == "null"
