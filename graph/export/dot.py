"""DOT, which Graphviz draws: `dot -Tsvg deals.dot -o deals.svg`, or `sfdp` for large graphs.

A node shows its name, an edge its type, amount and status; all other values stand beside them as attributes, which
Graphviz passes over: a list as a JSON array, a date in ISO 8601.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO

from dealgraph.graph.export.encoding import edge_id, encoded, labels_of
from dealgraph.graph.model import ARTICLE, COMPANY, DEAL, FACT, PERSON, Part, Properties, Property

HEAD = """digraph deals {
  graph [charset="UTF-8", rankdir="LR", overlap="prism", splines="true"];
  node [shape="box", style="rounded,filled", fillcolor="white", fontname="Helvetica"];
  edge [fontname="Helvetica", fontsize="10", color="gray40"];
"""
FILLS = {COMPANY: "#d9e8f6", PERSON: "#f6e3d0", DEAL: "#dcefd6", FACT: "#f5f3d7", ARTICLE: "#eeeeee"}
DASHED = ("rumoured", "planned", "under_review")
DOTTED = ("terminated",)


def write(parts: Iterable[Part], out: IO[str]) -> None:
    """Writes the union of the parts, one part at a time."""
    out.write(HEAD)
    for part in parts:
        for node, values in part.nodes.items():
            labels = "".join(f":{label}" for label in labels_of(node, values))
            shown = {
                "label": values.get("name", node.id),
                "labels": labels,
                "fillcolor": FILLS.get(node.label, "white"),
            }
            out.write(f"  {_quoted(node.id)} [{_attributes({**values, **shown, **_link(values)})}];\n")
        for edge, values in part.edges.items():
            shown = {
                "id": edge_id(edge),
                "type": edge.type,
                "label": _label(edge.type, values),
                "style": _style(values),
            }
            attributes = _attributes({**values, **shown, **_link(values)})
            out.write(f"  {_quoted(edge.start.id)} -> {_quoted(edge.end.id)} [{attributes}];\n")
    out.write("}\n")


def _label(kind: str, values: Properties) -> str:
    amount, stake = values.get("deal_amount"), values.get("stake_percent")
    shown = [kind.lower().replace("_", " ")]
    if isinstance(amount, float):
        shown.append(f"{values.get('currency', '')} {amount:,.0f}".strip())
    if isinstance(stake, float):
        shown.append(f"{stake:g}%")
    if "status" in values:
        shown.append(str(values["status"]).replace("_", " "))
    return "\n".join(shown)


def _style(values: Properties) -> str:
    status = values.get("status")
    return "dashed" if status in DASHED else "dotted" if status in DOTTED else "solid"


def _link(values: Properties) -> dict[str, Property]:
    """The address that an image leads to: an article's own, or that of the first article that tells of an edge."""
    urls = values.get("article_urls") or [values.get("url")]
    return {"URL": urls[0]} if isinstance(urls, list) and isinstance(urls[0], str) else {}


def _attributes(values: Mapping[str, Property]) -> str:
    return ", ".join(f"{name}={_quoted(encoded(value))}" for name, value in sorted(values.items()))


def _quoted(value: Property) -> str:
    """A string of DOT; Graphviz reads entities such as `&amp;` and escapes such as `\\N` in it."""
    text = str(value).replace("\0", "\ufffd").replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\n", "\\n") + '"'
