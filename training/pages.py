"""Samples as pages: their mentions grouped into parties and values, their facts told by groups; names swapped."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from corpora import GoldFact, Name, Sample, Span, longest

from dealgraph.extractors.names.clusters import Party
from dealgraph.extractors.names.mentions import Mention as NameMention
from dealgraph.extractors.neural.features import Hints, Mention
from dealgraph.extractors.neural.hints import find_hints
from dealgraph.extractors.neural.labels import VALUE_OF_KIND
from dealgraph.extractors.neural.pages import NAME_KIND
from dealgraph.extractors.neural.values import Value, find_values
from dealgraph.extractors.text import split_sentences
from dealgraph.extractors.values.amounts import FoundMoney
from dealgraph.extractors.values.dates import FoundDate
from dealgraph.extractors.values.stakes import FoundStake

SWAPPED = 0.8  # of the companies and persons of a text that is swapped

LEGAL = set(
    "inc incorporated corp corporation co company companies ltd limited llc llp lp plc ag sa spa gmbh nv bv ab asa oyj "
    "kk kgaa pt tbk persero cv ud pty bhd sdn berhad pte group grup holdings holding the".split()
)


def key(name: str) -> str:
    """A name's words without case, accents, punctuation and legal forms."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"['’]s\b", "", text)
    words = re.findall(r"\w+", text.replace(".", ""))
    return " ".join(w for w in words if w not in LEGAL) or " ".join(words)


@dataclass
class PageFact:
    """A fact by groups: participants as (role, group), values as value name -> group, sentences that carry it."""

    type: str
    status: str
    participants: list[tuple[str, int]]
    values: dict[str, int]
    sentences: set[int]
    triggers: list[Span] = field(default_factory=list)


@dataclass
class Page:
    sample: Sample
    sentences: list[Span]
    mentions: list[Mention]
    facts: list[PageFact]
    hints: Hints


def page_of(sample: Sample, predicted: list[Name], dice: random.Random | None) -> Page:
    """Groups the names of the sample (gold ones, and the predicted ones that clash with none) and its values.

    With `dice`, half of the predicted names that overlap a gold one replace it, as the model will meet them.
    """
    names = _names(sample, predicted, dice)
    sentences = [(s.start, s.end) for s in split_sentences(sample.content)]
    group_of_key: dict[str, int] = {}
    fact_groups = [_group_participants(fact, group_of_key) for fact in sample.facts or []]
    mentions = [
        Mention(n.start, n.end, n.kind, group_of_key.setdefault(key(_surface(sample, n)), _next(group_of_key)))
        for n in names
    ]
    values = find_values(sample.content, sample.lang, sample.published)  # type: ignore[arg-type]
    taken = [(m.start, m.end) for m in mentions]
    first_value = _next(group_of_key)
    group_of_value: dict[tuple[str, str], int] = {}
    for value in values:
        if value.kind != "DATE" and any(value.start < end and start < value.end for start, end in taken):
            continue
        group = group_of_value.setdefault((value.kind, value.same), first_value + len(group_of_value))
        mentions.append(Mention(value.start, value.end, value.kind, group))
    mentions.sort(key=lambda m: (m.start, -m.end))
    facts = [
        _page_fact(sample, fact, groups, values, group_of_value, sentences)
        for fact, groups in zip(sample.facts or [], fact_groups, strict=True)
    ]
    return Page(sample, sentences, mentions, facts, _hints(sample, sentences, mentions))


def _hints(sample: Sample, sentences: list[Span], mentions: list[Mention]) -> Hints:
    """What the rules say of the page's names."""
    named: dict[int, list[NameMention]] = {}
    for m in mentions:
        if m.kind in NAME_KIND:
            text = sample.content[m.start : m.end]
            named.setdefault(m.group, []).append(NameMention(m.start, m.end, text, NAME_KIND[m.kind]))
    parties = [Party(found[0].text, (), found[0].kind, tuple(found)) for found in named.values()]
    return find_hints(sample.content, sample.lang, sentences, mentions, parties, list(named))  # type: ignore[arg-type]


def _surface(sample: Sample, name: Name) -> str:
    return sample.content[name.start : name.end]


def _next(groups: dict[str, int]) -> int:
    return max(groups.values(), default=-1) + 1


def _names(sample: Sample, predicted: list[Name], dice: random.Random | None) -> list[Name]:
    gold = list(sample.names)
    if sample.names_complete:
        return longest(gold)
    kept = list(gold)
    for name in predicted:
        rivals = [g for g in gold if g.start < name.end and name.start < g.end]
        if not rivals:
            kept.append(name)
        elif dice and len(rivals) == 1 and rivals[0] in kept and name.kind != "LOC" and dice.random() < 0.5:
            kept[kept.index(rivals[0])] = name
    return longest(dict.fromkeys(kept))


def _group_participants(fact: GoldFact, group_of_key: dict[str, int]) -> list[tuple[str, int]]:
    out = []
    for role, forms in fact.participants:
        keys = [key(form) for form in forms]
        known = [group_of_key[k] for k in keys if k in group_of_key]
        group = known[0] if known else _next(group_of_key)
        for k in keys:
            group_of_key.setdefault(k, group)
        out.append((role, group))
    return out


def _page_fact(
    sample: Sample,
    fact: GoldFact,
    groups: list[tuple[str, int]],
    values: list[Value],
    group_of_value: dict[tuple[str, str], int],
    sentences: list[Span],
) -> PageFact:
    found: dict[str, int] = {}
    for value in values:
        group = group_of_value.get((value.kind, value.same))
        if group is None:
            continue
        for name in VALUE_OF_KIND[value.kind]:
            marked = any(s < value.end and value.start < e for s, e in fact.marked.get(name, []))
            if name not in found and (marked or _equals(value, name, fact)):
                found[name] = group
    carrying = [*fact.evidence, *fact.marked.get("trigger", [])]
    numbers = {n for n, (s, e) in enumerate(sentences) for a, b in carrying if a < e and s < b}
    return PageFact(fact.type, fact.status, groups, found, numbers, fact.marked.get("trigger", []))


def _equals(value: Value, name: str, fact: GoldFact) -> bool:
    gold = fact.row.get("stake_percent" if name == "stake" else name)
    found = value.found
    if gold is None or gold == "":
        return False
    if isinstance(found, FoundMoney):
        return found.says(gold["value"], gold["currency"])
    if isinstance(found, FoundStake):
        return abs(found.percent - float(gold)) < 0.06
    if isinstance(found, FoundDate):
        return found.says(gold)
    return key(value.same) == key(gold)


# ---------------------------------------------------------------------------------------------- swapped names


@dataclass(frozen=True)
class Pool:
    """Names to swap in, by language and kind."""

    names: dict[tuple[str, str], list[str]]

    @classmethod
    def of(cls, samples: Iterable[Sample]) -> Pool:
        found: dict[tuple[str, str], set[str]] = {}
        for sample in samples:
            for fact in sample.facts or []:
                for role, forms in fact.participants:
                    kind = "PER" if role == "person" else "ORG"
                    if 3 <= len(forms[0]) <= 50:
                        found.setdefault((sample.lang, kind), set()).add(forms[0])
        return cls({place: sorted(names) for place, names in found.items()})


def swapped(sample: Sample, predicted: list[Name], pool: Pool, dice: random.Random) -> tuple[Sample, list[Name]]:
    """The sample with most of its companies and persons under other names, in all their forms."""
    names = _names(sample, predicted, None)
    forms: dict[str, list[str]] = {}
    group_of_key: dict[str, int] = {}
    for fact in sample.facts or []:
        _group_participants(fact, group_of_key)
    for name in names:
        if name.kind in ("ORG", "PER"):
            surface = _surface(sample, name)
            group = group_of_key.get(key(surface))
            forms.setdefault(f"{name.kind}{key(surface) if group is None else group}", []).append(surface)
    change: dict[str, str] = {}
    for place, surfaces in forms.items():
        choices = pool.names.get((sample.lang, place[:3]), [])
        if choices and dice.random() < SWAPPED:
            change |= _new_forms(sorted(set(surfaces), key=len, reverse=True), dice.choice(choices), place[:3] == "PER")
    edits = [(n.start, n.end, change[_surface(sample, n)]) for n in names if _surface(sample, n) in change]
    return _edited(sample, predicted, edits, change)


def _new_forms(old: list[str], new: str, person: bool) -> dict[str, str]:
    """The forms of a name under a new one: the longest becomes it, acronyms its initials, shorter forms its beginning
    (a person's: its last word); case follows the old form."""
    words = new.split()
    bare = [w for w in words if w.casefold().strip(".,()") not in LEGAL] or words
    initials = "".join(w[0] for w in bare if w[0].isalnum()).upper()
    out = {}
    longest_words = [w.casefold() for w in old[0].split()]
    for form in old:
        count = len(form.split())
        if form == old[0]:
            made = new
        elif person:
            made = words[-1]
        elif form.isupper() and count == 1 and len(form) <= 6 and len(initials) > 1:
            made = initials
        elif all(w.casefold() in longest_words for w in form.split()):
            made = " ".join(bare[: max(1, min(count, len(bare) - 1))])
        else:
            made = bare[0]
        out[form] = made.upper() if form.isupper() and len(form) > 6 else made
    return out


def _edited(
    sample: Sample, predicted: list[Name], edits: list[tuple[int, int, str]], change: dict[str, str]
) -> tuple[Sample, list[Name]]:
    content, last, shifts = "", 0, []
    for start, end, text in sorted(edits):
        content += sample.content[last:start]
        shifts.append((start, end, len(content), len(content) + len(text)))
        content += text
        last = end
    content += sample.content[last:]
    moved = _mover(shifts)

    def spans(old: Iterable[Span]) -> list[Span]:
        return [(moved(s, False), moved(e, True)) for s, e in old]

    def named(old: list[Name]) -> list[Name]:
        return [replace(n, start=moved(n.start, False), end=moved(n.end, True)) for n in old]

    facts = [
        replace(
            fact,
            participants=[(role, tuple(change.get(f, f) for f in forms)) for role, forms in fact.participants],
            evidence=spans(fact.evidence),
            marked={label: spans(places) for label, places in fact.marked.items()},
        )
        for fact in sample.facts or []
    ]
    new = replace(
        sample,
        content=content,
        names=named(sample.names),
        facts=facts if sample.facts is not None else None,
        slots={slot: spans(places) for slot, places in sample.slots.items()},
    )
    return new, named(predicted)


def _mover(shifts: list[tuple[int, int, int, int]]) -> Callable[[int, bool], int]:
    """Maps an offset of the old text to the new one; inside an edit to the edit's start, or its end."""

    def moved(at: int, is_end: bool) -> int:
        delta = 0
        for start, end, new_start, new_end in shifts:
            if at <= start:
                break
            if at < end or (at == end and is_end):
                return new_end if is_end else new_start
            delta = new_end - end
        return at + delta

    return moved
