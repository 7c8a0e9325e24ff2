"""Who does what to whom in one sentence: fills the frames of its triggers from order, voice, prepositions and clauses.

There is no parser: the subject is the nearest name to the left that is no object of a preposition and stands in no
insertion (`Delwood, which owns Harcourt, said`), the object the nearest to the right before another clause begins;
coordinated names go together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dealgraph.extractors.rules.context import OFFICES
from dealgraph.extractors.rules.layout import BREAKS, LINKS, PREPOSITIONS, SPEECH, Item, is_oblique
from dealgraph.extractors.rules.lexicon import Form, Frame, Trigger, find_triggers
from dealgraph.schemas import FactType, Language, Role

BE = frozenset("is are was were be been being get gets got getting".split())
# Words between a subject and its verb that do not end the search for it.
VERB_GROUP = frozenset(
    "has have had is are was were be been being will would shall should may might could can to not also already "
    "recently just officially finally jointly successfully now today still formally agreed agrees agreeing plans "
    "planned planning intends intend expects expected wants hopes hoping seeking seeks looking set ready considering "
    "close announced signed even reportedly "
    "akan telah sudah resmi sedang tengah bakal berencana ingin hendak siap sepakat setuju kini juga pernah belum "
    "tidak batal mau baru kembali turut berhasil berniat dikabarkan disebut segera masih ikut secara menyatakan "
    "mengumumkan melakukan telah".split()
)
# Before a verb: it has the subject of the verb before it.
JOINING = LINKS | {"but", "then", "lalu", "sekaligus"}
RELATIVES = frozenset({"which", "who", "that", "yang"})
STOPS = frozenset(
    "which who that from by to for after before when while as because if since although unless where whether said "
    "says told dari oleh kepada ke untuk senilai sebesar seharga setelah sebelum yang karena dengan agar saat ketika "
    "jika guna demi sehingga sebagai melalui lewat kata ujar".split()
)
CLAUSE_OPENERS = frozenset(
    "a an the which who whose while but although as after yang sebuah salah namun tetapi".split()
)
PERSONS: frozenset[Role] = frozenset({"person"})
BOTH: frozenset[Role] = frozenset({"investor", "acquirer", "owner", "seller", "lender"})
REACH = 45  # Items: how far from its trigger a participant may stand.


@dataclass(slots=True)
class Instance:
    """A frame of one trigger with what was found for it: `roles` lists (role, index of the item) in their order."""

    frame: Frame
    type: FactType
    start: int
    end: int
    form: Form
    passive: bool = False
    roles: list[tuple[Role, int]] = field(default_factory=list)
    words_apart: bool = False  # the relation is told by the words between its participants, not by a trigger

    def parties(self, items: Sequence[Item], role: Role) -> list[int]:
        return [items[k].party for r, k in self.roles if r == role]


def match_frames(items: Sequence[Item], language: Language) -> list[Instance]:
    """The frames of a sentence with their participants, in the order of their triggers; those that found nobody are
    left out."""
    words = [item.word if not item.names else "@" for item in items]
    found: list[Instance] = []
    subjects: list[int] = []
    triggers = find_triggers(words, language)
    for n, (start, end, trigger) in enumerate(triggers):
        limit = triggers[n + 1][0] if n + 1 < len(triggers) else len(items)
        instance = _fill(items, start, end, trigger, limit, subjects)
        if trigger.form != "noun":
            subjects = [k for role, k in instance.roles if role == trigger.frame.subject and k < start] or subjects
        if instance.roles:
            found.append(instance)
    return found


def _fill(
    items: Sequence[Item], start: int, end: int, trigger: Trigger, limit: int, previous: Sequence[int]
) -> Instance:
    frame = trigger.frame
    passive = is_passive(items, start, end, trigger.form)
    instance = Instance(frame, frame.type, start, end, trigger.form, passive)
    left_role, right_role = (frame.object, frame.subject) if passive else (frame.subject, frame.object)
    if trigger.form == "noun":
        _fill_beside(items, instance)
    else:
        if left_role:
            _add(instance, items, left_role, _subject(items, start, left_role, previous))
        if right_role and not passive:
            found = _object(items, end, right_role, _taken(instance, items))
            seller = frame.subject == "acquirer" and _is_seller(items, found)
            _add(instance, items, "seller" if seller else right_role, found)
        elif right_role and passive and trigger.form == "passive":
            _add(instance, items, right_role, _agent(items, end, right_role, _taken(instance, items)))
    _fill_prepositions(items, instance, limit)
    if trigger.form == "noun":
        _fill_clause(items, instance)
    return instance


PARTS = frozenset("unit units division subsidiary arm assets business businesses operations".split())


def _is_seller(items: Sequence[Item], found: Sequence[int]) -> bool:
    """Who is named before `unit` is not bought but sells: `buys Delwood unit`, though not `buys its Delwood unit`."""
    if len(found) != 1:
        return False
    k = found[0]
    part = k + 1 < len(items) and items[k + 1].word in PARTS
    return part and not (k and items[k - 1].kind in ("possessive", "company", "name"))


def is_passive(items: Sequence[Item], start: int, end: int, form: Form) -> bool:
    """Whether the verb at start is in the passive: `was acquired`, `X, acquired by Y`, `diakuisisi`."""
    if form == "passive":
        return True
    if form not in ("past", "participle"):
        return False
    for k in range(start - 1, max(-1, start - 4), -1):
        if items[k].word in BE:
            return True
        if items[k].names or not (items[k].word.endswith("ly") or items[k].word in {"not", "also", "being", "been"}):
            break
    return end < len(items) and items[end].word == "by"


def _taken(instance: Instance, items: Sequence[Item]) -> set[int]:
    return {items[k].party for _, k in instance.roles}


def _fits(item: Item, role: Role) -> bool:
    """Whether this kind of party can fill the role."""
    if not item.names:
        return False
    if role in PERSONS:
        return item.kind in ("person", "name")
    return item.kind != "person" or role in BOTH


def _is_spokesman(items: Sequence[Item], k: int) -> bool:
    """Whether the person at k is named for an office or for what he says: the deal is his company's, not his."""
    if items[k].kind != "person":
        return False
    before = {item.word for item in items[max(0, k - 3) : k] if not item.names}
    after = items[k + 1].word if k + 1 < len(items) else ""
    return bool(before & OFFICES) or after in SPEECH or (after == "," and bool(before & {"ujar", "kata", "said"}))


def _add(instance: Instance, items: Sequence[Item], role: Role, found: Sequence[int]) -> None:
    taken = {(r, items[k].party) for r, k in instance.roles}
    others = {items[k].party for r, k in instance.roles if r != role}
    for k in found:
        if (role, items[k].party) not in taken and items[k].party not in others:
            instance.roles.append((role, k))
            taken.add((role, items[k].party))


def _subject(items: Sequence[Item], start: int, role: Role, previous: Sequence[int]) -> list[int]:
    """The items that are the subject of a verb at start."""
    k = start - 1
    while k >= 0 and (items[k].word in VERB_GROUP or items[k].word.endswith("ly")) and not items[k].names:
        k -= 1
    if k < 0:
        return []
    if items[k].word in JOINING and previous and _fits(items[previous[0]], role):
        return list(previous)
    if items[k].word in RELATIVES:
        return _nearest(items, k - 1, role, oblique=True)[-1:]
    if items[k].word == ",":
        opening = _opening_comma(items, k)
        if opening > 0:
            return _nearest(items, opening - 1, role, oblique=False) or _nearest(items, k, role, oblique=False)
    return _nearest(items, k, role, oblique=False) or _nearest(items, k, role, oblique=True)


def _opening_comma(items: Sequence[Item], closing: int) -> int:
    """The comma that opens the insertion that ends at `closing`; 0 when there is none near."""
    for k in range(closing - 1, max(0, closing - 25), -1):
        if items[k].word == ",":
            return k
        if items[k].word in BREAKS:
            return 0
    return 0


def _nearest(items: Sequence[Item], k: int, role: Role, *, oblique: bool) -> list[int]:
    """The group of names nearest to the left of k (inclusive) that fits the role."""
    for j in range(k, max(-1, k - REACH), -1):
        if items[j].word in BREAKS:
            return []
        if _is_spokesman(items, j) and role not in PERSONS:
            continue
        if _fits(items[j], role) and items[j].kind != "possessive" and (oblique or not is_oblique(items, j)):
            possessor = j + 1 < len(items) and items[j + 1].word == "'s"
            if not possessor:
                return _group_left(items, j, role)
    return []


def _group_left(items: Sequence[Item], j: int, role: Role) -> list[int]:
    """The names coordinated with the one at j: `A, B and C`."""
    group = [j]
    linked = False
    while j >= 2 and items[j - 1].word in LINKS | {","} and _fits(items[j - 2], role):
        linked = linked or items[j - 1].word in LINKS
        if not linked:
            break
        j -= 2
        group.insert(0, j)
    if j >= 3 and items[j - 1].word in LINKS and items[j - 2].word == "," and _fits(items[j - 3], role):
        return _group_left(items, j - 3, role) + group
    return group


def _group_right(items: Sequence[Item], j: int, role: Role) -> list[int]:
    group = [j]
    pending: list[int] = []
    while j + 2 < len(items):
        step = 2 if items[j + 1].word in LINKS | {","} else 0
        if items[j + 1].word == "," and items[j + 2].word in LINKS and j + 3 < len(items):
            step = 3
        if not step or not _fits(items[j + step], role):
            break
        pending.append(j + step)
        if items[j + step - 1].word in LINKS:
            group += pending
            pending = []
        j += step
    return group + pending if len(pending) > 1 else group


def _object(items: Sequence[Item], end: int, role: Role, taken: set[int]) -> list[int]:
    """The items that are the object of a verb that ends before `end`."""
    for k in range(end, min(len(items), end + 20)):
        item = items[k]
        if item.word in STOPS or item.word in BREAKS:
            return []
        if item.word == "," and not (k + 1 < len(items) and items[k + 1].names):
            return []
        if _fits(item, role) and item.kind != "possessive" and item.party not in taken:
            possessor = k + 2 < len(items) and items[k + 1].word == "'s"
            if not possessor:
                return _group_right(items, k, role)
            owned = next((j for j in range(k + 2, min(len(items), k + 6)) if _fits(items[j], role)), None)
            return [owned] if owned is not None else [k]
    return []


def _agent(items: Sequence[Item], end: int, role: Role, taken: set[int]) -> list[int]:
    """The agent right behind an Indonesian passive without `oleh`: `dimiliki Telkom`."""
    if end < len(items) and _fits(items[end], role) and items[end].party not in taken:
        return _group_right(items, end, role)
    return []


def _fill_beside(items: Sequence[Item], instance: Instance) -> None:
    """Participants right beside a noun: its possessor, the name that it is compounded with, its object."""
    frame, start = instance.frame, instance.start
    k = start - 1
    while k >= 0 and not items[k].names and items[k].word not in BREAKS | {",", "'s"} and start - k < 6:
        if items[k].word in PREPOSITIONS | LINKS | {"a", "an", "the"}:
            break
        k -= 1
    beside = items[k] if k >= 0 else None
    if beside is not None and beside.word == "'s" and k > 0 and items[k - 1].names:
        if frame.subject:
            _add(instance, items, frame.subject, [k - 1])
        return
    if beside is not None and beside.kind == "possessive" and frame.subject:
        _add(instance, items, frame.subject, [k])
        return
    compounded = frame.prepositions.get("of") or frame.object or frame.subject
    if k == start - 1 and beside is not None and beside.names and compounded and _fits(beside, compounded):
        _add(instance, items, compounded, [k])
    if frame.object and start + 1 <= len(items) - 1 and instance.form == "noun":
        _add(instance, items, frame.object, _object(items, instance.end, frame.object, _taken(instance, items)))


def _fill_clause(items: Sequence[Item], instance: Instance) -> None:
    """The subject of the clause around a noun fills the role that is still open: who makes the deal, or, when the noun
    names its maker (`the board weighs an offer from Delwood`), who is the object of it."""
    frame = instance.frame
    if not frame.subject:
        return
    role: Role | None = frame.subject
    filled = {r for r, _ in instance.roles}
    if role in filled and not frame.symmetric:
        role = (
            "target"
            if instance.type == "acquisition" and "target" not in filled and frame.subject == "acquirer"
            else None
        )
    if role is None:
        return
    taken = _taken(instance, items)
    found = _subject(items, instance.start, role, ())
    if not found and role == "target":
        found = [k for k in range(instance.start - 1, max(-1, instance.start - 20), -1) if _fits(items[k], role)][:1]
    if not frame.symmetric or len(instance.roles) < 2:
        _add(instance, items, role, [k for k in found if items[k].party not in taken])


def _fill_prepositions(items: Sequence[Item], instance: Instance, limit: int) -> None:
    """Participants behind the prepositions of the frame, up to the next trigger or the end of the clause."""
    end = min(len(items), instance.end + REACH)
    reached = False
    for k in range(instance.end, end):
        word = items[k].word
        if word in BREAKS:
            return
        if word == "," and k + 1 < end and items[k + 1].word in CLAUSE_OPENERS:
            return
        reached = reached or k >= limit
        role = instance.frame.prepositions.get(word)
        if role is None or items[k].names or (reached and k > limit + 6):
            continue
        if word in ("and", "dan"):
            continue
        span = 4 if word == "to" else 7
        for j in range(k + 1, min(len(items), k + 1 + span)):
            other = items[j].word
            if not items[j].names and (other in PREPOSITIONS - {"of"} or other in BREAKS or other == ","):
                break
            if _fits(items[j], role):
                _add(instance, items, role, _group_right(items, j, role))
                break
