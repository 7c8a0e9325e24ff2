"""FollowTheMoney: its own package takes every entity, and holds each value for valid."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from typing import Any

import pytest

from dealgraph.graph.model import ARTICLE, DEAL, DIRECT_TYPES, FACT, PARTIES, Part
from dealgraph.graph.stores.base import Store
from tests.graph.export.conftest import HOSTILE, exported

Entity = dict[str, Any]
MISSING = (
    "followthemoney needs Python 3.11" if sys.version_info < (3, 11) else "no followthemoney: pip install --group tools"
)


@pytest.fixture(scope="module")
def entities(deals: Store) -> list[Entity]:
    return [json.loads(line) for line in exported(deals, "ftm").removesuffix("\n").split("\n")]


def of_schema(entities: list[Entity], schema: str) -> list[Entity]:
    return [entity for entity in entities if entity["schema"] == schema]


def ends(entities: list[Entity], schema: str, *names: str) -> set[tuple[str, ...]]:
    """The captions of what the entities of a schema join."""
    captions = {entity["id"]: entity["properties"].get("name", [""])[0] for entity in entities}
    joined = [entity["properties"] for entity in of_schema(entities, schema)]
    return {tuple(captions[one] for name in names for one in values.get(name, [])) for values in joined}


def test_the_package_takes_every_entity_with_every_value(entities: list[Entity]):
    model = pytest.importorskip("followthemoney", reason=MISSING).model
    for entity in entities:
        model.get(entity["schema"]).validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        assert folded({name: proxy.get(name) for name in entity["properties"]}) == folded(entity["properties"])


def folded(properties: dict[str, list[str]]) -> dict[str, list[str]]:
    """The values with white space as the package leaves it."""
    return {name: sorted(" ".join(value.split()) for value in values) for name, values in properties.items()}


def test_ids_are_unique_and_every_reference_leads_somewhere(entities: list[Entity]):
    ids = [entity["id"] for entity in entities]
    assert len(set(ids)) == len(ids)
    for entity in entities:
        for name in ("owner", "asset", "creditor", "debtor", "employee", "employer", "subject", "object", "involved"):
            assert set(entity["properties"].get(name, [])) <= set(ids), entity
        for name in ("proof", "document", "entity"):
            assert set(entity["properties"].get(name, [])) <= set(ids), entity


def test_all_of_the_graph_has_an_entity(entities: list[Entity], whole: Part):
    found: dict[str, int] = defaultdict(int)
    for entity in entities:
        found[entity["schema"]] += 1
    links = found["Ownership"] + found["Debt"] + found["Employment"] + found["UnknownLink"]
    assert found["Company"] + found["Person"] == sum(node.label in PARTIES for node in whole.nodes)
    assert (found["Article"], found["Event"], found["Documentation"]) == tuple(
        sum(node.label == label for node in whole.nodes) for label in (ARTICLE, DEAL, FACT)
    )
    assert links == sum(edge.type in DIRECT_TYPES for edge in whole.edges)


def test_only_what_is_borne_out_is_more_than_a_link(entities: list[Entity]):
    assert ("Meta", "Scale AI") in ends(entities, "Ownership", "owner", "asset")
    assert ends(entities, "Debt", "creditor", "debtor") == {("Bank Selat", "Kopiku")}
    assert ("Siti Rahma", "Lumbung") in ends(entities, "Employment", "employee", "employer")
    rumoured = {("Alder Capital", "Lumbung"), ("Rowan Fund", "Lumbung")}
    assert rumoured <= ends(entities, "UnknownLink", "subject", "object")
    assert not rumoured & ends(entities, "Ownership", "owner", "asset")


def test_a_link_names_its_articles_and_their_words(entities: list[Entity]):
    (meta,) = [
        entity for entity in of_schema(entities, "Ownership") if entity["properties"].get("percentage") == ["49"]
    ]
    values = meta["properties"]
    assert sorted(values["sourceUrl"]) == [f"https://news.example.com/meta-{number}" for number in (1, 2)]
    assert "Meta invests $14.3 billion for 49% of Scale AI." in values["description"]


def test_any_name_is_kept(entities: list[Entity]):
    assert HOSTILE in {entity["properties"]["name"][0] for entity in of_schema(entities, "Company")}
