"""The graph of companies as a networkx graph, for notebooks and for all that networkx computes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dealgraph.graph.export.encoding import edge_id, labels_of
from dealgraph.graph.selection import Selection, View, chosen_parts
from dealgraph.graph.stores.base import Store

if TYPE_CHECKING:
    import networkx as nx


def network(store: Store, selection: Selection | None = None, *, view: View = "parties") -> nx.MultiDiGraph:
    """The companies and persons of a store with an edge for each deal between them; a deal that these edges don't show
    in full, such as one with a seller, stands as a node between its parties. Where the view is `whole`: the whole
    graph, with deals, facts and articles as nodes.

    Nodes are the ids of the graph and carry its properties, and `labels`, a tuple. Edges carry theirs, and `label`,
    their type; the key of an edge is its id, which is that of the exports. Lists are lists, dates are
    `datetime.date`; what is not known is not there. The parts of a `selection` are those of an export.

    Raises NotFoundError where nothing bears the name of the selected company.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    for part in chosen_parts(store, selection, view):
        for node, values in part.nodes.items():
            graph.add_node(node.id, **values, labels=labels_of(node, values))
        for edge, values in part.edges.items():
            graph.add_edge(edge.start.id, edge.end.id, key=edge_id(edge), label=edge.type, **values)
    return graph
