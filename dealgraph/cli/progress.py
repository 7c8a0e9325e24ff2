"""How far a run has come, on a terminal's standard error, once the run has become a long one."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LONG = 2.0
"""Seconds after which a run is long."""


@contextmanager
def progress(unit: str) -> Iterator[Callable[[], None]]:
    """A function to call for each `unit` that is done; nothing is shown where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), MofNCompleteColumn(), TextColumn(unit), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(unit, total=None)
    begun = time.monotonic()

    def advance() -> None:
        bar.advance(task)
        if not bar.live.is_started and time.monotonic() - begun > LONG:
            bar.start()

    try:
        yield advance
    finally:
        bar.stop()
