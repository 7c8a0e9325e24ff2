"""Where the graph is kept: a folder on this machine, or a Neo4j server."""
