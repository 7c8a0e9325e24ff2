"""DOT: Graphviz draws it."""

from __future__ import annotations

import shutil
import subprocess
from xml.etree import ElementTree

import pytest

from dealgraph.graph.model import DIRECT_TYPES, Part
from dealgraph.graph.selection import Selection
from dealgraph.graph.stores.base import Store
from tests.graph.export.conftest import HOSTILE, exported

SVG = "{http://www.w3.org/2000/svg}"


def drawn(text: str) -> ElementTree.Element:
    """The image that Graphviz makes of it, without a word of complaint."""
    if not shutil.which("dot"):
        pytest.skip("no Graphviz: sudo apt-get install -y graphviz")
    done = subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    return ElementTree.fromstring(done.stdout)


def groups(image: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [group for group in image.iter(f"{SVG}g") if group.get("class") == kind]


def words(group: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in group.iter(f"{SVG}text")]


def test_companies_are_drawn_with_an_edge_for_each_deal(deals: Store):
    image = drawn(exported(deals, "dot", Selection(company="Northwind")))
    assert sorted(words(node)[0] for node in groups(image, "node")) == ["Contoso Foods", "Northwind"]
    assert [words(edge) for edge in groups(image, "edge")] == [["acquisition", "completed"]] * 2


def test_amount_stake_and_status_stand_on_the_edge(deals: Store):
    image = drawn(exported(deals, "dot", Selection(company="Meta", types=frozenset(["investment"]))))
    (edge,) = groups(image, "edge")
    assert words(edge) == ["investment", "USD 14,300,000,000", "49%", "completed"]
    assert next(edge.iter(f"{SVG}a")).get("{http://www.w3.org/1999/xlink}href") == "https://news.example.com/meta-1"


def test_a_deal_with_a_seller_stands_between_its_parties(deals: Store):
    image = drawn(exported(deals, "dot", Selection(company="Marrow Gas")))
    names = sorted(words(node)[0] for node in groups(image, "node"))
    assert names == [
        "Hollin Energy",
        "Hollin Energy acquires Marrow Gas from Tarn Holdings for $2B (announced)",
        "Marrow Gas",
        "Tarn Holdings",
    ]


def test_the_whole_graph_is_drawn_with_any_text(deals: Store, whole: Part):
    image = drawn(exported(deals, "dot", view="whole"))
    assert len(groups(image, "node")) == len(whole.nodes)
    assert len(groups(image, "edge")) == len(whole.edges)
    assert HOSTILE in {word for node in groups(image, "node") for word in words(node)}


def test_every_deal_between_parties_has_an_edge(deals: Store, whole: Part):
    edges = groups(drawn(exported(deals, "dot")), "edge")
    assert sum(edge.type in DIRECT_TYPES for edge in whole.edges) == sum(
        (edge.get("id") or "").partition("|")[0] in DIRECT_TYPES for edge in edges
    )
