"""From facts to the graph: resolution, nodes and edges as pure functions, the stores, look-ups and exports."""
