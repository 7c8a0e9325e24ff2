"""Whether a load that is killed again and again ends with the same graph: `python -m benchmarks.kills STORE [options]`.

    python -m benchmarks.kills embedded [--times 100] [--articles 150] [--seed 1]
    python -m benchmarks.kills neo4j                             on the server of DEALGRAPH_TEST_NEO4J; empties it

A process loads articles a few at a time and is killed with SIGKILL at a random moment. Each time the store is opened
again: all that the process had acknowledged must be there, and every invariant must hold (`dealgraph check`). Then the
next process goes on. When one gets to the end, the graph must equal, byte for byte, that of an undisturbed load, and
the loop starts over with an empty store. Each kill is a line on standard output; the exit code is 1 if anything was
wrong.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.load import Server
from benchmarks.made_news import made_news
from dealgraph.graph.canonical import canonical_lines
from dealgraph.graph.checking import breaches
from dealgraph.graph.loader import load
from dealgraph.graph.stores.base import Store
from dealgraph.graph.stores.open import open_store

BATCH = 5
SPAWN = multiprocessing.get_context("forkserver")
PRELOADED = ["benchmarks.load", "dealgraph.graph.stores.embedded", "kglite", "datasketch", "currency_converter"]
"""What a process would else import before it loads anything."""


def load_all(address: str, articles: int, said: Connection) -> None:
    """What is killed: says how many articles are loaded after each batch."""
    store = open_store(address)
    said.send(0)
    load(store, made_news(articles), batch=BATCH, on_batch=lambda counts: said.send(counts.new + counts.unchanged))
    store.close()


def load_and_kill(address: str, articles: int, after: int, seconds: float) -> tuple[int, bool]:
    """Kills the process so many seconds after it has acknowledged so many articles: how many it had then, and whether
    it had ended before."""
    heard, said = SPAWN.Pipe(duplex=False)
    process = SPAWN.Process(target=load_all, args=(address, articles, said))
    process.start()
    said.close()
    acknowledged = heard.recv()
    while acknowledged < after:
        acknowledged = heard.recv()
    process.join(seconds)
    process.kill()
    process.join()
    while True:
        try:
            acknowledged = heard.recv()
        except EOFError:
            return acknowledged, process.exitcode == 0


def faults(store: Store, acknowledged: int) -> list[str]:
    """What is wrong with a store after a kill."""
    kept = sum(1 for _ in store.records())
    lost = [f"{acknowledged - kept} acknowledged articles are lost"] if kept < acknowledged else []
    return lost + [f"{breach.about}: {breach.what}" for breach in breaches(store)]


def kill_loop(address: str, empty: Callable[[], None], times: int, articles: int, seed: int) -> int:
    """Kills so often, and gives the number of times that something was wrong."""
    chance = random.Random(seed)
    empty()
    store = open_store(address)
    start = time.perf_counter()
    load(store, made_news(articles), batch=BATCH)
    batch_seconds = BATCH * (time.perf_counter() - start) / articles
    expected = list(canonical_lines(store))
    store.close()
    empty()
    wrong = ends = 0
    for number in range(1, times + 1):
        after, seconds = chance.randrange(articles), chance.uniform(0, batch_seconds)
        acknowledged, ended = load_and_kill(address, articles, after, seconds)
        store = open_store(address)
        found = faults(store, acknowledged)
        if ended and list(canonical_lines(store)) != expected:
            found.append("the graph is not that of an undisturbed load")
        store.close()
        wrong += bool(found)
        ends += ended
        print(
            f"kill {number}: {acknowledged} acknowledged{', at the end' if ended else ''}", *found, sep="; ", flush=True
        )
        if ended:
            empty()
    print(f"{times} kills, {ends} of them after the end of a load; something wrong after {wrong}")
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("store", choices=["embedded", "neo4j"])
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    SPAWN.set_forkserver_preload(PRELOADED)
    with tempfile.TemporaryDirectory(prefix="dealgraph-") as folder:
        if options.store == "neo4j":
            server = Server.read()
            address, empty = server.address, server.empty
        else:
            address = str(Path(folder, "store"))
            empty = partial(shutil.rmtree, address, ignore_errors=True)
        sys.exit(kill_loop(address, empty, options.times, options.articles, options.seed) > 0)


if __name__ == "__main__":
    main()
