"""One HTML page that needs nothing else: a list of companies to search, a graph, and each deal with the sentences that
tell of it. It opens from a disk or from a web server, asks the network for nothing, and takes some thousand deals.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from dealgraph.graph.model import ARTICLE, DEAL, DIRECT_TYPES, FACT, PARTIES, Part

PAGE = Path(__file__).with_name("page.html")
DATA = "%DATA%"


def write(parts: Iterable[Part], out: IO[str]) -> None:
    """Writes the page with the union of the parts in it, one part at a time."""
    before, after = _page()
    out.write(before)
    separator = "["
    for part in parts:
        for row in _rows(part):
            out.write(separator + json.dumps(row, ensure_ascii=False).replace("<", "\\u003c"))
            separator = ",\n"
    out.write(f"{'[' if separator == '[' else ''}]{after}")


@lru_cache(maxsize=1)
def _page() -> tuple[str, str]:
    before, _, after = PAGE.read_text(encoding="utf-8").partition(DATA)
    return before, after


def _rows(part: Part) -> Iterator[dict[str, Any]]:
    articles = {edge.end: edge.start.id for edge in part.edges if edge.type == "STATES"}
    for node, values in part.nodes.items():
        row = {"id": node.id, "name": values.get("name")}
        if node.label in PARTIES:
            known = {"type": values["type"], "country": values.get("country"), "aliases": values.get("aliases", [])}
            yield {"kind": "party", **row, **known}
        elif node.label == ARTICLE:
            told = {name: values.get(name) for name in ("url", "publisher", "published")}
            yield {"kind": "article", **row, "title": values["name"], **told}
        elif node.label == FACT:
            article = articles.get(node)
            yield {"kind": "fact", **row, "article": article, "status": values["status"], "quotes": values["quotes"]}
        elif node.label == DEAL:
            known = {name: values.get(name) for name in ("type", "status", "amount", "currency", "contested")}
            when = str(values.get("announced") or values.get("first_reported") or "")[:10]
            yield {
                "kind": "deal",
                **row,
                **known,
                "contested": values.get("contested", []),
                "stake": values.get("stake_percent"),
                "when": when,
                "facts": [edge.start.id for edge in part.edges if edge.type == "ABOUT"],
                "parties": [
                    [edge.type.lower(), edge.start.id]
                    for edge in part.edges
                    if edge.end == node and edge.start.label in PARTIES
                ],
                "pairs": [[edge.start.id, edge.end.id] for edge in part.edges if edge.type in DIRECT_TYPES],
            }
