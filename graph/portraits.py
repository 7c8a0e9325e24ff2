"""What a party is called and known by, from the namings that mean it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dealgraph.graph import gazetteer
from dealgraph.graph.names import read_name
from dealgraph.graph.naming import Naming, Node, is_listed, node_of, nodes_of
from dealgraph.graph.pointers import Pointers
from dealgraph.schemas.graph import Decision, Join, Party

BECAUSE = {
    "called so": "one is given as another name of the other (mentions that do so: {})",
    "roles": "its roles are a company's (mentions that have it as one: {})",
    "same name": "the same but for legal form, case, accents and punctuation",
    "group word": "the same but for a group word",
    "spelling": "two spellings of one name (mentions that use the second: {})",
    "gazetteer": "the gazetteer of well-known names",
    "ticker": "its ticker on the Jakarta exchange",
}


@dataclass(frozen=True)
class Resolved:
    """A party and every naming that means it."""

    party: Party
    namings: frozenset[Naming]


def portrait(members: frozenset[Node], pointers: Pointers) -> Resolved | None:
    """The party that the nodes are; None where no mention bears one of them."""
    namings = {
        naming: count
        for node in members
        for naming, count in pointers.held(node.key).items()
        if nodes_of(naming)[0] in members
    }
    if not namings:
        return None
    root = _root(members, pointers)
    aliases: Counter[str] = Counter()
    for naming, count in namings.items():
        for form in {naming.name, *naming.aliases}:
            if node_of(naming.kind, form, naming.mark) in members:
                aliases[form] += count
    listed = _decided(members, pointers)
    country, identifiers = _known(_borne(members, pointers) | {root}, listed)
    party = Party(
        id=_id(root, members, pointers),
        kind=root.kind,
        name=listed[0].names[0] if listed else _name(root, namings),
        aliases=tuple(sorted(aliases.items(), key=lambda pair: (-pair[1], pair[0]))),
        country=country,
        identifiers=identifiers,
        joins=tuple(sorted(_joins(members, pointers), key=lambda join: (join.names, join.rule))),
    )
    return Resolved(party, frozenset(namings))


def _root(members: frozenset[Node], pointers: Pointers) -> Node:
    """The root of the party; of several, which decisions joined, the one with by far the most mentions (by powers of
    two, so that an id seldom moves), then the fullest."""
    roots = {pointers.root(node) for node in members}
    return max(roots, key=lambda n: (pointers.mentions(n).bit_length(), n.full, len(n.key), n))


def _id(root: Node, members: frozenset[Node], pointers: Pointers) -> str:
    """`c-` or `p-` and the root's key; a short name that stands alone beside a full one with its core is marked."""
    full = root._replace(full=True)
    alone = not root.full and full not in members and (pointers.mentions(full) or is_listed(full))
    return ("p-" if root.kind == "person" else "c-") + root.key.replace(" ", "-") + ("~short" if alone else "")


def _name(root: Node, namings: dict[Naming, int]) -> str:
    """The form that most mentions use of the root's name, else of any; capitals throughout only where no form has
    small letters."""
    rooted = {naming: count for naming, count in namings.items() if nodes_of(naming)[0] == root}
    forms: Counter[str] = Counter()
    for naming, count in (rooted or namings).items():
        forms[naming.name] += count
    return max(forms, key=lambda form: (not form.isupper(), forms[form], len(form), form))


def _decided(members: frozenset[Node], pointers: Pointers) -> list[Decision]:
    """The entries of imported lists that name the party."""
    found = {decision.id: decision for node in members for decision in pointers.listed(node)}
    return [found[key] for key in sorted(found)]


def _borne(members: frozenset[Node], pointers: Pointers) -> frozenset[Node]:
    """The nodes that some mention bears first of all."""
    return frozenset(node for node in members if pointers.mentions(node))


def _known(members: frozenset[Node], listed: list[Decision]) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """The country and the identifiers, from imported lists first, else from the gazetteer."""
    if listed:
        identifiers = sorted({pair for decision in listed for pair in decision.identifiers})
        return next((d.country for d in listed if d.country), None), tuple(identifiers)
    countries = {_countries()[node.key] for node in members if node.full and node.key in _countries()}
    found = [
        listing
        for node in members
        if node.kind == "company" and (node.full or " " in node.key)
        for listing in gazetteer.listings().get(node.key, ())
    ]
    countries |= {listing.country for listing in found if listing.country}
    if len(countries) > 1:  # namesakes in several countries: none of them for sure
        return None, ()
    return next(iter(countries), None), tuple(sorted({(listing.exchange, listing.ticker) for listing in found}))


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """The countries of well-known names and of states, by core."""
    known = {read_name(name).core: country for name, (country, _) in gazetteer.known_names().items() if country}
    states = {f"government of {name}".casefold(): code for code, name in gazetteer.countries().values()}
    return {**known, **states}


def _joins(members: frozenset[Node], pointers: Pointers) -> Iterator[Join]:
    for node in members:
        form, pointer = pointers.form(node), pointers.of(node)
        if form is None:
            continue
        if pointer and pointer.to in members:
            names = (form, pointers.form(pointer.to) or pointer.to.key)
            yield Join(names=names, rule=pointer.rule, because=BECAUSE[pointer.rule].format(pointer.support))
        for other, decision in pointers.decided(node):
            if node < other:
                names = (form, pointers.form(other) or other.key)
                yield Join(names=names, rule="decision", because=decision.why or f"decision {decision.id}")
