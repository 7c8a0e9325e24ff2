"""Which words tell of which deals, and where their participants stand: a trigger lexicon with frames.

A frame says which role the subject of a trigger fills, which its object, and which the names behind prepositions:
`acquisition: acquirer > target; from seller; by acquirer`. The tables of the two languages are data
(`lexicon_en`, `lexicon_id`); this module turns them into one index by first word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from dealgraph.extractors.rules import lexicon_en, lexicon_id
from dealgraph.schemas import FactType, Language, Role

Form = Literal["base", "present", "past", "participle", "ing", "active", "passive", "bare", "noun"]
"""How a trigger is inflected: English verbs; Indonesian `me-` (active), `di-` (passive) and bare stems; nouns."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the participants of a deal stand around its trigger.

    `subject` and `object` are roles or None; `prepositions` maps a word to the role of the name behind it."""

    type: FactType
    subject: Role | None
    object: Role | None
    prepositions: dict[str, Role] = field(hash=False)

    @property
    def symmetric(self) -> bool:
        """Whether both sides have one role, as in a merger."""
        return self.subject == "party"


class Trigger(NamedTuple):
    """Words that tell of a deal, one of their forms, and the frame they open."""

    words: tuple[str, ...]
    form: Form
    frame: Frame


SPEC = re.compile(r"(?P<type>\w+):\s*(?P<subject>\w+|-)\s*>\s*(?P<object>\w+|-)(?P<rest>(?:\s*;\s*[^;]+)*)")


@cache
def parse_frame(spec: str) -> Frame:
    """The frame that a line of a table describes; raises ValueError for a line that isn't one.

    >>> parse_frame("investment: investor > -; in investee").prepositions
    {'in': 'investee'}
    """
    match = SPEC.fullmatch(spec.strip())
    if match is None:
        raise ValueError(f"not a frame: {spec!r}")
    prepositions: dict[str, Role] = {}
    for part in match["rest"].split(";"):
        *heads, role = part.split() or [""]
        for word in heads:
            prepositions[word] = role  # type: ignore[assignment]
    subject, thing = (None if match[side] == "-" else match[side] for side in ("subject", "object"))
    return Frame(match["type"], subject, thing, prepositions)  # type: ignore[arg-type]


def inflect(verb: str) -> Iterator[tuple[str, Form]]:
    """The forms of an English verb given as `acquire` or, irregular, `buy/bought/bought`; the first word inflects.

    >>> [form for form, _ in inflect("acquire")]
    ['acquire', 'acquires', 'acquired', 'acquired', 'acquiring']
    """
    head, _, tail = verb.partition(" ")
    base, *irregular = head.split("/")
    ending = f" {tail}" if tail else ""
    stem = base[:-1] if base.endswith("e") else base
    doubled = stem + stem[-1] if base in lexicon_en.DOUBLING else stem
    third = base + "es" if re.search(r"(?:s|x|ch|sh|o)$", base) else base + "s"
    regular = doubled + "ed"
    if re.search(r"[^aeiou]y$", base):
        third, regular = base[:-1] + "ies", base[:-1] + "ied"
    past, participle = (irregular * 2)[:2] if irregular else (regular, regular)
    ing = doubled + "ing" if not base.endswith("ee") else base + "ing"
    forms: tuple[tuple[str, Form], ...] = (
        (base, "base"),
        (third, "present"),
        (past, "past"),
        (participle, "participle"),
        (ing, "ing"),
    )
    for word, form in forms:
        yield word + ending, form


def _english() -> Iterator[Trigger]:
    for spec, verbs in lexicon_en.VERBS:
        for verb in re.split(r"\s*,\s*", verbs.strip()):
            for words, form in inflect(verb):
                yield Trigger(tuple(words.split()), form, parse_frame(spec))
    for spec, nouns in lexicon_en.NOUNS:
        for noun in re.split(r"\s*,\s*", nouns.strip()):
            yield Trigger(tuple(noun.split()), "noun", parse_frame(spec))


def _indonesian() -> Iterator[Trigger]:
    for spec, verbs in lexicon_id.VERBS:
        for verb in re.split(r"\s*,\s*", verbs.strip()):
            head, _, tail = verb.partition(" ")
            active, passive, bare = (*head.split("/"), "", "")[:3]
            for word, form in ((active, "active"), (passive, "passive"), (bare, "bare")):
                if word:
                    yield Trigger((word, *tail.split()), form, parse_frame(spec))  # type: ignore[arg-type]
    for spec, nouns in lexicon_id.NOUNS:
        for noun in re.split(r"\s*,\s*", nouns.strip()):
            yield Trigger(tuple(noun.split()), "noun", parse_frame(spec))


@cache
def triggers(language: Language) -> dict[str, tuple[Trigger, ...]]:
    """The triggers of a language by their first word, longer ones first."""
    index: dict[str, list[Trigger]] = defaultdict(list)
    seen = set()
    for trigger in _english() if language == "en" else _indonesian():
        if (trigger.words, trigger.form) not in seen:
            seen.add((trigger.words, trigger.form))
            index[trigger.words[0]].append(trigger)
    return {word: tuple(sorted(found, key=lambda t: -len(t.words))) for word, found in index.items()}


def find_triggers(words: Sequence[str], language: Language) -> list[tuple[int, int, Trigger]]:
    """The triggers in a sequence of lower-case words as (start, end, trigger), longest first match, no overlaps.

    >>> [(start, end, t.form) for start, end, t in find_triggers("it has agreed to take over".split(), "en")]
    [(4, 6, 'base')]
    """
    index = triggers(language)
    found: list[tuple[int, int, Trigger]] = []
    i = 0
    while i < len(words):
        matches = [t for t in index.get(words[i], ()) if tuple(words[i : i + len(t.words)]) == t.words]
        if matches:
            trigger = _of_form(matches, words[i - 1] if i else "")
            end = i + len(trigger.words)
            found.append((i, end, trigger))
            i = end - 1
        i += 1
    return found


def has_trigger(words: Iterable[str], language: Language) -> bool:
    """Whether a word can begin a trigger: a cheap gate, since sentences without one tell of no deal that rules read.

    >>> has_trigger("the weather stays fine".split(), "en"), has_trigger("perusahaan itu dibeli".split(), "id")
    (False, True)
    """
    index = triggers(language)
    return any(word in index for word in words)


INFINITIVE = frozenset("to will would may might could can should must not did".split())


def _of_form(matches: Sequence[Trigger], before: str) -> Trigger:
    """The longest match; where a word is both, it is a verb behind `to` or a modal, and a noun elsewhere (`a bid`)."""
    longest = [trigger for trigger in matches if len(trigger.words) == len(matches[0].words)]
    nouns = [trigger for trigger in longest if trigger.form == "noun"]
    bases = [trigger for trigger in longest if trigger.form == "base"]
    if nouns and bases:
        return bases[0] if before in INFINITIVE else nouns[0]
    return longest[0]
