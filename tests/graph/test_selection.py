"""Which part of the graph an export or a network is of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dealgraph.errors import NotFoundError
from dealgraph.graph.loader import load
from dealgraph.graph.model import ARTICLE, DEAL, FACT, PARTIES, SOURCE, Part, union
from dealgraph.graph.selection import Selection, chosen_parts, within
from dealgraph.graph.stores.base import Store
from dealgraph.graph.stores.open import open_store
from dealgraph.graph.whole import parts_of
from tests.graph.export.conftest import stories


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(str(tmp_path_factory.mktemp("selection") / "graph.db"))
    load(store, stories())
    yield store
    store.close()


def chosen(store: Store, **choice: object) -> Part:
    return union(chosen_parts(store, Selection(**choice)))  # type: ignore[arg-type]


def names(part: Part, *labels: str) -> set[str]:
    return {str(values["name"]) for node, values in part.nodes.items() if node.label in labels}


def test_nothing_chosen_is_the_whole_graph(store: Store):
    whole = union(parts_of(store))
    part = chosen(store)
    assert (part.nodes, part.edges) == (whole.nodes, whole.edges)


def test_a_company_comes_with_its_deals_and_all_that_bears_them_out(store: Store):
    part = chosen(store, company="instagram")
    assert names(part, *PARTIES) == {"Meta", "Instagram"}
    assert names(part, DEAL, FACT) == {"Meta acquires Instagram for $1B (completed)"}
    assert len(names(part, ARTICLE)) == 1


def test_depth_counts_deals(store: Store):
    assert names(chosen(store, company="Instagram", depth=2), *PARTIES) == {"Meta", "Instagram", "Scale AI"}
    assert "Google" in names(chosen(store, company="Instagram", depth=3), *PARTIES)


def test_only_facts_of_chosen_deals_are_there(store: Store):
    part = chosen(store, company="Scale AI", types=frozenset(["investment"]))
    assert {str(values["type"]) for node, values in part.nodes.items() if node.label in (DEAL, FACT)} == {"investment"}
    assert names(part, SOURCE) == {"Reuters"}
    assert len(names(part, ARTICLE)) == 2


def test_time_is_that_of_the_announcement(store: Store):
    part = chosen(store, since="2024", until="2024-12")
    assert {str(values["announced"]) for node, values in part.nodes.items() if node.label == DEAL} == {
        "2024-01-15",
        "2024-11-02",
    }


def test_no_edge_comes_before_its_nodes_and_no_node_twice(store: Store):
    for selection in (Selection(), Selection(company="Meta", depth=3), Selection(types=frozenset(["acquisition"]))):
        seen = set()
        for part in chosen_parts(store, selection):
            assert not seen & part.nodes.keys()
            seen |= part.nodes.keys()
            assert all(end in seen for edge in part.edges for end in (edge.start, edge.end))


def test_the_parties_alone_carry_the_values_of_their_deals(store: Store):
    part = union(chosen_parts(store, Selection(company="Meta"), view="parties"))
    (values,) = [values for edge, values in part.edges.items() if edge.type == "INVESTMENT"]
    assert values["name"] == "Meta invests $14.3B for 49% of Scale AI (completed)"
    assert values["sources"] == 2
    assert {node.label for node in part.nodes} <= set(PARTIES)


def test_an_unknown_company_is_told_with_near_misses(store: Store):
    with pytest.raises(NotFoundError) as raised:
        chosen(store, company="Kopikku")
    assert "Kopiku" in raised.value.suggestions


@pytest.mark.parametrize(
    ("when", "since", "until", "inside"),
    [
        ("2025-06-13", "2025-06-13", "2025-06-13", True),
        ("2025-06-13", "2025-06-14", None, False),
        ("2025-06", "2025-06-14", None, True),
        ("2025", None, "2024-12-31", False),
        ("", None, None, True),
        ("", None, "2025", False),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(when: str, since: str | None, until: str | None, inside: bool):
    assert within(when, since, until) is inside
