"""A large graph is written in the memory of a small one."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from dealgraph.graph.export import FORMATS
from dealgraph.graph.model import COMPANY, DEAL, FACT, NodeKey, Part
from dealgraph.graph.selection import distinct, parties_alone

FEW, MANY = 100, 600


def market(deals: int) -> Iterator[Part]:
    """Purchases, each with an article that tells of it, in the order in which stores give parts."""
    for number in range(deals):
        article, fact = f"a-{number}", f"f-{number}"
        said = f"Company {number} bought company {number + 1} for $5 million."
        part = Part()
        story = part.node(
            NodeKey("Article", article), name=said, type="article", doc_id=article, published="2025-06-13"
        )
        told = part.node(
            NodeKey(FACT, fact), name=said, type="acquisition", status="completed", quotes=[said], start_chars=[0]
        )
        part.nodes[told]["end_chars"] = [len(said)]
        part.edge("STATES", story, told)
        credit = part.node(NodeKey("Source", "s-Reuters"), name="Reuters", type="source")
        part.edge("ATTRIBUTED_TO", told, credit)
        yield part
        named = Part()
        buyer = named.node(NodeKey(COMPANY, f"c-{number}"), name=f"Company {number}", type="company")
        bought = named.node(NodeKey(COMPANY, f"c-x{number}"), name=f"Company {number + 1}", type="company")
        for role, party in (("acquirer", buyer), ("target", bought)):
            named.edge("NAMES", told, party, role=role, name=f"Company {number}", quote="Company", start_char=0)
        yield named
    for number in range(deals):
        told, buyer = NodeKey(FACT, f"f-{number}"), NodeKey(COMPANY, f"c-{number}")
        bought, part = NodeKey(COMPANY, f"c-x{number}"), Part()
        one = part.node(
            NodeKey(DEAL, f"acquisition-{number}"), name="A deal", type="acquisition", status="completed", contested=[]
        )
        part.edge("ABOUT", told, one)
        part.edge("ACQUIRER", buyer, one)
        part.edge("TARGET", bought, one)
        part.edge("ACQUISITION", buyer, bought, deal_id=one.id, status="completed", article_urls=[])
        yield part


def peak(form: str, deals: int, folder: Path) -> int:
    """The most that Python holds while it writes, in bytes."""
    chosen = FORMATS[form]
    parts = distinct(market(deals))
    parts = parties_alone(parts) if chosen.view == "parties" else parts
    write = chosen.write
    tracemalloc.start()
    try:
        if chosen.folder:
            write(parts, folder / str(deals))
        else:
            with Path(os.devnull).open("w", encoding="utf-8") as out:
                write(parts, out)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("form", FORMATS)
def test_memory_does_not_grow_with_the_graph(form: str, tmp_path: Path):
    peak(form, 10, tmp_path)  # what modules keep is kept from here on
    small, large = peak(form, FEW, tmp_path), peak(form, MANY, tmp_path)
    assert large < 1.2 * small + 200_000
