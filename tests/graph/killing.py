"""Loads that are killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from dealgraph.graph.loader import Loaded
from tests.graph.stories import article, fact, told

LOADS_ONE_BY_ONE = """
import sys
from dealgraph.graph.loader import load
from dealgraph.graph.stores.open import open_store
from tests.graph.killing import many
store = open_store(sys.argv[1])
print("ready", flush=True)
load(store, many(), batch=1, on_batch=lambda counts: print(counts.new + counts.unchanged, flush=True))
"""


def many() -> list[Loaded]:
    """Forty articles on ten deals."""
    sources = [
        article(f"m-{n}", f"Contoso {n % 10} bought Fabrikam {n % 10}.", published=f"2025-01-{n % 28 + 1:02}")
        for n in range(40)
    ]
    return [
        told(a, fact(a, "acquisition", "completed", acquirer=f"Contoso {n % 10}", target=f"Fabrikam {n % 10}"))
        for n, a in enumerate(sources)
    ]


def load_and_kill(address: str, after: float) -> int:
    """Starts to load `many` and kills it that many seconds after it is ready; how many articles it had acknowledged."""
    command = [sys.executable, "-c", LOADS_ONE_BY_ONE, address]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])}
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read().split()
    return int(said[-1]) if said else 0
