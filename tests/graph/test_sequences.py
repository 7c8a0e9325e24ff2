"""However a graph came about, it is the one that follows from the articles and decisions that it holds."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dealgraph.graph.canonical import read_graph, worked_out
from dealgraph.graph.derive import Edit, derive
from dealgraph.graph.loader import Loaded, decide, load, remove
from dealgraph.graph.stores.base import Store, Transaction
from dealgraph.graph.stores.open import open_store
from dealgraph.graph.truth import Reading, Record
from dealgraph.schemas import Fact
from dealgraph.schemas.graph import Decision
from tests.conftest import empty
from tests.graph.effort import examples
from tests.graph.stories import article, fact

NAMES = [
    "Scale",
    "Scale AI",
    "Scale AI, Inc.",
    "Meta",
    "Meta Platforms Inc",
    "Facebook",
    "Google",
    "Fairchild Industries",
    "Fairchild Semiconductor",
    "Fairchild",
    "PT Bank Rakyat Indonesia (Persero) Tbk",
    "BRI",
    "Bank BRI",
    "BBRI",
    "Fujitsu",
]
TYPES: list[tuple[str, tuple[str, ...]]] = [
    ("acquisition", ("acquirer", "target")),
    ("investment", ("investor", "investee")),
    ("ownership", ("owner", "owned")),
    ("partnership", ("party", "party")),
    ("executive_move", ("person", "company_to")),
]
STATUSES = ["rumoured", "planned", "announced", "completed", "terminated"]
names = st.sampled_from(NAMES)


@st.composite
def loads(draw: st.DrawFn) -> Loaded:
    """An article out of few, in one of several wordings, with its facts: two draws of one article are an edit."""
    number = draw(st.integers(0, 7))
    published = draw(st.sampled_from(["1987-01-12", "1987-03-02", "2025-06-10", "2025-06-13"]))
    said = draw(
        st.lists(
            st.tuples(st.sampled_from(TYPES), st.sampled_from(STATUSES), names, names, names, st.integers(0, 3)),
            max_size=3,
        )
    )
    told = [
        (kind, status, "Ana Lim" if kind[0] == "executive_move" else a, b, c, amount)
        for kind, status, a, b, c, amount in said
    ]
    sentences = [
        f"{a} and {b}, called {c}, {status} a {kind} of ${amount} million."
        for (kind, _), status, a, b, c, amount in told
    ]
    source = article(f"s-{number}", " ".join(sentences) or "No deal today.", published=published)
    extractor = draw(st.sampled_from(["one-1", "one-1", "two-1"]))
    facts: list[Fact] = []
    for (kind, roles), status, a, b, c, amount in told:
        roles_of: dict[str, Any] = {roles[0]: [a, b]} if roles[0] == roles[1] else {roles[0]: a, roles[1]: (b, c)}
        values = {"amount": (amount * 1e6, f"${amount} million")} if amount else {}
        facts.append(fact(source, kind, status, extractor=extractor, **roles_of, **values))
    return Loaded(source, extractor, tuple(facts))


decisions = st.one_of(
    st.tuples(names, names)
    .filter(lambda two: two[0] != two[1])
    .map(lambda two: Decision(kind="merge_companies", names=two)),
    names.map(lambda name: Decision(kind="split_companies", names=(name,))),
)
steps = st.one_of(
    st.tuples(st.just("load"), st.lists(loads(), min_size=1, max_size=4)),
    st.tuples(st.just("load"), st.lists(loads(), min_size=1, max_size=4)),
    st.tuples(st.just("remove"), st.lists(st.integers(0, 7), min_size=1, max_size=3)),
    st.tuples(st.just("decide"), decisions),
    st.tuples(st.just("undo"), st.integers(0, 3)),
    st.tuples(st.just("crash"), st.tuples(loads(), st.booleans())),
    st.tuples(
        st.just("decide on facts"),
        st.tuples(st.sampled_from(["merge_deals", "split_deals"]), st.integers(0, 5), st.integers(0, 5)),
    ),
)


class CrashError(Exception):
    """Something breaks in the middle."""


def crash(store: Store, reading: Loaded, late: bool) -> None:
    """A load that breaks off: after an article is committed if it's `late`, else with the article half written."""

    def broken(*_: object) -> None:
        raise CrashError

    def work(t: Transaction) -> None:
        article_id = reading.article.id
        record = Record(reading.article, {reading.extractor: Reading(reading.facts)}, "2026-01-01T00:00:00+00:00")
        decided = t.decisions()
        edit = Edit({article_id: t.records([article_id]).get(article_id)}, {article_id: record}, decided, decided)
        t.write(edit, derive(edit, t))
        raise CrashError

    if late:
        with pytest.raises(CrashError):
            load(store, [reading], on_batch=broken)
    else:
        with pytest.raises(CrashError), store.writing() as writer:
            writer.update(work)


def take(store: Store, step: tuple[str, Any]) -> None:
    kind, what = step
    if kind == "crash":
        crash(store, *what)
    elif kind == "load":
        load(store, what)
    elif kind == "remove":
        remove(store, [article(f"s-{number}", "x").id for number in what])
    elif kind == "decide":
        decide(store, add=[what])
    elif kind == "undo":
        known = [decision.id for decision in store.decisions()]
        decide(store, undo=known[what : what + 1])
    elif facts := sorted(stored.id for record in store.records() for stored in record.facts):
        chosen = {facts[what[1] % len(facts)], facts[what[2] % len(facts)]}
        if len(chosen) == 2 or what[0] == "split_deals":
            decide(store, add=[Decision(kind=what[0], facts=tuple(sorted(chosen)))])


def check_sequence(address: str, sequence: list[tuple[str, Any]]) -> None:
    store = open_store(address)
    for step in sequence:
        take(store, step)
        if step[0] == "crash":  # the next process opens it again
            store.close()
            store = open_store(address)
        expected = worked_out(store.records(), store.decisions())
        graph = read_graph(store)
        assert graph.nodes == expected.graph.nodes
        assert graph.edges == expected.graph.edges
        parties, deals = store.states()
        assert {state.party.id: state for state in parties} == expected.parties
        assert {state.deal.id: state for state in deals} == expected.deals
    store.close()


@settings(max_examples=examples(20), deadline=None)
@given(st.lists(steps, min_size=1, max_size=8))
def test_an_embedded_store_after_any_sequence(sequence: list[tuple[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check_sequence(str(Path(folder) / "store"), sequence)


@settings(
    max_examples=examples(4),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sequence=st.lists(steps, min_size=1, max_size=6))
def test_a_neo4j_store_after_any_sequence(neo4j_server: str, sequence: list[tuple[str, Any]]) -> None:
    empty(neo4j_server)
    check_sequence(neo4j_server, sequence)
