"""Whether two facts tell of one deal, and which deal a fact belongs to that names one side only."""

from __future__ import annotations

from dealgraph.graph.tellings import Telling, meet

ROUND_DAYS = 180
"""Reports of one funding round, loan or listing lie within this of each other."""
SAME_SUM_DAYS = 60
"""Reports with the very same sum within this tell of one deal if the target fits, whoever is said to pay."""
SUM_TOLERANCE = 0.01


def link(one: Telling, two: Telling) -> int:
    """How sure it is that two facts tell of one deal: 2 when the same parties do the same, 1 when only the names of
    some fit, 0 when not (or when it takes other facts to say)."""
    if one.mark != two.mark or one.kind != two.kind or _told_as_two(one, two):
        return 0
    return _RULES[one.kind](one, two)


def agreement(one: Telling, two: Telling) -> int:
    """How many of status, sum, stake and date two facts have in common."""
    return sum(a is not None and a == b for a, b in zip(_values(one), _values(two), strict=True))


def _told_as_two(one: Telling, two: Telling) -> bool:
    """Whether one article tells two facts that differ in any value: had it meant one deal, it would be one fact."""
    if one.stored.article.id != two.stored.article.id:
        return False
    return any(a is not None and b is not None and a != b for a, b in zip(_values(one), _values(two), strict=True))


def _values(telling: Telling) -> tuple[object, ...]:
    fact = telling.stored.fact
    stake, date = fact.stake and fact.stake.percent, fact.date and fact.date.iso
    return fact.status, telling.amount, stake, date


def _control(one: Telling, two: Telling) -> int:
    if one.peers or two.peers:
        return _peers(one, two)
    doers, objects, sellers = _meetings(one, two)
    if one.objects and two.objects:
        if doers and objects:
            return 2 if doers + objects == 4 else 1
        if not one.doers and not two.doers:
            return _sale(one, two)
        if objects and sellers == 2 and _same_sum(one, two) and _within(one, two, SAME_SUM_DAYS):
            return 1  # a parent is said to buy what a unit of it buys
        return int(doers == 2 and not (one.named and two.named) and (sellers == 2 or _share_word(one, two)))
    if one.objects or two.objects or not doers:
        return 0
    if one.sellers and two.sellers:
        return min(doers, sellers)
    return int(doers == 2 and not one.sellers and not two.sellers and _within(one, two, SAME_SUM_DAYS))


def _peers(one: Telling, two: Telling) -> int:
    """A merger of peers and one told as a purchase, or two mergers: both sides must fit."""
    both = (meet(one.doers, two.doers), meet(one.objects, two.objects))
    turned = (meet(one.doers, two.objects), meet(one.objects, two.doers))
    if one.peers and two.peers:
        shared = {side.party for side in one.doers} & {side.party for side in two.doers}
        if len(shared) >= 2:
            return 2
        like = sum(any(a.party == b.party or a.is_like(b) for b in two.doers) for a in one.doers)
        return int(like >= 2)
    return min((max(both[0], turned[0]), max(both[1], turned[1])))


def _stake(one: Telling, two: Telling) -> int:
    rounds = [round_of(t) for t in (one, two)]
    if all(rounds) and rounds[0] != rounds[1]:
        return 0
    doers, objects, _ = _meetings(one, two)
    if not one.objects and not two.objects:
        return doers if doers == 2 and _within(one, two, ROUND_DAYS) else 0
    if doers and objects:
        return 2 if doers + objects == 4 else 1
    if objects != 2 or not _within(one, two, ROUND_DAYS):
        return 0
    alone = not one.doers and not two.doers
    same_sum = one.amount is not None and one.amount == two.amount and _within(one, two, SAME_SUM_DAYS)
    return int(alone or all(rounds) or same_sum)


def _sale(one: Telling, two: Telling) -> int:
    if bool(one.sellers) != bool(two.sellers):
        return 0
    _, objects, sellers = _meetings(one, two)
    if not one.sellers:
        return objects if objects == 2 else 0
    if one.named and two.named:
        return 0 if not objects or not sellers else 2 if objects + sellers == 4 else 1
    if one.named or two.named or sellers != 2:
        return 0
    return int(objects > 0 or _share_word(one, two) or not (one.objects or two.objects))


def _both_sides(one: Telling, two: Telling) -> int:
    doers, objects = meet(one.doers, two.doers), meet(one.objects, two.objects)
    if not doers or not objects:
        return 0
    return 2 if doers + objects == 4 else 1


def _alliance(one: Telling, two: Telling) -> int:
    if one.stored.fact.type != two.stored.fact.type:
        return 0
    strength = _peers(one, two)
    if not strength and meet(one.ventures, two.ventures) and meet(one.doers, two.doers):
        return 1
    return strength


def _ipo(one: Telling, two: Telling) -> int:
    return meet(one.doers, two.doers)


def _debt(one: Telling, two: Telling) -> int:
    borrowers = meet(one.doers, two.doers)
    if not borrowers or not _within(one, two, 2 * ROUND_DAYS):
        return 0
    if bool(one.objects) != bool(two.objects) or (one.objects and not meet(one.objects, two.objects)):
        return 0
    return borrowers if not _other_sum(one, two) else 0


def _move(one: Telling, two: Telling) -> int:
    if not (person := meet(one.doers, two.doers)):
        return 0
    roles = [{p.role for p in t.stored.fact.participants} for t in (one, two)]
    turned = ("company_to" in roles[0]) != ("company_to" in roles[1]) and not (roles[0] & roles[1]) - {"person"}
    dates = [t.stored.fact.date for t in (one, two)]
    if turned or (all(dates) and not _same_month(*(d.iso for d in dates if d))):
        return 0
    return min(person, meet(one.objects, two.objects))


_RULES = {
    "control": _control,
    "stake": _stake,
    "sale": _sale,
    "ownership": _both_sides,
    "alliance": _alliance,
    "supply": _both_sides,
    "ipo": _ipo,
    "debt": _debt,
    "move": _move,
}


def _meetings(one: Telling, two: Telling) -> tuple[int, int, int]:
    """How well the doers, objects and sellers of two facts agree; doers may act for each other."""
    doers = meet(one.doers, two.doers, apart=True)
    return doers, meet(one.objects, two.objects), meet(one.sellers, two.sellers)


def round_of(telling: Telling) -> str:
    """The funding round, the same in English and Indonesian; "" where none is told."""
    text = telling.stored.fact.round
    return text.text.casefold().replace("pendanaan ", "").replace("seri ", "series ").strip() if text else ""


def _same_month(one: str, two: str) -> bool:
    size = min(len(one), len(two), 7)
    return one[:size] == two[:size]


def _within(one: Telling, two: Telling, days: int) -> bool:
    return one.day is None or two.day is None or abs(one.day - two.day) <= days


def _same_sum(one: Telling, two: Telling) -> bool:
    a, b = one.amount, two.amount
    return a is not None and b is not None and abs(a[0] - b[0]) <= SUM_TOLERANCE * max(a[0], b[0])


def _other_sum(one: Telling, two: Telling) -> bool:
    a, b = one.amount, two.amount
    return (
        a is not None
        and b is not None
        and not (a[1] == b[1] and abs(a[0] - b[0]) <= 5 * SUM_TOLERANCE * max(a[0], b[0]))
    )


def _share_word(one: Telling, two: Telling) -> bool:
    return any(a.words & b.words for a in one.objects for b in two.objects)
