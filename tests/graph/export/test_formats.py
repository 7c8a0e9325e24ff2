"""What holds for every format."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from dealgraph.errors import NotFoundError, UsageError
from dealgraph.graph.export import FORMATS, export, format_named
from dealgraph.graph.export.encoding import EDGE_COLUMNS, NODE_COLUMNS
from dealgraph.graph.model import LABELS, Part
from dealgraph.graph.properties import EDGE_PROPERTIES, PROPERTIES
from dealgraph.graph.selection import Selection
from dealgraph.graph.stores.base import Store
from dealgraph.graph.stores.open import open_store

every_format = pytest.mark.parametrize("form", FORMATS)


def content(place: Path) -> dict[str, bytes]:
    files = sorted(place.iterdir()) if place.is_dir() else [place]
    return {file.name: file.read_bytes() for file in files}


def test_an_unknown_format_is_told_which_there_are():
    with pytest.raises(UsageError, match=r"no format is called xlsx: there are graphml, gexf, .*jsonl"):
        format_named("xlsx")


@every_format
def test_the_same_graph_gives_the_same_bytes(deals: Store, form: str, tmp_path: Path):
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        export(deals, form, str(tmp_path / place / "out"))
    assert content(tmp_path / "one" / "out") == content(tmp_path / "two" / "out")


@every_format
def test_a_part_of_the_graph_is_smaller_than_all_of_it(deals: Store, form: str, tmp_path: Path):
    export(deals, form, tmp_path / "whole")
    export(deals, form, tmp_path / "part", Selection(company="Northwind"))
    whole, part = content(tmp_path / "whole"), content(tmp_path / "part")
    assert 0 < sum(map(len, part.values())) < sum(map(len, whole.values()))
    assert b"Contoso Foods" in b"".join(part.values())
    assert b"Scale AI" not in b"".join(part.values())


@every_format
def test_an_empty_graph_is_written_too(form: str, tmp_path: Path):
    store = open_store(str(tmp_path / "graph.db"))
    export(store, form, tmp_path / "out")
    store.close()
    assert content(tmp_path / "out")


@every_format
def test_a_company_that_nobody_knows_is_no_file(deals: Store, form: str, tmp_path: Path):
    with pytest.raises(NotFoundError, match="no company or person is called Nortwind") as raised:
        export(deals, form, tmp_path / "out", Selection(company="Nortwind"))
    assert "Northwind" in raised.value.suggestions


@pytest.mark.parametrize("form", [form.name for form in FORMATS.values() if form.folder])
def test_a_folder_does_not_go_to_a_stream(deals: Store, form: str):
    with pytest.raises(UsageError, match="is a folder of files"):
        export(deals, form, io.StringIO())


def test_a_folder_is_written_over(deals: Store, tmp_path: Path):
    export(deals, "csv", tmp_path)
    export(deals, "csv", tmp_path, Selection(company="Meta"))
    export(deals, "csv", tmp_path / "new", Selection(company="Meta"))
    assert content(tmp_path / "new").items() <= {f.name: f.read_bytes() for f in tmp_path.glob("*.csv")}.items()


def test_the_columns_are_those_of_the_graph(whole: Part):
    """Formats state before they begin which values there are: all that the graph can hold, each of one type."""
    assert set(PROPERTIES) == set(LABELS)
    rows: list[tuple[dict[str, Any], Any]] = [(values, PROPERTIES[node.label]) for node, values in whole.nodes.items()]
    rows += [(values, EDGE_PROPERTIES[edge.type]) for edge, values in whole.edges.items()]
    for values, types in rows:
        for name, value in values.items():
            listed = types[name] in (list[str], list[int])
            assert isinstance(value, list if listed else types[name]), name
    assert {name for values in whole.nodes.values() for name in values} <= set(NODE_COLUMNS)
    assert {name for values in whole.edges.values() for name in values} <= set(EDGE_COLUMNS)
