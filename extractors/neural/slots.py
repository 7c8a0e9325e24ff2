"""The slots of the Corporate Acquisitions stories (Freitag 1998), answered with the story's own words."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dealgraph.extractors.neural.labels import PHRASE_TAGS, PHRASES, SLOTS
from dealgraph.extractors.neural.reader import Floats, Reading
from dealgraph.extractors.neural.tables import ROLE, Table
from dealgraph.schemas import FactType, Role

# The roles of facts that a slot's parties play.
ROLES_OF: dict[str, tuple[tuple[FactType, Role], ...]] = {
    "ACQUIRED": (("acquisition", "target"), ("divestiture", "target"), ("investment", "investee")),
    "PURCHASER": (("acquisition", "acquirer"), ("investment", "investor")),
    "SELLER": (("acquisition", "seller"), ("divestiture", "seller")),
}
AGAIN = 0.8  # least probability of a second answer to one slot


def slot_answers(reading: Reading, least: Mapping[str, float]) -> dict[str, list[str]]:
    """The answers by slot. A party fills the slot that it fills most surely, if at least with probability `least`, and
    surer still where the slot has an answer; of the phrases for an amount or a state the surest is given."""
    answers: dict[str, list[str]] = {slot: [] for slot in (*SLOTS, *PHRASES)}
    page, scores = reading.page, _slot_scores(reading.table)
    best = scores.argmax(1)
    for group in sorted(page.parties, key=lambda group: -scores[group].max(initial=0.0)):
        slot, score = SLOTS[best[group]], scores[group, best[group]]
        if score >= (max(AGAIN, least[slot]) if answers[slot] else least[slot]):
            forms = [mention.text for mention in page.parties[group].mentions]
            answers[slot].append(max(forms, key=lambda form: (len(form), forms.count(form))))
    for phrase in PHRASES:
        found = sorted(_phrases(reading, phrase), key=lambda item: -item[0])
        if found and found[0][0] >= least[phrase]:
            answers[phrase].append(found[0][1])
    return answers


def _slot_scores(table: Table) -> Floats:
    """The probability that a group fills a slot, (G, slots): the slot's own logit and that of the fact's role count
    alike."""
    if not table.windows:
        return np.zeros((table.groups, len(SLOTS)), np.float32)
    roles = [table.role[:, [ROLE[role] for role in ROLES_OF[slot]]].max(1) for slot in SLOTS]
    return np.asarray(1 / (1 + np.exp(-(table.slot + np.stack(roles, 1)) / 2)), dtype=np.float32)


def _phrases(reading: Reading, phrase: str) -> list[tuple[float, str]]:
    """(probability, text) of each run of pieces that the tags call this phrase."""
    begin, inside = PHRASE_TAGS.index(f"B-{phrase}"), PHRASE_TAGS.index(f"I-{phrase}")
    found: list[tuple[float, str]] = []
    for window, logits in zip(reading.windows, reading.phrases, strict=True):
        if not logits.shape[1]:
            continue
        prob = np.exp(logits - logits.max(-1, keepdims=True))
        prob = prob / prob.sum(-1, keepdims=True)
        at = 1 + window.head
        while at < len(window.ids) - 1:
            said = prob[at, begin] + prob[at, inside]
            if said < 0.2:
                at += 1
                continue
            stop, scores = at, []
            while stop < len(window.ids) - 1 and prob[stop, begin] + prob[stop, inside] >= 0.2:
                if stop > at and prob[stop, begin] > 0.5:
                    break
                scores.append(float(prob[stop, begin] + prob[stop, inside]))
                stop += 1
            start = reading.pieces.spans[window.places[at]][0]
            end = reading.pieces.spans[window.places[stop - 1]][1]
            found.append((sum(scores) / len(scores), reading.page.content[start:end].rstrip(".,;")))
            at = stop
    return found
