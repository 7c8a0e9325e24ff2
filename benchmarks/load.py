"""How fast articles and facts are loaded.

    python -m benchmarks.load neo4j [--articles 5000] [--rounds 3]     on the server of DEALGRAPH_TEST_NEO4J
    python -m benchmarks.load embedded [--articles 100000]             in a folder that is deleted afterwards

On a server, every loader writes the same graph: dealgraph from the articles and their facts, the others from its nodes
and edges, which are worked out beforehand and handed to them. `raw` is a plain idempotent UNWIND … MERGE, one statement
for each label and type. llama-index, neo4j-graphrag and langchain-neo4j take part where they are installed. The server
is emptied before each load; the first round warms it up and doesn't count. All that it holds is deleted.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import neo4j

from benchmarks.made_news import EXTRACTOR, made_news
from dealgraph.graph.canonical import worked_out
from dealgraph.graph.changes import Changes
from dealgraph.graph.loader import Loaded, load
from dealgraph.graph.model import Part
from dealgraph.graph.stores.nodes import SETUP, chunks
from dealgraph.graph.stores.open import open_store
from dealgraph.graph.stores.rows import statements
from dealgraph.graph.truth import Reading, Record

EMPTY = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
RAW_ROWS = 2_500
QUARTER = 4
"""langchain-neo4j is so slow that it gets a quarter of the graph."""


@dataclass
class Server:
    address: str
    user: str
    password: str

    @classmethod
    def read(cls) -> Server:
        address = os.environ.get("DEALGRAPH_TEST_NEO4J")
        if not address:
            sys.exit("DEALGRAPH_TEST_NEO4J must name a Neo4j server whose data may be deleted")
        user, password = os.environ.get("DEALGRAPH_NEO4J_USER", "neo4j"), os.environ["DEALGRAPH_NEO4J_PASSWORD"]
        return cls(address, user, password)

    def driver(self) -> neo4j.Driver:
        return neo4j.GraphDatabase.driver(
            self.address, auth=(self.user, self.password), notifications_min_severity="OFF"
        )

    def empty(self) -> None:
        with self.driver() as driver, driver.session() as session:
            session.run(EMPTY).consume()

    def set_up(self) -> None:
        with self.driver() as driver, driver.session() as session:
            for statement in SETUP:
                session.run(statement).consume()

    def count(self) -> int:
        with self.driver() as driver:
            rows = driver.execute_query(
                "MATCH (n) WITH count(n) AS nodes RETURN nodes + COUNT { ()-[]->() } AS elements"
            ).records
            return int(rows[0]["elements"])


Load = Callable[[Server], int]
"""Loads, and says how many elements it was given."""


def dealgraph_loader(readings: list[Loaded], elements: int) -> Load:
    def run(server: Server) -> int:
        store = open_store(server.address)
        load(store, readings)
        store.close()
        return elements

    return run


def raw_loader(part: Part) -> Load:
    rows = list(statements(Changes(nodes=dict(part.nodes), edges=dict(part.edges))))  # type: ignore[arg-type]

    def run(server: Server) -> int:
        with server.driver() as driver, driver.session() as session:
            for statement in rows:
                for some in chunks(statement.rows, RAW_ROWS):
                    session.execute_write(
                        lambda tx, s=statement, some=some: tx.run(s.cypher, {s.parameter: some}).consume()
                    )
        return len(part.nodes) + len(part.edges)

    return run


def llama_index_loader(part: Part) -> Load:
    from llama_index.core.graph_stores.types import EntityNode, Relation
    from llama_index.graph_stores.neo4j import Neo4jPropertyGraphStore

    nodes = [EntityNode(label=k.label, name=k.id, properties=_plain(p)) for k, p in part.nodes.items()]
    relations = [
        Relation(label=e.type, source_id=e.start.id, target_id=e.end.id, properties=_plain(p))
        for e, p in part.edges.items()
    ]

    def run(server: Server) -> int:
        store = Neo4jPropertyGraphStore(
            username=server.user, password=server.password, url=server.address, refresh_schema=False
        )
        for nodes_some in chunks(nodes, 1000):
            store.upsert_nodes(nodes_some)
        for relations_some in chunks(relations, 1000):
            store.upsert_relations(relations_some)
        store.close()
        return len(nodes) + len(relations)

    return run


def graphrag_loader(part: Part) -> Load:
    from neo4j_graphrag.components.kg_writer import Neo4jWriter
    from neo4j_graphrag.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship

    graph = Neo4jGraph(
        nodes=[Neo4jNode(id=k.id, label=k.label, properties=_plain(p)) for k, p in part.nodes.items()],
        relationships=[
            Neo4jRelationship(start_node_id=e.start.id, end_node_id=e.end.id, type=e.type, properties=_plain(p))
            for e, p in part.edges.items()
        ],
    )

    def run(server: Server) -> int:
        with server.driver() as driver:
            asyncio.run(Neo4jWriter(driver).run(graph))
        return len(graph.nodes) + len(graph.relationships)

    return run


def langchain_loader(part: Part) -> Load:
    from langchain_core.documents import Document
    from langchain_neo4j import Neo4jGraph
    from langchain_neo4j.graphs.graph_document import GraphDocument, Node, Relationship

    some = dict(list(part.nodes.items())[: len(part.nodes) // QUARTER])
    nodes = {k: Node(id=k.id, type=k.label, properties=_plain(p)) for k, p in some.items()}
    edges = [
        Relationship(source=nodes[e.start], target=nodes[e.end], type=e.type, properties=_plain(p))
        for e, p in part.edges.items()
        if e.start in nodes and e.end in nodes
    ]

    def run(server: Server) -> int:
        graph = Neo4jGraph(url=server.address, username=server.user, password=server.password, refresh_schema=False)
        document = GraphDocument(nodes=list(nodes.values()), relationships=edges, source=Document(page_content="x"))
        graph.add_graph_documents([document])
        return len(nodes) + len(edges)

    return run


PEERS: dict[str, tuple[str, Callable[[Part], Load]]] = {
    "llama-index": ("llama_index", llama_index_loader),
    "neo4j-graphrag": ("neo4j_graphrag", graphrag_loader),
    "langchain-neo4j": ("langchain_neo4j", langchain_loader),
}


def _plain(properties: Any) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name != "id"}


def measure_neo4j(articles: int, rounds: int) -> None:
    server = Server.read()
    readings = list(made_news(articles))
    records = [Record(r.article, {EXTRACTOR: Reading(r.facts)}, "2026-01-01T00:00:00+00:00") for r in readings]
    part = worked_out(records).graph
    elements = len(part.nodes) + len(part.edges)
    loaders: dict[str, Load] = {"dealgraph": dealgraph_loader(readings, elements), "raw": raw_loader(part)}
    loaders |= {name: make(part) for name, (package, make) in PEERS.items() if find_spec(package)}
    print(f"{articles:,} articles, {len(part.nodes):,} nodes, {len(part.edges):,} relationships", flush=True)
    first: dict[str, list[float]] = {name: [] for name in loaders}
    again: dict[str, list[float]] = {name: [] for name in loaders}
    for number in range(rounds + 1):
        for name, run in loaders.items():
            server.empty()
            server.set_up()
            for speeds in (first, again):
                start = time.perf_counter()
                given = run(server)
                speed = given / (time.perf_counter() - start)
                if number:
                    speeds[name].append(speed)
            print(f"round {number}  {name:16}", f"{server.count():,} elements there", flush=True)
    print_table(first, again)


def print_table(first: dict[str, list[float]], again: dict[str, list[float]]) -> None:
    raw = statistics.median(first["raw"])
    print(f"{'loader':16} {'elements/s':>12} {'range':>16} {'of raw':>7} {'second load':>12} {'times':>6}")
    for name, speeds in first.items():
        middle, second = statistics.median(speeds), statistics.median(again[name])
        spread = f"{min(speeds):,.0f}-{max(speeds):,.0f}"
        print(f"{name:16} {middle:12,.0f} {spread:>16} {middle / raw:7.2f} {second:12,.0f} {second / middle:6.1f}")


def measure_embedded(articles: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="dealgraph-"))
    try:
        store = open_store(str(folder / "store"))
        start, cpu = time.perf_counter(), time.process_time()
        load(store, made_news(articles), batch=1000)
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(f"load of {articles:,} articles: {seconds:.0f} s ({cpu:.0f} s of CPU), {memory:.2f} GB at most")
        names = [name for (name,) in store.query("MATCH (c:Company)-->(:Deal) RETURN DISTINCT c.name LIMIT 5").rows]
        start = time.perf_counter()
        load(store, more_news(10))
        print(f"ten more articles: {time.perf_counter() - start:.1f} s")
        store.close()
        for name in names[:3]:
            seconds, cpu = cold_look_up(folder / "store", name)
            print(f"company {name!r} from a cold start: {seconds:.2f} s ({cpu:.2f} s of CPU)")
    finally:
        shutil.rmtree(folder)


def more_news(articles: int) -> Iterator[Loaded]:
    """Articles that are not among the others."""
    for number, reading in enumerate(made_news(articles, seed=8)):
        article = reading.article.model_copy(update={"doc_id": f"more-{number}", "url": None})
        yield Loaded(article, reading.extractor, reading.facts)


def cold_look_up(store: Path, name: str) -> tuple[float, float]:
    """The seconds that the command takes, on the clock and of CPU, which tells the same on a busy machine."""
    command = [sys.executable, "-m", "dealgraph", "company", name, "--store", str(store)]
    start, before = time.perf_counter(), _cpu_of_children()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start, _cpu_of_children() - before


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("store", choices=["neo4j", "embedded"])
    parser.add_argument("--articles", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if options.store == "neo4j":
        measure_neo4j(options.articles or 5_000, options.rounds)
    else:
        measure_embedded(options.articles or 100_000)


if __name__ == "__main__":
    main()
