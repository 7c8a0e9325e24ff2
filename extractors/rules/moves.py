"""Moves of persons: who moves, and from which company to which."""

from __future__ import annotations

from collections.abc import Sequence

from dealgraph.extractors.rules.context import FORMER, OFFICES
from dealgraph.extractors.rules.frames import Instance
from dealgraph.extractors.rules.layout import NOBODY, Item
from dealgraph.schemas import Role

COMPANIES: tuple[Role, Role] = ("company_from", "company_to")
REACH = 25  # Items between a trigger and a company that stands in none of its slots.


def is_move(items: Sequence[Item], instance: Instance, offices: bool) -> bool:
    """Whether a person moves; `offices`: the sentence names an office, so that an unknown name can be a person's."""
    person = next((k for role, k in instance.roles if role == "person"), None)
    if person is None or _meets(items, instance):
        return False
    words = items[person].word.split()
    return items[person].kind == "person" or (offices and 2 <= len(words) <= 4 and all(map(str.isalpha, words)))


def _meets(items: Sequence[Item], instance: Instance) -> bool:
    """Whether somebody only joins another person, as on a stage."""
    following = next((item for item in items[instance.end : instance.end + 5] if item.names), None)
    joins = instance.frame.object == "company_to" and items[instance.start].word.startswith("join")
    return joins and following is not None and following.kind == "person"


def companies_of_move(
    items: Sequence[Item], instance: Instance, roles: dict[Role, list[int]], kinds: Sequence[str], topic: int
) -> dict[Role, list[int]]:
    """The roles of a move with at most one company on each side.

    Where none stands in a slot: the nearest company in the sentence, else the one that the text is about. A department
    (`Direktur Ritel dan Niaga`) gives way to a company.
    """
    people = list(roles.get("person", ()))
    former = [items[k].party for role, k in instance.roles if role in COMPANIES and _is_former(items, instance, k)]
    former += [party for party in _holds_office(items, instance) if party not in former]
    kept: dict[Role, list[int]] = {"person": people}
    for role in COMPANIES:
        found = [party for party in roles.get(role, ()) if party not in people and party not in former]
        sure = [party for party in found if kinds[party] == "company" or party == topic]
        if found:
            kept[role] = (sure or found)[:1]
    if former and "company_from" not in kept:
        kept["company_from"] = former[:1]
    if "company_to" in kept or ("company_from" in kept and not former):
        return kept
    party = _nearest_company(items, instance, topic, {*people, *former})
    if party != NOBODY:
        leaves = "company_from" in (instance.frame.object, instance.frame.subject)
        kept.setdefault("company_from" if leaves else "company_to", [party])
    return kept


def _nearest_company(items: Sequence[Item], instance: Instance, topic: int, taken: set[int]) -> int:
    around = range(max(0, instance.start - REACH), min(len(items), instance.start + REACH))
    near = sorted(
        (abs(k - instance.start), item.party)
        for k, item in ((k, items[k]) for k in around)
        if item.party not in taken
        and (item.kind in ("company", "reference", "possessive") or (item.names and item.party == topic))
    )
    if near:
        return near[0][1]
    return topic if topic not in taken else NOBODY


def _is_former(items: Sequence[Item], instance: Instance, k: int) -> bool:
    """Whether the company at k is where the person was before: `formerly president of Delwood`."""
    between = items[instance.end : k] if k >= instance.end else items[max(0, k - 4) : k]
    return any(item.word in FORMER for item in between[-9:])


def _holds_office(items: Sequence[Item], instance: Instance) -> list[int]:
    """The companies whose office the person is said to hold: `named Tollgate CEO Ann Poole`."""
    person = next(k for role, k in instance.roles if role == "person")
    if instance.frame.object != "person" or person < instance.end:
        return []
    return [
        items[k].party
        for k in range(instance.end, person)
        if items[k].kind in ("company", "name") and OFFICES & {items[k - 1].word, items[k + 1].word}
    ]
