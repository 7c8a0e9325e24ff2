"""Facts of invented news in one line, and a graph that grows change by change, for the tests of resolution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from dealgraph.graph.deals import Facts, deal_keys, deals_around, group_deals
from dealgraph.graph.decisions import Decisions
from dealgraph.graph.naming import decision_keys
from dealgraph.graph.parties import Names, Resolved, name_keys, naming_of, resolve_names, resolve_parties
from dealgraph.graph.records import ArticleCard, StoredFact, ties_of
from dealgraph.schemas import FACT, Fact, Language
from dealgraph.schemas.graph import Deal, Decision, Party

Named = str | tuple[str, ...]


def fact(fact_type: str, status: str = "announced", *, said: str = "", **roles: Any) -> Fact:
    """A fact; each role has a name, a tuple of a name and its aliases, or a list of these. `amount` is (value,
    currency), `stake` a number, `date`, `round` and `position` texts."""
    values = {name: roles.pop(name) for name in ("amount", "stake", "date", "round", "position") if name in roles}
    participants = [
        {"role": role, "name": forms[0], "aliases": forms[1:]}
        for role, named in roles.items()
        for forms in map(_forms, named if isinstance(named, list) else [named])
    ]
    sentence = said or " ".join([fact_type, status, str(participants), str(values)])
    return FACT.validate_python(
        {
            "type": fact_type,
            "status": status,
            "participants": participants,
            "amount": {"value": values["amount"][0], "currency": values["amount"][1]} if "amount" in values else None,
            "stake": {"percent": values["stake"]} if "stake" in values else None,
            "date": {"iso": values["date"]} if "date" in values else None,
            "round": {"text": values["round"]} if "round" in values else None,
            "position": {"text": values["position"]} if "position" in values else None,
            "evidence": [{"quote": sentence, "start": 0, "end": len(sentence)}],
        }
    )


def _forms(named: Named) -> tuple[str, ...]:
    return (named,) if isinstance(named, str) else named


def article(
    doc_id: str, day: str | None, *facts: Fact, language: Language = "en", copy_of: str | None = None
) -> list[StoredFact]:
    """The facts of an article as a graph stores them."""
    card = ArticleCard(
        id="a-" + doc_id,
        doc_id=doc_id,
        name=doc_id,
        url=None,
        publisher=None,
        published=day,
        language=language,
        copy_of=copy_of or "a-" + doc_id,
        ties=ties_of(facts),
    )
    return [StoredFact.of(one, card) for one in facts]


def told(day: str | None, fact_type: str, status: str = "announced", **roles: Any) -> StoredFact:
    """An article of one fact; `doc_id`, `language` and `copy_of` are the article's."""
    about = {name: roles.pop(name) for name in ("language", "copy_of") if name in roles}
    doc_id = roles.pop("doc_id", f"{day}-{fact_type}-{status}-{roles}")
    return article(doc_id, day, fact(fact_type, status, **roles), **about)[0]


def deals(facts: Iterable[StoredFact], *decisions: Decision) -> list[Deal]:
    known = list(facts)
    return group_deals(known, resolve_parties(known, decisions), decisions)


def parties(facts: Iterable[StoredFact], *decisions: Decision) -> list[Party]:
    return sorted(resolve_parties(list(facts), decisions).by_id.values(), key=lambda party: party.id)


def names_together(facts: Iterable[StoredFact], *decisions: Decision) -> set[frozenset[str]]:
    """The names that are one party, for each party."""
    return {frozenset(name for name, _ in party.aliases) for party in parties(facts, *decisions)}


class Growing:
    """A graph that is kept up to date by what a change touches alone, as a store does it."""

    def __init__(self) -> None:
        self.facts: dict[str, StoredFact] = {}
        self.decisions = Decisions()
        self.resolved: dict[str, Resolved] = {}
        self.deals: dict[str, Deal] = {}

    def change(self, come: Iterable[StoredFact], gone: Iterable[StoredFact], decided: Decisions | None = None) -> None:
        """Adds and removes facts, and works out anew what that touches."""
        before, after = self.decisions, self.decisions if decided is None else decided
        gone = {f.id: f for f in gone if f.id in self.facts}.values()
        old_facts, old_party = dict(self.facts), _PartyOf(before, self.resolved)
        for one in gone:
            del self.facts[one.id]
        self.facts.update({f.id: f for f in come})
        redecided = [d for d in (*before, *after) if d not in set(before) or d not in set(after)]
        pointed_at = {fact for decision in redecided for fact in decision.facts}
        self.decisions = after
        self._resolve(old_facts, before, redecided)
        new_party = _PartyOf(after, self.resolved)
        old = {f.id: f for f in old_facts.values() if self.facts.get(f.id) != f}
        new = {f.id: f for f in self.facts.values() if old_facts.get(f.id) != f}
        for one in self.facts.values():
            if one.id not in new and (one.id in pointed_at or old_party.ids(one) != new_party.ids(one)):
                old[one.id] = new[one.id] = one
        touched = {key for f in old.values() for key in deal_keys(f, old_party, before)}
        touched |= {key for f in new.values() for key in deal_keys(f, new_party, after)}
        found = deals_around(touched, Facts(self.facts.values(), new_party, after), new_party, after)
        renewed = {fact for deal in found for fact in deal.facts} | old.keys()
        self.deals = {d.id: d for d in self.deals.values() if renewed.isdisjoint(d.facts)} | {d.id: d for d in found}

    def _resolve(self, old_facts: dict[str, StoredFact], before: Decisions, redecided: list[Decision]) -> None:
        counts, old_counts = _mentions(self.facts, self.decisions), _mentions(old_facts, before)
        changed = {n for n in counts.keys() | old_counts.keys() if counts[n] != old_counts[n]}
        touched = {key for naming in changed for key in name_keys(naming)}
        touched |= {key for decision in redecided for key in decision_keys(decision)}
        found = resolve_names(touched, Names(counts), self.decisions)
        renewed = {naming for one in found for naming in one.namings} | {n for n in changed if not counts[n]}
        kept = {key: one for key, one in self.resolved.items() if renewed.isdisjoint(one.namings)}
        self.resolved = kept | {one.party.id: one for one in found}


def _mentions(facts: dict[str, StoredFact], decisions: Decisions) -> Counter[Any]:
    return Counter(naming_of(f, i, decisions) for f in facts.values() for i in range(len(f.fact.participants)))


class _PartyOf:
    def __init__(self, decisions: Decisions, resolved: dict[str, Resolved]) -> None:
        self._decisions = decisions
        self._party = {naming: one.party for one in resolved.values() for naming in one.namings}

    def of(self, stored: StoredFact, index: int) -> Party:
        return self._party[naming_of(stored, index, self._decisions)]

    def ids(self, stored: StoredFact) -> list[str | None]:
        namings = (naming_of(stored, i, self._decisions) for i in range(len(stored.fact.participants)))
        return [party.id if (party := self._party.get(naming)) else None for naming in namings]
