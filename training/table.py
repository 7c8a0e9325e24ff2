"""The table model: the upper layers see which pieces are which party, and score every pair of mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import encoder
import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as functional
from tagging import through
from torch import nn

from dealgraph.extractors.neural.features import GROUP_SLOTS, WindowInput
from dealgraph.extractors.neural.labels import (
    MENTION_KINDS,
    PHRASE_TAGS,
    RELATIONS,
    ROLE_LABELS,
    SLOTS,
    STATUS_LABELS,
    STRUCTURE,
    VALUES,
)
from dealgraph.schemas import FACT_TYPES
from examples import Example, symmetric_indices

VALUE_WEIGHT = 0.5  # a value counts once for each participant
FAR = 3  # sentences apart, clipped
ORDER = 5  # mentions apart, clipped


class Marks(nn.Module):
    """What is added to the pieces of mentions: their kind and identity, and the type that a trigger word stands for."""

    def __init__(self, hidden: int, spread: float) -> None:
        super().__init__()
        self.kind = nn.Embedding(1 + len(MENTION_KINDS), hidden, padding_idx=0)
        self.slot = nn.Embedding(1 + GROUP_SLOTS, hidden, padding_idx=0)
        self.trigger = nn.Embedding(1 + len(FACT_TYPES), hidden, padding_idx=0)
        for table, std in ((self.kind, spread), (self.slot, spread), (self.trigger, 0.0)):
            nn.init.normal_(table.weight, std=std)
            table.weight.data[0] = 0

    def forward(self, kind: torch.Tensor, slot: torch.Tensor, trigger: torch.Tensor) -> torch.Tensor:
        return self.kind(kind) + self.slot(slot) + self.trigger(trigger)  # type: ignore[no-any-return]


class Table(nn.Module):
    """Upper layers over the lower ones' output, with identity and kind added at the pieces of mentions.

    Outputs for M mentions: `rel` (M, M, relations) and `status` (M, M, states) logits, `role` (M, roles),
    `alone` (M, states), `slot` (M, slots); for sentences `types` (S, types); for pieces `trigger` (T, types + 1) and
    `phrase` (T, tags).
    """

    def __init__(self, own: nn.ModuleList, layers: nn.ModuleList, hidden: int, width: int = 192) -> None:
        """`own` are the layers above those shared with the tagger, copies of its own; `layers` the pretrained ones
        above them. Both are shown the parties, `own` at first by nothing, so as not to disturb what they know."""
        super().__init__()
        self.own = own
        self.layers = layers
        self.marks = Marks(hidden, 0.1)
        self.early_marks = Marks(hidden, 0.0)
        self.hint = nn.Linear(len(STRUCTURE) + len(STATUS_LABELS), width, bias=False)
        nn.init.zeros_(self.hint.weight)
        self.rel_hint = _believing(len(STRUCTURE), len(STRUCTURE))
        self.status_hint = _believing(len(STATUS_LABELS), len(STATUS_LABELS))
        self.role_hint = _believing(len(ROLE_LABELS), len(ROLE_LABELS))
        self.alone_hint = _believing(len(STATUS_LABELS), len(STATUS_LABELS))
        self.row = nn.Linear(2 * hidden, width)
        self.column = nn.Linear(2 * hidden, width)
        self.between = nn.Linear(hidden, 2 * width)
        self.row_kind = nn.Embedding(len(MENTION_KINDS), width)
        self.column_kind = nn.Embedding(len(MENTION_KINDS), width)
        self.far = nn.Embedding(2 * FAR + 1, width)
        self.order = nn.Embedding(2 * ORDER + 1, width)
        self.left = nn.Linear(2 * hidden, width // 2)
        self.right = nn.Linear(2 * hidden, width // 2)
        self.pair = nn.Linear(width + width // 2, len(RELATIONS) + len(STATUS_LABELS))
        self.pair.bias.data[: len(RELATIONS)] = -5.0
        self.single = nn.Sequential(nn.Linear(2 * hidden, width), nn.GELU())
        self.role = nn.Linear(width, len(ROLE_LABELS))
        self.role.bias.data[:] = -4.0
        self.alone = nn.Linear(width, len(STATUS_LABELS))
        self.slot_head = nn.Linear(width, len(SLOTS))
        self.slot_head.bias.data[:] = -2.0
        self.types = nn.Linear(hidden, len(FACT_TYPES))
        self.types.bias.data[:] = -3.0
        self.trigger = nn.Linear(hidden, len(FACT_TYPES) + 1)
        self.phrase = nn.Linear(hidden, len(PHRASE_TAGS))

    def encode(
        self,
        base: torch.Tensor,
        mask: torch.Tensor,
        piece_kind: torch.Tensor,
        piece_slot: torch.Tensor,
        piece_trigger: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The shared layers' output to those of `own` and of `layers`, all (B, T, hidden)."""
        marked = piece_kind, piece_slot, piece_trigger
        lower = through(self.own, base + self.early_marks(*marked), mask)
        return lower, through(self.layers, lower + self.marks(*marked), mask)

    def forward(
        self,
        lower: torch.Tensor,
        pieces: torch.Tensor,
        ranges: torch.Tensor,
        member: torch.Tensor,
        kind: torch.Tensor,
        sentence: torch.Tensor,
        members_of_sentence: torch.Tensor,
        pair_hint: torch.Tensor,
        role_hint: torch.Tensor,
    ) -> dict[str, torch.Tensor]:
        mentions = encoder.dropout(torch.cat([member @ pieces, member @ lower], -1), self.training)
        far = (sentence[:, None, :] - sentence[:, :, None]).clamp(-FAR, FAR) + FAR
        number = torch.arange(kind.shape[1], device=kind.device)
        order = (number[None, :] - number[:, None]).clamp(-ORDER, ORDER) + ORDER
        row = self.row(mentions) + self.row_kind(kind)
        column = self.column(mentions) + self.column_kind(kind)
        near = self.far(far) + self.order(order)[None] + self.hint(pair_hint)
        near = near + self._between(pieces, ranges)
        added = functional.gelu(row[:, :, None] + column[:, None, :] + near)
        times = self.left(mentions)[:, :, None] * self.right(mentions)[:, None, :]
        scores = self.pair(encoder.dropout(torch.cat([added, times], -1), self.training))
        rel, status = scores.split([len(RELATIONS), len(STATUS_LABELS)], -1)
        both = symmetric_indices()
        even = (rel[..., both] + rel[..., both].transpose(1, 2)) / 2
        rel = torch.cat([rel[..., : both[0]], even, rel[..., both[-1] + 1 :]], -1)
        structure, states = pair_hint.split([len(STRUCTURE), len(STATUS_LABELS)], -1)
        rel = rel + functional.pad(self.rel_hint(structure), (0, len(VALUES)))
        status = status + self.status_hint(states)
        roles, role_states = role_hint.split([len(ROLE_LABELS), len(STATUS_LABELS)], -1)
        single = encoder.dropout(self.single(mentions), self.training)
        return {
            "rel": rel,
            "status": status,
            "role": self.role(single) + self.role_hint(roles),
            "alone": self.alone(single) + self.alone_hint(role_states),
            "slot": self.slot_head(single),
            "types": self.types(members_of_sentence @ pieces),
            "trigger": self.trigger(pieces),
            "phrase": self.phrase(pieces),
        }

    def _between(self, pieces: torch.Tensor, ranges: torch.Tensor) -> torch.Tensor:
        """The mean of what stands between two mentions, (B, M, M, width), read one way where the row comes first and
        another where the column does (SpERT, Eberts and Ulges 2020, pools this context)."""
        words = self.between(pieces)
        sums = functional.pad(words, (0, 0, 1, 0)).cumsum(1)
        start, end = (ranges[..., n, None].expand(-1, -1, sums.shape[-1]) for n in (0, 1))
        starts, ends = sums.gather(1, start), sums.gather(1, end)
        width = sums.shape[-1] // 2
        ahead = starts[:, None, :, :width] - ends[:, :, None, :width]
        behind = starts[:, :, None, width:] - ends[:, None, :, width:]
        gap = (ranges[:, None, :, 0] - ranges[:, :, None, 1])[..., None]
        back = (ranges[:, :, None, 0] - ranges[:, None, :, 1])[..., None]
        return ahead * (gap > 0) / gap.clamp(1) + behind * (back > 0) / back.clamp(1)  # type: ignore[no-any-return]


def _believing(inputs: int, outputs: int, belief: float = 4.0) -> nn.Linear:
    """A linear map that at first adds `belief` to what is hinted at."""
    layer = nn.Linear(inputs, outputs, bias=False)
    layer.weight.data = torch.eye(outputs, inputs) * belief
    return layer


@dataclass
class Inputs:
    """Windows as padded tensors: B windows, T pieces, M mentions, S sentences."""

    ids: torch.Tensor
    mask: torch.Tensor
    piece_kind: torch.Tensor
    piece_slot: torch.Tensor
    piece_trigger: torch.Tensor
    ranges: torch.Tensor
    member: torch.Tensor
    kind: torch.Tensor
    sentence: torch.Tensor
    members_of_sentence: torch.Tensor
    pair_hint: torch.Tensor
    role_hint: torch.Tensor

    def to(self, device: torch.device | str) -> Inputs:
        return Inputs(*(getattr(self, field.name).to(device) for field in fields(self)))


def collate(windows: Sequence[WindowInput]) -> Inputs:
    size = len(windows)
    t = max(len(w.ids) for w in windows)
    m = max(1, max(len(w.group) for w in windows))
    s = max(1, max(len(w.sentences) for w in windows))
    ids = np.full((size, t), encoder.PAD)
    piece_kind, piece_slot = np.zeros((size, t), np.int64), np.zeros((size, t), np.int64)
    piece_trigger = np.zeros((size, t), np.int64)
    pair_hint = np.zeros((size, m, m, len(STRUCTURE) + len(STATUS_LABELS)), np.float32)
    role_hint = np.zeros((size, m, len(ROLE_LABELS) + len(STATUS_LABELS)), np.float32)
    ranges = np.zeros((size, m, 2), np.int64)
    member = np.zeros((size, m, t), np.float32)
    kind, sentence = np.zeros((size, m), np.int64), np.zeros((size, m), np.int64)
    of_sentence = np.zeros((size, s, t), np.float32)
    for i, w in enumerate(windows):
        n = len(w.ids)
        ids[i, :n] = w.ids
        piece_kind[i, :n], piece_slot[i, :n], piece_trigger[i, :n] = w.piece_kind, w.piece_slot, w.piece_trigger
        count = len(w.group)
        pair_hint[i, :count, :count], role_hint[i, :count] = w.pair_hint, w.role_hint
        ranges[i, :count] = w.ranges
        for j, (start, end) in enumerate(w.ranges):
            member[i, j, start:end] = 1 / (end - start)
        kind[i, : len(w.kind)], sentence[i, : len(w.sentence)] = w.kind, w.sentence
        for number in range(len(w.sentences)):
            inside = np.flatnonzero(w.piece_sentence == number)
            of_sentence[i, number, inside] = 1 / max(1, len(inside))
    tensor = torch.from_numpy
    return Inputs(
        tensor(ids),
        tensor(ids != encoder.PAD),
        tensor(piece_kind),
        tensor(piece_slot),
        tensor(piece_trigger),
        tensor(ranges),
        tensor(member),
        tensor(kind),
        tensor(sentence),
        tensor(of_sentence),
        tensor(pair_hint),
        tensor(role_hint),
    )


def group_matrix(examples: Sequence[Example]) -> torch.Tensor:
    """(B, M, G): 1 where a mention belongs to a group."""
    m = max(1, max(len(e.group) for e in examples))
    g = max(1, max(len(e.groups) for e in examples))
    out = np.zeros((len(examples), m, g), np.float32)
    for i, e in enumerate(examples):
        out[i, np.arange(len(e.group)), e.group] = 1
    return torch.from_numpy(out)


def run(table: Table, base: torch.Tensor, i: Inputs) -> dict[str, torch.Tensor]:
    """The table's outputs for inputs for which the shared layers gave `base`."""
    lower, pieces = table.encode(base, i.mask, i.piece_kind, i.piece_slot, i.piece_trigger)
    return table(lower, pieces, i.ranges, i.member, i.kind, i.sentence, i.members_of_sentence, i.pair_hint, i.role_hint)  # type: ignore[no-any-return]


def pooled_pairs(rel: torch.Tensor, to_group: torch.Tensor) -> torch.Tensor:
    """Group pairs' logits: log-sum-exp over the pairs of their mentions. (B, M, M, R) and (B, M, G) -> (B, G, G, R)."""
    strength = rel.float().clamp(-15, 15).exp()
    total = torch.einsum("bmg,bmnr,bnh->bghr", to_group, strength, to_group)
    return (total + 1e-9).log()


def pooled(scores: torch.Tensor, to_group: torch.Tensor) -> torch.Tensor:
    """(B, M, X) and (B, M, G) -> (B, G, X) by log-sum-exp."""
    return (torch.einsum("bmg,bmx->bgx", to_group, scores.float().clamp(-15, 15).exp()) + 1e-9).log()


def losses(out: dict[str, torch.Tensor], examples: Sequence[Example]) -> dict[str, torch.Tensor]:
    """The losses by name, each a mean over the windows.

    What is not stated must be low in the pool of all its mentions; what is stated must be high in the pool of the
    mentions in the sentences that carry it, and nothing is asked of its other mentions.
    """
    to_group = group_matrix(examples)
    pairs = pooled_pairs(out["rel"], to_group)
    roles = pooled(out["role"], to_group)
    slots = pooled(out["slot"], to_group)
    zero = pairs.sum() * 0
    sums = dict.fromkeys(("rel", "role", "status", "types", "trigger", "slot", "phrase"), zero)
    sums["rel"] = _told(out["rel"].float(), examples)
    sums["role"] = _played(out["role"].float(), examples)
    weight = torch.tensor([VALUE_WEIGHT if name in VALUES else 1.0 for name in RELATIONS])
    for i, e in enumerate(examples):
        g, n = len(e.groups), len(e.window.ids)
        if not g:
            continue
        absent = torch.from_numpy(e.rel_known * (1 - e.rel)) * (1 - torch.eye(g))[:, :, None] * weight
        sums["rel"] = sums["rel"] + (functional.softplus(pairs[i, :g, :g]) * absent).sum()
        unplayed = torch.from_numpy(e.role_known * (1 - e.role))
        sums["role"] = sums["role"] + (functional.softplus(roles[i, :g]) * unplayed).sum()
        if e.slots is not None:
            sums["slot"] = sums["slot"] + _bce(slots[i, :g], torch.from_numpy(e.slots), torch.ones(g, len(SLOTS)))
        if e.phrases is not None:
            gold_phrases = torch.from_numpy(e.phrases)
            sums["phrase"] = sums["phrase"] + functional.cross_entropy(
                out["phrase"][i, :n].float(), gold_phrases, reduction="sum"
            )
        if e.types is not None:
            gold = torch.from_numpy(e.types)
            sums["types"] = sums["types"] + _bce(out["types"][i, : len(gold)].float(), gold, torch.ones_like(gold))
        if e.trigger is not None:
            gold_tags = torch.from_numpy(e.trigger)
            sums["trigger"] = sums["trigger"] + functional.cross_entropy(
                out["trigger"][i, :n].float(), gold_tags, reduction="sum"
            )
        sums["status"] = sums["status"] + _status(out, i, e)
    return {name: value / len(examples) for name, value in sums.items()}


def _told(rel: torch.Tensor, examples: Sequence[Example]) -> torch.Tensor:
    """Minus the log-probability of each stated pair, pooled over the mention pairs that may state it."""
    places: list[npt.NDArray[np.int64]] = []
    weights: list[float] = []
    for i, e in enumerate(examples):
        for _, _, relation, rows, columns in e.told:
            place = np.full(len(rows), i), rows, columns, np.full(len(rows), relation), np.full(len(rows), len(weights))
            places.append(np.stack(place))
            weights.append(VALUE_WEIGHT if RELATIONS[relation] in VALUES else 1.0)
    if not places:
        return rel.sum() * 0
    b, m, n, r, segment = torch.from_numpy(np.concatenate(places, 1))
    total = torch.zeros(len(weights)).index_add(0, segment, rel[b, m, n, r].clamp(-15, 15).exp())
    return (functional.softplus(-(total + 1e-9).log()) * torch.tensor(weights)).sum()


def _played(role: torch.Tensor, examples: Sequence[Example]) -> torch.Tensor:
    """Minus the log-probability of each played role, pooled over the mentions that may play it."""
    places: list[npt.NDArray[np.int64]] = []
    for i, e in enumerate(examples):
        for _, label, rows in e.played:
            place = np.full(len(rows), i), rows, np.full(len(rows), label), np.full(len(rows), len(places))
            places.append(np.stack(place))
    if not places:
        return role.sum() * 0
    b, m, x, segment = torch.from_numpy(np.concatenate(places, 1))
    total = torch.zeros(len(places)).index_add(0, segment, role[b, m, x].clamp(-15, 15).exp())
    return functional.softplus(-(total + 1e-9).log()).sum()


def _bce(scores: torch.Tensor, gold: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
    return (functional.binary_cross_entropy_with_logits(scores, gold, reduction="none") * known).sum()


def _status(out: dict[str, torch.Tensor], i: int, e: Example) -> torch.Tensor:
    """Cross-entropy of each stated pair's status; mention pairs count by how much they say the relation."""
    total = out["rel"].sum() * 0
    for a, b, relation, status in e.pairs:
        rows = torch.from_numpy(np.flatnonzero(e.group == a))
        columns = torch.from_numpy(np.flatnonzero(e.group == b))
        strength = out["rel"][i][rows][:, columns, relation].float().flatten().softmax(0).detach()
        scores = out["status"][i][rows][:, columns].float().flatten(0, 1)
        total = total - (strength[:, None] * scores.log_softmax(-1)).sum(0)[status]
    for a, label, status in e.alone:
        rows = torch.from_numpy(np.flatnonzero(e.group == a))
        strength = out["role"][i][rows, label].float().softmax(0).detach()
        total = total - (strength[:, None] * out["alone"][i][rows].float().log_softmax(-1)).sum(0)[status]
    return total
