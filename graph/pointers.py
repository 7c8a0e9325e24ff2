"""Which better name a name points to, and why; graph/parties.py tells the rules as a whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dealgraph.graph.decisions import Decisions, name_keys_of
from dealgraph.graph.gazetteer import listings, tickers
from dealgraph.graph.names import is_short_form, read_name, spelled_alike
from dealgraph.graph.naming import NameIndex, Naming, Node, known_names, node_of, nodes_of, sound_key
from dealgraph.schemas.graph import Decision

MAJORITY = 0.6
"""The share of a short name's uses that must mean one party for the name alone to mean it."""
OWN_CORE = 0.25
"""The same for a full name with the very same core: `Siemens` is Siemens AG unless it mostly means others."""
GAZETTEER_WEIGHT = 5
"""An entry of the gazetteer weighs as much as this many mentions."""
SLIPS = {True: 2, False: 4}
"""A pointer needs at least the square root of the mentions that it moves, divided by this (full names, short ones)."""
STATE = "government of "


RULES = ("called so", "roles", "same name", "group word", "spelling", "gazetteer", "ticker")
"""Why a name points to another, the rule that tells most first."""


class Pointer(NamedTuple):
    """Where a name points, by which rule, and how many mentions say so (0 where the rule alone does)."""

    to: Node
    rule: str
    support: int


Votes = dict[Node, tuple[int, str]]
"""What a name may mean -> the weight of the mentions that say so, and by which rule."""


class Pointers:
    """The pointers of names, worked out when asked for, from the namings that an index holds."""

    def __init__(self, index: NameIndex, decisions: Decisions) -> None:
        self._index = index
        self._decisions = decisions
        self._pointers: dict[Node, Pointer | None] = {}
        self._held: dict[str, Mapping[Naming, int]] = {}

    def held(self, key: str) -> Mapping[Naming, int]:
        """The namings that hold a key, with their numbers of mentions."""
        if key not in self._held:
            self._held[key] = self._index.namings(key)
        return self._held[key]

    def mentions(self, node: Node) -> int:
        """How often a participant is known by this name first of all."""
        return sum(count for naming, count in self.held(node.key).items() if nodes_of(naming)[0] == node)

    def around(self, keys: Iterable[str]) -> set[Node]:
        """The nodes whose parties may have changed when namings with these keys did: all that the namings with such a
        key hold, since what a name points to depends on these alone, and what the gazetteer and decisions tie to it."""
        found: set[Node] = set()
        for key in keys:
            for naming in self.held(key):
                found.update(nodes_of(naming))
            found.update(self._tied(key))
        return found

    def of(self, node: Node) -> Pointer | None:
        """Where a node points, None for the root of a party."""
        if node not in self._pointers:
            pointer = self._pointer(node)
            self._pointers[node] = None if pointer and self._parted(node, pointer.to) else pointer
        return self._pointers[node]

    def root(self, node: Node) -> Node:
        """The end of the pointers from a node; of a circle, its fullest name."""
        way: dict[Node, int] = {}
        while node not in way:
            way[node] = len(way)
            pointer = self.of(node)
            if pointer is None:
                return node
            node = pointer.to
        circle = [n for n, place in way.items() if place >= way[node]]
        return max(circle, key=lambda n: (n.full, len(n.key.split()), len(n.key), n))

    def together(self, node: Node) -> frozenset[Node]:
        """All nodes of the party that a node belongs to."""
        members: set[Node] = set()
        waiting = [self.root(node)]
        while waiting:
            one = waiting.pop()
            if one not in members:
                members.add(one)
                waiting += [child for child in self._below(one) if (p := self.of(child)) and p.to == one]
                waiting += [self.root(other) for other, _ in self.decided(one)]
        return frozenset(members)

    def form(self, node: Node) -> str | None:
        """A name as most mentions write it, None where none holds it."""
        forms: Counter[str] = Counter()
        for naming, count in self.held(node.key).items():
            for form in (naming.name, *naming.aliases):
                if node_of(naming.kind, form, naming.mark) == node:
                    forms[form] += count
        return max(forms, key=lambda form: (forms[form], form), default=None)

    def listed(self, node: Node) -> Iterator[Decision]:
        """The entries of imported lists that name a node."""
        for decision in self._decisions.naming(node.key):
            if decision.kind == "company" and any(self._existing(name) == node for name in decision.names):
                yield decision

    def decided(self, node: Node) -> Iterator[tuple[Node, Decision]]:
        """The nodes that decisions make one with a node."""
        for decision in self._decisions.naming(node.key):
            if decision.kind in ("merge_companies", "company"):
                for name in decision.names:
                    other = self._existing(name)
                    if other != node and any(self._existing(n) == node for n in decision.names):
                        yield other, decision

    def _existing(self, name: str) -> Node:
        """The node of a name in a decision: at the level and of the kind that mentions bear it out, company first."""
        wanted = node_of("company", name)
        choices = [wanted, Node("company", not wanted.full, wanted.key), node_of("person", name)]
        return next((node for node in choices if self.mentions(node)), wanted)

    def _parted(self, node: Node, other: Node) -> bool:
        """Whether a decision parts two names."""
        for key, far in ((node.key, other.key), (other.key, node.key)):
            for decision in self._decisions.naming(key):
                if decision.kind == "split_companies" and far not in name_keys_of(decision):
                    return True
        return False

    def _below(self, node: Node) -> Iterator[Node]:
        """Every node that may point to this one."""
        for naming in self.held(node.key):
            first, *others = nodes_of(naming)
            yield first
            if first == node:
                yield from others
                yield from (Node(other.kind, True, other.key) for other in others)
            elif first.key == node.key:
                yield from (first, Node(node.kind, False, node.key))
        if loose := _loose(node):
            yield Node(node.kind, False, loose)
        for naming in self.held(sound_key(node)) if sound_key(node) else ():
            yield nodes_of(naming)[0]
        yield from self._tied(node.key)

    def _tied(self, key: str) -> Iterator[Node]:
        """The nodes that the gazetteer and decisions tie to a key, with mentions or without."""
        stands_for, shorts = known_names()
        if key in stands_for:
            yield stands_for[key]
        for short in shorts.get(key, ()):
            yield Node("company", False, short)
        for listing in listings().get(key, ()):
            if tickers().get(listing.ticker) == key:
                yield Node("company", False, listing.ticker.lower())
        if key.upper() in tickers():
            yield from (Node("company", full, tickers()[key.upper()]) for full in (True, False))
        for decision in self._decisions.naming(key):
            yield from (self._existing(name) for name in decision.names)

    def _pointer(self, node: Node) -> Pointer | None:
        if node.key.startswith(STATE):
            return None
        own = self.mentions(node)
        votes, same = self._votes(node, own)
        for candidate in self._barred(node):
            votes.pop(candidate, None)
            same.pop(candidate, None)
        chosen = _meant(node, own, votes, same)
        if chosen is None and own and "~" not in node.key:
            chosen = self._without_group(node) or self._common_spelling(node, own)
        return chosen

    def _votes(self, node: Node, own: int) -> tuple[Votes, Votes]:
        """What the mentions of a name say that it means, each with its weight and the rule: other names, and names with
        the same core. A full name that has mentions of its own isn't the firm with a longer name that an article calls
        so for short: the longer one is a unit of it. A person's name whose roles are a company's means the company."""
        votes: Votes = {}
        same: Votes = {}

        def vote(box: Votes, to: Node, weight: int, rule: str) -> None:
            known, by = box.get(to, (0, rule))
            box[to] = (known + weight, min(by, rule, key=RULES.index))

        as_company = self._as_company(node.key)
        if node.kind == "person" and own and as_company:
            vote(same, Node("company", False, node.key), as_company, "roles")
        for naming, count in self.held(node.key).items():
            first, *others = nodes_of(naming)
            if first == node:
                continue
            if first.key == node.key:
                person = first.kind == "person" and not as_company
                if first.full and not node.full and (first.kind == node.kind or person):
                    vote(same, first, count, "same name")
            elif node in others:
                if not node.full or count >= own or not is_short_form(node.key, first.key):
                    vote(votes, first, count, "called so")
            elif node.full and node._replace(full=False) in others and not is_short_form(node.key, first.key):
                vote(votes, first, count, "called so")
            elif not node.full and first.kind == node.kind and _loose(first) == node.key:
                vote(votes, first, count, "group word")
        if node.kind == "company" and not node.full and "~" not in node.key:
            full = known_names()[0].get(node.key)
            if full is not None:
                vote(same if full.key == node.key else votes, full, GAZETTEER_WEIGHT, "gazetteer")
            elif (listed := self._ticker(node)) is not None:
                vote(votes, listed, GAZETTEER_WEIGHT, "ticker")
        return votes, same

    def _as_company(self, key: str) -> int:
        """In how many mentions a name is a company's, if all of its roles together make it one, else 0: if it has more
        often a role that only companies play than that of a person, or is a person's so seldom that slips explain it.
        A name with a legal form is another name: its founder may bear the one without."""
        persons = firms = others = 0
        for naming, count in self.held(key).items():
            first = nodes_of(naming)[0]
            if first.key != key or (first.kind == "company" and first.full):
                continue
            if naming.firm:
                firms += count
            elif first.kind == "person":
                persons += count
            else:
                others += count
        slips = persons * SLIPS[False] < (firms + others) ** 0.5
        return firms + others if firms > persons or slips else 0

    def _ticker(self, node: Node) -> Node | None:
        """The company whose Jakarta ticker the name is, where some mention writes it in capitals."""
        symbol = node.key.upper()
        core = tickers().get(symbol)
        if core is None or not any(symbol in (n.name, *n.aliases) for n in self.held(node.key)):
            return None
        full, plain = Node("company", True, core), Node("company", False, core)
        return plain if self.mentions(plain) and not self.mentions(full) else full

    def _barred(self, node: Node) -> set[Node]:
        """The nodes that some fact sets beside this one as another party."""
        barred: set[Node] = set()
        for naming in self.held(node.key):
            first = nodes_of(naming)[0]
            if first == node:
                barred.update(Node("company", full, key) for key in naming.beside for full in (True, False))
            elif node.key in naming.beside:
                barred.add(first)
        return barred

    def _without_group(self, node: Node) -> Pointer | None:
        """`Altron Group` to `Altron`, where that is a name of its own."""
        loose = _loose(node)
        if not loose:
            return None
        barred = self._barred(node)
        for plain in (Node("company", True, loose), Node("company", False, loose)):
            if plain not in barred and (mentions := self.mentions(plain)):
                return Pointer(plain, "group word", mentions)
        return None

    def _common_spelling(self, node: Node, own: int) -> Pointer | None:
        """A rare spelling to the one that most mentions use."""
        sound = sound_key(node)
        if not sound:
            return None
        counts: dict[Node, int] = defaultdict(int)
        for naming, count in self.held(sound).items():
            first = nodes_of(naming)[0]
            if first.kind == node.kind and first.key != node.key and _spelled_alike(first, node):
                counts[first] += count
        for other in self._barred(node):
            counts.pop(other, None)
        best = max(counts, key=lambda n: (counts[n], n), default=None)
        if best is None or (counts[best], best) <= (own, node):
            return None
        return Pointer(best, "spelling", counts[best])


def _loose(node: Node) -> str:
    """The name without group words, "" where it has none."""
    return read_name(node.key).loose if node.kind == "company" and "~" not in node.key else ""


def _spelled_alike(one: Node, two: Node) -> bool:
    if one.kind == "person" and one.key.replace(" ", "") == two.key.replace(" ", ""):
        return True  # `La Roche` and `Laroche`: no word of a person's name is a function word
    return spelled_alike(one.key, two.key)


def _meant(node: Node, own: int, votes: Votes, same: Votes) -> Pointer | None:
    """What most mentions of a name mean by it: another name if that is clear, else the full name with the same core."""
    total = sum(weight for weight, _ in (*votes.values(), *same.values()))
    other, equal = _most(votes), _most(same)
    clear = other is not None and other.support >= MAJORITY * total and other.support * SLIPS[node.full] >= own**0.5
    if clear and (equal is None or equal.support < OWN_CORE * total):
        return other
    return equal


def _most(votes: Votes) -> Pointer | None:
    if not votes:
        return None
    to = max(votes, key=lambda node: (votes[node][0], node))
    return Pointer(to, votes[to][1], votes[to][0])
