"""From the table to facts: pairs that hold are joined into facts with all their participants, values and states."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np

from dealgraph.extractors.neural.labels import DIRECTED, PEERS, STATUS_LABELS, STRUCTURE, VALUE_OF_KIND
from dealgraph.extractors.neural.tables import REL, ROLE, Floats, Table
from dealgraph.schemas import ROLES, FactType, Role, Status

# Relations that tell one deal in different words: of one pair, only the likeliest of each set is kept.
RIVALS = (("acquires", "invests", "merges"), ("partners", "joint_venture", "supplies"), ("joins", "leaves"))
# Types of which a fact may have a single named side.
SINGLE: tuple[FactType, ...] = ("acquisition", "investment", "divestiture", "ipo", "debt")
BARS = (1.0, 0.5, 2.0)  # by which `candidates` moves the thresholds
ELSEWHERE = 0.9  # the least probability of a value that none of a fact's sentences holds
# Peer pairs of one type that are taken at most, the likeliest: the search for cliques is exponential in the worst case.
# No more buyers or sellers of one thing either.
MOST_PEERS = 40
# What peers make: the relation that says it, and its role in their fact.
MADE_BY_PEERS: dict[FactType, tuple[str, Role]] = {
    "merger": ("becomes", "result"),
    "joint_venture": ("founds", "venture"),
}


STRUCTURE_PLACES = [REL[name] for name in STRUCTURE]


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
    """Least probabilities of relations between two sides, of acting together, of single-sided facts, and of values.

    Low ones, chosen on training texts kept from training: which drafts are facts is then told by their confidence.
    """

    relation: float = 0.3
    together: float = 0.3
    single: float = 0.5
    value: float = 0.4

    def times(self, factor: float) -> Thresholds:
        """The same with the bars of relations and single sides raised or lowered."""
        relation, together, single = (min(0.95, at * factor) for at in (self.relation, self.together, self.single))
        return replace(self, relation=relation, together=together, single=single)

    @classmethod
    def even(cls, at: float) -> Thresholds:
        return cls(at, at, at, at)


USUAL = Thresholds()


def assemble(table: Table, kinds: Sequence[str], thresholds: Thresholds = USUAL) -> list[Draft]:
    """The facts of a table. `kinds[g]` is the kind of group g (a name kind or a value kind)."""
    held = _held_pairs(table, kinds, thresholds)
    drafts = [*_two_sided(held), *_peers(held), *_moves(held)]
    drafts += _divestitures(held, drafts)
    drafts += _single(table, kinds, drafts, thresholds)
    for draft in drafts:
        _add_state(table, draft)
        _add_values(table, draft, kinds, thresholds)
    return drafts


def candidates(table: Table, kinds: Sequence[str], thresholds: Thresholds = USUAL) -> list[Draft]:
    """The facts of a table at the thresholds, and those at lower and higher ones that differ in their parties: how
    many act together depends on the bar."""
    found: dict[tuple[FactType, frozenset[tuple[Role, int]]], Draft] = {}
    for factor in BARS:
        for draft in assemble(table, kinds, thresholds.times(factor)):
            found.setdefault((draft.type, frozenset(draft.participants)), draft)
    return list(found.values())


T = TypeVar("T")
Pair = tuple[int, int]
Held = dict[str, dict[Pair, float]]  # by relation the pairs of names that hold, and how probable each is


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)), dtype=np.float32)


def _held_pairs(table: Table, kinds: Sequence[str], thresholds: Thresholds) -> Held:
    prob = _sigmoid(table.rel[:, STRUCTURE_PLACES])
    held: Held = {name: {} for name in STRUCTURE}
    rows, columns = table.pairs
    value = np.array([kind in VALUE_OF_KIND for kind in kinds], bool)
    least = np.array([thresholds.together if name == "co" else thresholds.relation for name in STRUCTURE], np.float32)
    enough = prob >= least
    names = (rows != columns) & ~value[rows] & ~value[columns]
    for place in np.flatnonzero(names & enough.any(1)):
        a, b = int(rows[place]), int(columns[place])
        said = {name: float(prob[place, n]) for n, name in enumerate(STRUCTURE) if enough[place, n]}
        for name in _compatible(said, kinds[a], kinds[b]):
            held[name][a, b] = said[name]
    # Neither way of one relation holds beside the other: the likelier direction stays.
    for name in DIRECTED:
        pairs = held[name]
        held[name] = {(a, b): p for (a, b), p in pairs.items() if (b, a) not in pairs or p > pairs[b, a]}
    return held


def _compatible(said: Mapping[str, float], row: str, column: str) -> list[str]:
    """The relations that may hold between these kinds of names, of each set of rivals only the likeliest."""
    able = [name for name in said if _fits(name, row, column)]
    for rivals in RIVALS:
        both = [name for name in able if name in rivals]
        best = max(both, key=lambda name: said[name], default="")
        able = [name for name in able if name not in both or name == best]
    return able


def _fits(name: str, row: str, column: str) -> bool:
    if name in ("joins", "leaves"):
        return row == "PER" and column != "PER"
    return column != "PER" or name in ("lends", "supplies", "co")


def _two_sided(held: Held) -> Iterable[Draft]:
    """Acquisitions, investments, holdings, supplies and loans: the column's side, with all rows that act together."""
    co = {row: set(others) for row, others in _by_first(held["co"]).items()}
    sellers = _by_first((target, seller) for seller, target in _likeliest_first(held["sold"]))
    for name in ("acquires", "invests", "owns", "supplies", "lends"):
        kind, row_role, column_role = DIRECTED[name]
        for column, rows in _by_first((b, a) for a, b in _likeliest_first(held[name])).items():
            for together in _together(rows[:MOST_PEERS], co):
                draft = Draft(
                    kind,
                    [*((row_role, a) for a in together), (column_role, column)],
                    min(held[name][a, column] for a in together),
                    [(a, column, name) for a in together],
                )
                for seller in sellers.get(column, [])[:MOST_PEERS] if name == "acquires" else []:
                    if seller not in together:
                        draft.participants.append(("seller", seller))
                        draft.pairs.append((seller, column, "sold"))
                yield draft


def _by_first(pairs: Iterable[Pair]) -> dict[int, list[int]]:
    """The second members of pairs by their first."""
    found: dict[int, list[int]] = {}
    for first, second in pairs:
        found.setdefault(first, []).append(second)
    return found


def _likeliest_first(prob: Mapping[T, float]) -> list[T]:
    return sorted(prob, key=lambda pair: -prob[pair])


def _together(rows: Sequence[int], co: Mapping[int, set[int]]) -> list[list[int]]:
    """Rows joined by `co`, over others if need be, into those of one fact each."""
    left = set(rows)
    groups: list[list[int]] = []
    for row in sorted(rows):
        if row in left:
            left.remove(row)
            joined = [row]
            for member in joined:  # grows while it is walked
                near = left & co.get(member, set())
                left -= near
                joined += sorted(near)
            groups.append(sorted(joined))
    return groups


def _peers(held: Held) -> Iterable[Draft]:
    """Mergers, joint ventures, partnerships: sets of parties in which every pair holds."""
    for name, kind in PEERS.items():
        prob = {frozenset(pair): p for pair, p in held[name].items()}
        best = {pair: prob[pair] for pair in _likeliest_first(prob)[:MOST_PEERS]}
        extra, role = MADE_BY_PEERS.get(kind, ("", ""))
        made = held.get(extra, {})
        for clique in _cliques(set(best)):
            pairs = list(itertools.combinations(clique, 2))
            score = min(best[frozenset(pair)] for pair in pairs)
            draft = Draft(kind, [("party", g) for g in clique], score, [(a, b, name) for a, b in pairs])
            results = {column: p for (row, column), p in made.items() if row in clique and column not in clique}
            if results:
                draft.participants.append((role, max(results, key=lambda group: results[group])))  # type: ignore[arg-type]
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


def _moves(held: Held) -> Iterable[Draft]:
    """One fact a person and company joined, with the company left; or the company left alone. Likeliest first."""
    joins, leaves = (_by_first(_likeliest_first(held[name])) for name in ("joins", "leaves"))
    for person in dict.fromkeys([*joins, *leaves]):
        to = joins.get(person, [])
        left = [company for company in leaves.get(person, []) if company not in to]
        for number, company in enumerate(to):
            pair = person, company
            draft = Draft(
                "executive_move", [("person", person), ("company_to", company)], held["joins"][pair], [(*pair, "joins")]
            )
            if number == 0 and left:
                draft.participants.append(("company_from", left[0]))
            yield draft
        for company in left if not to else []:
            pair = person, company
            participants: list[tuple[Role, int]] = [("person", person), ("company_from", company)]
            yield Draft("executive_move", participants, held["leaves"][pair], [(*pair, "leaves")])


def _divestitures(held: Held, drafts: list[Draft]) -> list[Draft]:
    """Sales without a buyer."""
    bought = {group for d in drafts if d.type == "acquisition" for group in d.of("target")}
    return [
        Draft("divestiture", [("seller", a), ("target", b)], score, [(a, b, "sold")])
        for (a, b), score in held["sold"].items()
        if b not in bought
    ]


def _single(table: Table, kinds: Sequence[str], drafts: list[Draft], thresholds: Thresholds) -> list[Draft]:
    """Facts with one named side: groups that play a core role strongly and stand in no fact of that type."""
    prob = _sigmoid(table.role)
    placed = {(d.type, group) for d in drafts for _, group in d.participants}
    sold = {group for d in drafts if d.type == "divestiture" for group in d.of("target")}
    names = [group for group, kind in enumerate(kinds) if kind not in VALUE_OF_KIND]
    found = []
    for kind in SINGLE:
        for group in names:
            if (kind, group) in placed or (kind == "acquisition" and group in sold):
                continue
            role = max(ROLES[kind].core, key=lambda r: float(prob[group, ROLE[(kind, r)]]))
            score = float(prob[group, ROLE[(kind, role)]])
            if score >= thresholds.single and (kinds[group] != "PER" or role in ("acquirer", "investor")):
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
    """The likeliest value of each sort, of those that stand in a window with a pair of the fact; it has to be all but
    certain when it is told in other sentences than the fact."""
    core = np.array([group for role, group in draft.participants if role in ROLES[draft.type].core], np.int64)
    stated: list[tuple[int, ...]] = [pair[:2] for pair in draft.pairs] or [(draft.participants[0][1],)]
    near = sorted({group for groups in stated for group in table.beside(*groups)})
    for kind, names in VALUE_OF_KIND.items():
        choices = [group for group in near if kinds[group] == kind]
        for name in names:
            if not choices or not _may_have(draft.type, name):
                continue
            scores = table.logits(np.array(choices)[:, None], core, name).mean(1)
            best = int(np.argmax(scores))
            inside = not table.sentences_of(choices[best]).isdisjoint(draft.sentences)
            if 1 / (1 + np.exp(-scores[best])) >= (thresholds.value if inside else ELSEWHERE):
                draft.values[name] = choices.pop(best)


def _may_have(kind: FactType, value: str) -> bool:
    if value == "position":
        return kind == "executive_move"
    if value in ("amount", "stake", "valuation", "round"):
        return kind != "executive_move"
    return True
