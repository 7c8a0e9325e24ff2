"""Pages as training examples: windows of pieces, the mentions in them, and what is known of each pair and mention."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pages import Page, PageFact
from tokenizers import Tokenizer

from dealgraph.extractors.neural.features import GROUP_SLOTS, WindowInput, window_input
from dealgraph.extractors.neural.labels import (
    DIRECTED,
    PEERS,
    PHRASES,
    RELATIONS,
    ROLE_LABELS,
    SLOTS,
    STATUS_LABELS,
    SYMMETRIC,
    VALUES,
)
from dealgraph.extractors.neural.windows import Pieces, Span, Window, pieces_of, place_ranges, windows
from dealgraph.schemas import FACT_TYPES

REL = {name: number for number, name in enumerate(RELATIONS)}
ROLE = {label: number for number, label in enumerate(ROLE_LABELS)}
STATUS = {label: number for number, label in enumerate(STATUS_LABELS)}
TYPE = {label: number for number, label in enumerate(FACT_TYPES)}
Floats = npt.NDArray[np.float32]


@dataclass
class Example:
    """One window with what is known of it; G is the number of groups in it, numbered by `groups`.

    `group` (M,) window-local group of each mention; `rel`, `rel_known` (G, G, R); `role`, `role_known` (G, roles);
    `told` [(group, group, relation, rows, columns)] are the stated pairs with the mention pairs that may state them:
    those in the fact's sentences; `played` [(group, role label, rows)] likewise; `pairs` [(group, group, relation,
    status)]; `alone` [(group, role label, status)]; `types` (S, types) or None;
    `trigger` (T,) type + 1, or None; `slots` (G, slots) and `phrases` (T,) tags, or None.
    """

    window: WindowInput
    groups: list[int]
    group: npt.NDArray[np.int64]
    rel: Floats
    rel_known: Floats
    role: Floats
    role_known: Floats
    told: list[tuple[int, int, int, npt.NDArray[np.int64], npt.NDArray[np.int64]]]
    played: list[tuple[int, int, npt.NDArray[np.int64]]]
    pairs: list[tuple[int, int, int, int]]
    alone: list[tuple[int, int, int]]
    types: Floats | None = None
    trigger: npt.NDArray[np.int64] | None = None
    slots: Floats | None = None
    phrases: npt.NDArray[np.int64] | None = None
    weight: float = 1.0


def examples(page: Page, tokenizer: Tokenizer, *, length: int, head: int, dice: random.Random | None) -> list[Example]:
    """The windows of a page; with `dice`, identities are dealt at random and far sentences without facts may be left
    out, as the gate leaves them out when the model is used."""
    pieces = pieces_of(tokenizer, page.sample.content, page.sentences)
    keep = list(range(len(page.sentences)))
    if dice and dice.random() < 0.85:
        carrying = {n for fact in page.facts for n in fact.sentences}
        near = {n + d for n in carrying for d in (-1, 0, 1)} | {0, 1}
        rate = dice.random() * 0.6
        keep = [n for n in keep if n in near or dice.random() < rate]
    ranges = place_ranges(pieces, [(m.start, m.end) for m in page.mentions])
    return [_example(page, pieces, window, ranges, dice) for window in windows(pieces, keep, length=length, head=head)]


def _example(
    page: Page, pieces: Pieces, window: Window, ranges: list[Span | None], dice: random.Random | None
) -> Example:
    slots = list(range(1, GROUP_SLOTS + 1))
    if dice:
        dice.shuffle(slots)
    made = window_input(window, pieces, page.mentions, ranges, page.hints, slots)
    groups = list(dict.fromkeys(made.group.tolist()))
    local = {group: number for number, group in enumerate(groups)}
    g = len(groups)
    example = Example(
        window=made,
        groups=groups,
        group=np.array([local[group] for group in made.group.tolist()], np.int64),
        rel=np.zeros((g, g, len(RELATIONS)), np.float32),
        rel_known=np.ones((g, g, len(RELATIONS)), np.float32),
        role=np.zeros((g, len(ROLE_LABELS)), np.float32),
        role_known=np.ones((g, len(ROLE_LABELS)), np.float32),
        told=[],
        played=[],
        pairs=[],
        alone=[],
    )
    _label(example, page, window, pieces, local, made.sentences.tolist())
    return example


def _label(
    example: Example, page: Page, window: Window, pieces: Pieces, local: dict[int, int], sentences: list[int]
) -> None:
    sample = page.sample
    if sample.facts is None:
        example.rel_known[:] = 0
        example.role_known[:] = 0
        if sample.slots:
            _label_slots(example, page, local)
            example.phrases = _phrases(page, window, pieces)
        return
    own = {pieces.sentences[p] for p in window.places[1 + window.head : -1]} or set(sentences)
    shown = [fact for fact in page.facts if fact.sentences & own]
    for fact in page.facts:
        if fact not in shown:
            _unknown(example, fact, local)
    for fact in shown:
        _known(example, fact, local)
    if sample.pairs_only:
        _only_pairs(example, page, local)
        return
    example.types = np.zeros((len(sentences), len(FACT_TYPES)), np.float32)
    for fact in page.facts:
        for number, sentence in enumerate(sentences):
            if sentence in fact.sentences:
                example.types[number, TYPE[fact.type]] = 1
    if sample.names_complete and sample.facts is not None:
        example.trigger = np.zeros(len(window.ids), np.int64)
        for fact in page.facts:
            for start, end in fact.triggers:
                for number, place in enumerate(window.places):
                    if place >= 0 and pieces.spans[place][0] < end and start < pieces.spans[place][1]:
                        example.trigger[number] = 1 + TYPE[fact.type]


def relations_of(fact: PageFact) -> list[tuple[int, int, str]]:
    """All (group, group, relation) that a fact states; peers both ways."""
    out: list[tuple[int, int, str]] = []
    by_role: dict[str, list[int]] = {}
    for role, group in fact.participants:
        by_role.setdefault(role, []).append(group)
    for name, (kind, row, column) in DIRECTED.items():
        if kind == fact.type or (name == "sold" and fact.type == "acquisition"):
            out += [(a, b, name) for a in by_role.get(row, []) for b in by_role.get(column, []) if a != b]
    for name, kind in PEERS.items():
        if kind == fact.type:
            parties = by_role.get("party", [])
            out += [(a, b, name) for a in parties for b in parties if a != b]
    for groups in by_role.values():
        out += [(a, b, "co") for a in groups for b in groups if a != b]
    out += [(value, group, name) for name, value in fact.values.items() for _, group in fact.participants]
    return out


def _known(example: Example, fact: PageFact, local: dict[int, int]) -> None:
    status = STATUS.get(fact.status, -1)
    for a, b, name in relations_of(fact):
        if a in local and b in local:
            place = (local[a], local[b], REL[name])
            if not example.rel[place]:
                example.told.append((*place, *_stating(example, fact, local[a], local[b])))
            example.rel[place] = 1
            example.rel_known[place] = 1
            if name not in VALUES and name != "co" and status >= 0:
                example.pairs.append((*place, status))
    for role, group in fact.participants:
        if group in local:
            label = ROLE[(fact.type, role)]  # type: ignore[index]
            if not example.role[local[group], label]:
                example.played.append((local[group], label, _carrying(example, fact, local[group])))
            example.role[local[group], label] = 1
            example.role_known[local[group], label] = 1
            if status >= 0:
                example.alone.append((local[group], label, status))


def _carrying(example: Example, fact: PageFact, group: int) -> npt.NDArray[np.int64]:
    """The group's mentions in the fact's sentences; all of them where none stands there."""
    rows = np.flatnonzero(example.group == group)
    sentence = example.window.sentences[example.window.sentence[rows]]
    inside = rows[np.isin(sentence, list(fact.sentences))]
    return inside if len(inside) else rows


def _stating(example: Example, fact: PageFact, a: int, b: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The mention pairs that may state a relation: within one of the fact's sentences if there are such, else those of
    which each mention stands in one of them if its group has any there."""
    rows, columns = _carrying(example, fact, a), _carrying(example, fact, b)
    left, right = np.repeat(rows, len(columns)), np.tile(columns, len(rows))
    same = example.window.sentence[left] == example.window.sentence[right]
    return (left[same], right[same]) if same.any() else (left, right)


def _unknown(example: Example, fact: PageFact, local: dict[int, int]) -> None:
    """A fact that other sentences tell: whether these ones tell it too is not known."""
    for a, b, name in relations_of(fact):
        if a in local and b in local:
            example.rel_known[local[a], local[b], REL[name]] = 0
    for role, group in fact.participants:
        if group in local:
            example.role_known[local[group], ROLE[(fact.type, role)]] = 0  # type: ignore[index]


def _only_pairs(example: Example, page: Page, local: dict[int, int]) -> None:
    """Only the one pair's relation is known; a relation of holding may be told under another name."""
    example.rel_known[:] = 0
    example.role_known[:] = 0
    pair = [local[m.group] for m in page.mentions if m.group in local and m.kind == "ORG"]
    if len(set(pair)) != 2:
        return
    a, b = dict.fromkeys(pair)
    loose = {"owns", "invests", "acquires", "sold"} if page.facts else {"owns"}
    for name in (*DIRECTED, *PEERS):
        known = float(name not in loose and not name.startswith(("joins", "leaves")))
        example.rel_known[a, b, REL[name]] = example.rel_known[b, a, REL[name]] = known
    for fact in page.facts:
        for x, y, name in relations_of(fact):
            if name != "co" and x in local and y in local:
                example.rel_known[local[x], local[y], REL[name]] = 1


def _label_slots(example: Example, page: Page, local: dict[int, int]) -> None:
    example.slots = np.zeros((len(example.groups), len(SLOTS)), np.float32)
    for number, slot in enumerate(SLOTS):
        for start, end in page.sample.slots.get(slot, []):
            for mention in page.mentions:
                if mention.start < end and start < mention.end and mention.group in local:
                    example.slots[local[mention.group], number] = 1


def _phrases(page: Page, window: Window, pieces: Pieces) -> npt.NDArray[np.int64]:
    tags = np.zeros(len(window.ids), np.int64)
    for number, phrase in enumerate(PHRASES):
        for start, end in page.sample.slots.get(phrase, []):
            inside = [
                i
                for i, place in enumerate(window.places)
                if place >= 0 and pieces.spans[place][0] < end and start < pieces.spans[place][1]
            ]
            for i in inside:
                tags[i] = 1 + 2 * number + (i > inside[0])
    return tags


def symmetric_indices() -> list[int]:
    return [REL[name] for name in SYMMETRIC]
