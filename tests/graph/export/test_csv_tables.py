"""CSV tables: a file for each label and each family of edges, every value in its column."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from dealgraph.graph.export import export
from dealgraph.graph.export.encoding import encoded
from dealgraph.graph.export.tables import EDGE_TABLES, NODE_TABLES
from dealgraph.graph.model import COMPANY, DIRECT_TYPES, Part
from dealgraph.graph.stores.base import Store
from tests.graph.export.conftest import HOSTILE

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def tables(deals: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    folder = tmp_path_factory.mktemp("csv")
    export(deals, "csv", folder)
    return {path.stem: read(path) for path in folder.iterdir()}


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def known(row: dict[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if cell}


def test_every_node_is_a_row_with_its_values(tables: dict[str, Rows], whole: Part):
    for label, name in NODE_TABLES.items():
        expected = [
            {k: str(encoded(v)) for k, v in values.items() if v != ""}
            for node, values in whole.nodes.items()
            if node.label == label
        ]
        found = [known(row) for row in tables[name]]
        assert sorted(found, key=str_of) == sorted(expected, key=str_of)


def str_of(row: dict[str, str]) -> str:
    return json.dumps(row, sort_keys=True)


def test_every_edge_is_a_row_with_its_ends_and_values(tables: dict[str, Rows], whole: Part):
    for table in dict.fromkeys(EDGE_TABLES.values()):
        edges = {edge: values for edge, values in whole.edges.items() if EDGE_TABLES[edge.type] == table}
        assert len(tables[table]) == len(edges)
        ends = sorted((row["from"], row["to"], row["type"]) for row in tables[table])
        assert ends == sorted((edge.start.id, edge.end.id, edge.type) for edge in edges)


def test_relationships_carry_the_values_of_their_deal(tables: dict[str, Rows]):
    (meta,) = [row for row in tables["relationships"] if row["from"].startswith("c-meta") and row["stake_percent"]]
    assert (meta["deal_amount"], meta["currency"], meta["stake_percent"]) == ("14300000000.0", "USD", "49.0")
    assert meta["name"] == "Meta invests $14.3B for 49% of Scale AI (completed)"
    assert json.loads(meta["article_urls"]) == [f"https://news.example.com/meta-{number}" for number in (1, 2)]
    assert {row["type"] for row in tables["relationships"]} <= set(DIRECT_TYPES)


def test_text_stays_as_it_is(tables: dict[str, Rows]):
    assert HOSTILE in {row["name"] for row in tables[NODE_TABLES[COMPANY]]}
    assert 'no "sentence"\nsays so' in {row["reason"] for row in tables["rejected"]}
