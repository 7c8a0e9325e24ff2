"""From the table to facts: pairs that hold are joined into facts with all their participants, values and states."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from dealgraph.extractors.neural.labels import DIRECTED, PEERS, STATUS_LABELS, VALUE_OF_KIND
from dealgraph.extractors.neural.tables import REL, ROLE, Floats, Table
from dealgraph.schemas import FACT_TYPES, ROLES, FactType, Role, Status

# Relations that tell one deal in different words: of one pair, only the likeliest of each set is kept.
RIVALS = (("acquires", "invests", "merges"), ("partners", "joint_venture", "supplies"), ("joins", "leaves"))
# Types of which a fact may have a single named side.
SINGLE: tuple[FactType, ...] = ("acquisition", "investment", "divestiture", "ipo", "debt")
# Peer pairs of one type that are taken at most, the likeliest: the search for cliques is exponential in the worst case.
MOST_PEERS = 40


@dataclass
class Draft:
    """A fact by groups. `score` is the probability of its weakest pair; `pairs` are the relations that it rests on."""

    type: FactType
    participants: list[tuple[Role, int]]
    score: float
    pairs: list[tuple[int, int, str]] = field(default_factory=list)
    status: Status = "completed"
    status_score: float = 0.0
    values: dict[str, int] = field(default_factory=dict)
    sentences: tuple[int, ...] = ()

    def of(self, role: Role) -> list[int]:
        return [group for r, group in self.participants if r == role]


@dataclass(frozen=True)
class Thresholds:
    """Least probabilities, by relation, for single-sided facts by type, and for values; fitted on training texts."""

    relation: Mapping[str, float]
    single: Mapping[str, float]
    value: Mapping[str, float]

    @classmethod
    def even(cls, at: float = 0.5) -> Thresholds:
        names = (*DIRECTED, *PEERS, "co")
        values = [v for kind in VALUE_OF_KIND.values() for v in kind]
        return cls(dict.fromkeys(names, at), dict.fromkeys(FACT_TYPES, at), dict.fromkeys(values, at))


def assemble(table: Table, kinds: Sequence[str], thresholds: Thresholds) -> list[Draft]:
    """The facts of a table. `kinds[g]` is the kind of group g (a name kind or a value kind)."""
    prob = _sigmoid(table.rel)
    names = [g for g, kind in enumerate(kinds) if kind not in VALUE_OF_KIND]
    held = _held_pairs(prob, names, kinds, thresholds)
    drafts = [
        *_two_sided(prob, held, thresholds),
        *_peers(prob, held),
        *_moves(prob, held),
    ]
    drafts += _divestitures(prob, held, drafts)
    drafts += _single(table, names, kinds, drafts, thresholds)
    for draft in drafts:
        _add_state(table, draft)
        _add_values(table, draft, kinds, thresholds)
    return drafts


Held = dict[str, list[tuple[int, int]]]


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)), dtype=np.float32)


def _held_pairs(prob: Floats, names: list[int], kinds: Sequence[str], thresholds: Thresholds) -> Held:
    held: Held = {name: [] for name in (*DIRECTED, *PEERS)}
    for a, b in itertools.permutations(names, 2):
        able = [
            name
            for name in held
            if prob[a, b, REL[name]] >= thresholds.relation[name] and _fits(name, kinds[a], kinds[b])
        ]
        for rivals in RIVALS:
            both = [name for name in able if name in rivals]
            if len(both) > 1:
                best = max(both, key=lambda name: float(prob[a, b, REL[name]]))
                able = [name for name in able if name not in both or name == best]
        for name in able:
            held[name].append((a, b))
    # Neither way of one relation holds beside the other: the likelier direction stays.
    for name in DIRECTED:
        pairs = set(held[name])
        held[name] = [
            (a, b) for a, b in held[name] if (b, a) not in pairs or prob[a, b, REL[name]] > prob[b, a, REL[name]]
        ]
    return held


def _fits(name: str, row: str, column: str) -> bool:
    if name in ("joins", "leaves"):
        return row == "PER" and column != "PER"
    return column != "PER" or name in ("lends", "supplies")


def _two_sided(prob: Floats, held: Held, thresholds: Thresholds) -> Iterable[Draft]:
    """Acquisitions, investments, holdings, supplies and loans: the column's side, with all rows that act together."""
    for name in ("acquires", "invests", "owns", "supplies", "lends"):
        kind, row_role, column_role = DIRECTED[name]
        columns: dict[int, list[int]] = {}
        for a, b in held[name]:
            columns.setdefault(b, []).append(a)
        for column, rows in columns.items():
            for together in _together(prob, rows, thresholds.relation["co"]):
                draft = Draft(
                    kind,
                    [*((row_role, a) for a in together), (column_role, column)],
                    min(float(prob[a, column, REL[name]]) for a in together),
                    [(a, column, name) for a in together],
                )
                if name == "acquires":
                    for seller, target in held["sold"]:
                        if target == column and seller not in together:
                            draft.participants.append(("seller", seller))
                            draft.pairs.append((seller, target, "sold"))
                yield draft


def _together(prob: Floats, rows: list[int], least: float) -> list[list[int]]:
    """Rows joined by `co` into those of one fact each."""
    groups: list[list[int]] = []
    for row in sorted(rows):
        joined = [g for g in groups if any(prob[row, other, REL["co"]] >= least for other in g)]
        groups = [g for g in groups if g not in joined] + [[*itertools.chain(*joined), row]]
    return groups


def _peers(prob: Floats, held: Held) -> Iterable[Draft]:
    """Mergers, joint ventures, partnerships: sets of parties in which every pair holds."""
    for name, kind in PEERS.items():
        best = sorted(held[name], key=lambda pair: -float(prob[pair[0], pair[1], REL[name]]))
        pairs = {frozenset(pair) for pair in best[: 2 * MOST_PEERS]}
        for clique in _cliques(pairs):
            score = min(float(prob[a, b, REL[name]]) for a, b in itertools.combinations(clique, 2))
            draft = Draft(
                kind,
                [("party", g) for g in clique],
                score,
                [(a, b, name) for a, b in itertools.combinations(clique, 2)],
            )
            extra, role = {"merger": ("becomes", "result"), "joint_venture": ("founds", "venture")}.get(kind, ("", ""))
            made = {column for row, column in held.get(extra, []) if row in clique and column not in clique}
            likeliest = max(made, key=lambda c: float(prob[list(clique), c, REL[extra]].max()), default=None)
            if likeliest is not None:
                draft.participants.append((role, likeliest))  # type: ignore[arg-type]
            yield draft


def _cliques(pairs: set[frozenset[int]]) -> list[tuple[int, ...]]:
    """The maximal cliques (Bron and Kerbosch 1973), in order."""
    near: dict[int, set[int]] = {}
    for pair in pairs:
        for a, b in itertools.permutations(pair, 2):
            near.setdefault(a, set()).add(b)
    found: list[tuple[int, ...]] = []

    def grow(clique: set[int], able: set[int], done: set[int]) -> None:
        if not able and not done:
            if len(clique) > 1:
                found.append(tuple(sorted(clique)))
            return
        pivot = max(able | done, key=lambda v: (len(near[v] & able), -v))
        for v in sorted(able - near[pivot]):
            grow(clique | {v}, able & near[v], done & near[v])
            able = able - {v}
            done = done | {v}

    grow(set(), set(near), set())
    return sorted(found)


def _moves(prob: Floats, held: Held) -> Iterable[Draft]:
    """One fact a person and company joined, with the company left; or the company left alone."""
    people = dict.fromkeys(person for name in ("joins", "leaves") for person, _ in held[name])
    for person in people:
        to = sorted((c for p, c in held["joins"] if p == person), key=lambda c: -float(prob[person, c, REL["joins"]]))
        left = [c for p, c in held["leaves"] if p == person and c not in to]
        left.sort(key=lambda c: -float(prob[person, c, REL["leaves"]]))
        for number, company in enumerate(to):
            draft = Draft(
                "executive_move",
                [("person", person), ("company_to", company)],
                float(prob[person, company, REL["joins"]]),
                [(person, company, "joins")],
            )
            if number == 0 and left:
                draft.participants.append(("company_from", left[0]))
            yield draft
        if not to:
            for company in left:
                yield Draft(
                    "executive_move",
                    [("person", person), ("company_from", company)],
                    float(prob[person, company, REL["leaves"]]),
                    [(person, company, "leaves")],
                )


def _divestitures(prob: Floats, held: Held, drafts: list[Draft]) -> list[Draft]:
    """Sales without a buyer."""
    bought = {group for d in drafts if d.type == "acquisition" for group in d.of("target")}
    return [
        Draft("divestiture", [("seller", a), ("target", b)], float(prob[a, b, REL["sold"]]), [(a, b, "sold")])
        for a, b in held["sold"]
        if b not in bought
    ]


def _single(
    table: Table, names: list[int], kinds: Sequence[str], drafts: list[Draft], thresholds: Thresholds
) -> list[Draft]:
    """Facts with one named side: groups that play a core role strongly and stand in no fact of that type."""
    prob = _sigmoid(table.role)
    placed = {(d.type, group) for d in drafts for _, group in d.participants}
    sold = {group for d in drafts if d.type == "divestiture" for group in d.of("target")}
    found = []
    for kind in SINGLE:
        for group in names:
            if (kind, group) in placed or (kind == "acquisition" and group in sold):
                continue
            role = max(ROLES[kind].core, key=lambda r: float(prob[group, ROLE[(kind, r)]]))
            score = float(prob[group, ROLE[(kind, role)]])
            if score >= thresholds.single[kind] and (kinds[group] != "PER" or role in ("acquirer", "investor")):
                found.append(Draft(kind, [(role, group)], score))
    return found


def _add_state(table: Table, draft: Draft) -> None:
    if draft.pairs:
        main = [pair for pair in draft.pairs if pair[2] != "sold" or draft.type == "divestiture"]
        states = np.mean([table.pair_status(*pair) for pair in main], axis=0)
        sentences = {n for pair in draft.pairs for n in table.pair_sentences(*pair)}
    else:
        role, group = draft.participants[0]
        states = table.role_status(group, draft.type, role)
        sentences = set(table.role_sentence(group, draft.type, role))
    best = int(np.argmax(states))
    draft.status, draft.status_score = STATUS_LABELS[best], float(states[best])
    draft.sentences = tuple(sorted(sentences))


def _add_values(table: Table, draft: Draft, kinds: Sequence[str], thresholds: Thresholds) -> None:
    core = [group for role, group in draft.participants if role in ROLES[draft.type].core]
    taken: set[int] = set()
    for kind, names in VALUE_OF_KIND.items():
        for name in names:
            choices = [g for g, k in enumerate(kinds) if k == kind and g not in taken]
            if not choices:
                continue
            scores = [float(table.rel[g, core, REL[name]].mean()) for g in choices]
            best = int(np.argmax(scores))
            if 1 / (1 + np.exp(-scores[best])) >= thresholds.value[name] and _may_have(draft.type, name):
                draft.values[name] = choices[best]
                taken.add(choices[best])


def _may_have(kind: FactType, value: str) -> bool:
    if value == "position":
        return kind == "executive_move"
    if value in ("amount", "stake", "valuation", "round"):
        return kind != "executive_move"
    return True
