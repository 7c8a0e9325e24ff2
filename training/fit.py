"""Stage two: the table model learns who does what to whom, on the lower layers that stage one made."""

from __future__ import annotations

import argparse
import copy
import importlib.util
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import encoder
import numpy as np
import tagging
import torch
from corpora import Name, Sample, Sources
from pages import SWAPPED, Pool, page_of, swapped
from table import Table, collate, losses, run
from tokenizers import Tokenizer
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from dealgraph.extractors.neural.features import WindowInput
from dealgraph.extractors.neural.reader import HEAD, LENGTH, Floats, Reading, read
from examples import Example, examples

WEIGHTS = {"rel": 1.0, "role": 0.4, "status": 0.3, "types": 0.1, "trigger": 0.03, "slot": 0.5, "phrase": 0.3}
HEADS = 10  # the new parts learn so many times faster than the pretrained layers
WARM_UP = 100  # steps
UNREAD = 0.07  # share of pieces that are not shown, so that no single word decides
AVERAGE = 0.995  # decay of the running average of the weights, which is what is kept


def is_held(sample: Sample) -> bool:
    """Whether a text is kept from training, for calibration: a twelfth of the articles with facts, and
    of the stories with slots."""
    part = sample.source == "acquisitions" or (sample.source.startswith("deals/") and bool(sample.facts))
    return part and tagging.hash_part(sample.id, 12) == 0


def predicted_names(
    args: argparse.Namespace, samples: list[Sample], model: tagging.Tagger, tokenizer: Tokenizer
) -> dict[str, list[Name]]:
    """What the tagger finds in each text, kept in the work folder."""
    cache = args.work / "names.json"
    known: dict[str, list[list[Any]]] = json.loads(cache.read_text()) if cache.exists() else {}
    missing = [s for s in samples if f"{s.source}/{s.id}" not in known]
    model.eval()
    for sample in missing:
        names: list[Name] = []
        for batch in tagging.batches(list(tagging.windows(tokenizer, 0, sample.content, tagging.LENGTH)), 4096, None):
            ids, mask = tagging.tensors(batch)
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                scores = model(ids, mask)
            for window, row in zip(batch, scores, strict=True):
                names += tagging.decode(window, row[: len(window.ids)])
        known[f"{sample.source}/{sample.id}"] = sorted([n.start, n.end, n.kind] for n in names)
    if missing:
        cache.write_text(json.dumps(known))
    return {place: [Name(*row) for row in rows] for place, rows in known.items()}


def epoch_examples(
    samples: list[Sample], names: dict[str, list[Name]], pool: Pool, tokenizer: Tokenizer, dice: random.Random
) -> list[Example]:
    """All examples of one epoch: names swapped in most of them, most of the texts and half of the
    windows without facts left out, and three quarters of the single pairs."""
    out: list[Example] = []
    for sample in samples:
        empty = sample.facts is not None and not sample.facts
        if dice.random() < (0.85 if sample.pairs_only else 0.5 if empty else 0.0):
            continue
        found = names.get(f"{sample.source}/{sample.id}", [])
        if dice.random() < SWAPPED:
            sample, found = swapped(sample, found, pool, dice)
        page = page_of(sample, found, dice)
        for example in examples(page, tokenizer, length=LENGTH, head=HEAD, dice=dice):
            told = example.told or example.played or example.slots is not None or sample.pairs_only
            if len(example.groups) > 1 and (told or empty or dice.random() < 0.5):
                out.append(example)
    return out


def batched(items: list[Example], pieces: int, dice: random.Random) -> Iterator[list[Example]]:
    order = sorted(items, key=lambda e: len(e.window.ids) + dice.random() * 16)
    made: list[list[Example]] = [[]]
    for example in order:
        if made[-1] and (len(made[-1]) + 1) * len(example.window.ids) > pieces:
            made.append([])
        made[-1].append(example)
    dice.shuffle(made)
    yield from made


class TorchLayers:
    """The two halves of the network for `dealgraph.extractors.neural.reader.read`."""

    def __init__(self, tagger: tagging.Tagger, table: Table) -> None:
        self.tagger, self.table = tagger.eval(), table.eval()

    def lower(self, ids: Sequence[int]) -> tuple[Floats, Floats]:
        row = torch.tensor([list(ids)])
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            hidden = self.tagger.base(row, row != encoder.PAD)
            tags = self.tagger.top(hidden, row != encoder.PAD)
        return hidden[0].float().numpy(), tags[0].float().numpy()

    def upper(self, hidden: Floats, window: WindowInput) -> dict[str, Floats]:
        inputs = collate([window])
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            out = run(self.table, torch.from_numpy(hidden)[None], inputs)
        return {name: value[0].float().numpy() for name, value in out.items()}


def read_sample(layers: TorchLayers, tokenizer: Tokenizer, sample: Sample) -> Reading:
    return read(layers, tokenizer, sample.content, sample.lang, sample.published, body_start=sample.body)  # type: ignore[arg-type]


def scorer(path: Path) -> ModuleType:
    """The scorer of the evaluation folder as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parameter_groups(table: Table, rate: float) -> list[dict[str, Any]]:
    """The encoder's layers at `rate`, the new parts at `HEADS` times as much."""
    heads = [p for n, p in table.named_parameters() if not n.startswith(("own.", "layers."))]
    return [
        {"params": [*table.own.parameters(), *table.layers.parameters()], "lr": rate},
        {"params": heads, "lr": rate * HEADS},
    ]


@dataclass
class Run:
    """What training changes, and where it stands: all of it is in the checkpoint that `save` writes after a pass."""

    table: Table
    average: AveragedModel
    optimizer: torch.optim.Optimizer
    epoch: int = 0
    step: int = 0
    total: int = 0

    @classmethod
    def of(cls, table: Table, args: argparse.Namespace) -> Run:
        """A new run, or the one that was stopped: the checkpoint of the same name, where it is unfinished."""
        groups = parameter_groups(table, args.rate)
        optimizer = torch.optim.AdamW(groups, weight_decay=0.05, betas=(0.9, 0.98), fused=True)
        run = cls(table, AveragedModel(table, multi_avg_fn=get_ema_multi_avg_fn(AVERAGE)), optimizer)
        path = args.work / args.name
        state = torch.load(path, map_location=args.device) if path.exists() else {}
        if state.get("settings") == run.settings(args):
            table.load_state_dict(state["last"])
            run.average.module.load_state_dict(state["table"])
            run.average.n_averaged.fill_(state["step"])
            optimizer.load_state_dict(state["optimizer"])
            run.epoch, run.step, run.total = state["epoch"] + 1, state["step"], state["total"]
        return run

    @staticmethod
    def settings(args: argparse.Namespace) -> list[str]:
        return [str(getattr(args, name)) for name in ("epochs", "rate", "batch", "seed", "layers", "start", "core")]

    def save(self, args: argparse.Namespace) -> None:
        """Writes the weights' average (`table`, what ships) and what a stopped run goes on from."""
        state = {"table": self.average.module.state_dict(), "last": self.table.state_dict()}
        state |= {"optimizer": self.optimizer.state_dict(), "settings": self.settings(args)}
        state |= {"epoch": self.epoch, "step": self.step, "total": self.total}
        torch.save(state, args.work / "saving.pt")
        (args.work / "saving.pt").replace(args.work / args.name)


def one_step(tagger: tagging.Tagger, state: Run, batch: list[Example], args: argparse.Namespace) -> dict[str, float]:
    """Learns from one batch; gives the losses."""
    slope = min(1.0, (state.step + 1) / WARM_UP) * max(0.02, 1 - state.step / state.total)
    for group, base in zip(state.optimizer.param_groups, (args.rate, args.rate * HEADS), strict=True):
        group["lr"] = base * slope
    inputs = collate([e.window for e in batch]).to(args.device)
    with torch.autocast(args.device, torch.bfloat16):
        with torch.no_grad():
            unread = (torch.rand(inputs.ids.shape, device=args.device) < UNREAD) & (inputs.ids > encoder.UNK)
            shared = tagger.base(inputs.ids.masked_fill(unread, encoder.UNK), inputs.mask)
            shared = encoder.dropout(shared, state.table.training)
        out = run(state.table, shared, inputs)
    parts = losses({name: value.cpu() for name, value in out.items()}, batch)
    loss = sum(WEIGHTS[name] * value for name, value in parts.items())
    assert isinstance(loss, torch.Tensor)
    loss.backward()
    nn.utils.clip_grad_norm_(state.table.parameters(), 2.0)
    state.optimizer.step()
    state.optimizer.zero_grad(set_to_none=True)
    state.average.update_parameters(state.table)
    state.step += 1
    return {name: value.item() for name, value in parts.items()}


def one_pass(tagger: tagging.Tagger, state: Run, batches: list[list[Example]], args: argparse.Namespace) -> None:
    """One pass over the data, with a line on the running losses now and then."""
    state.table.train()
    tagger.eval()
    running: dict[str, float] = {}
    started = time.time()
    for number, batch in enumerate(batches):
        for name, value in one_step(tagger, state, batch, args).items():
            running[name] = 0.98 * running.get(name, value) + 0.02 * value
        if number % 100 == 0:
            shown = " ".join(f"{name} {value:.3f}" for name, value in running.items())
            print(f"{state.epoch} {state.step}/{state.total} {shown} {time.time() - started:.0f} s", flush=True)


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    whole, keep, tokenizer = tagging.load_base(args)
    embedding, layers = encoder.build(whole, keep, whole.layers)
    tagger = tagging.Tagger(embedding, layers[: args.lower], whole.hidden)
    tagger.load_state_dict(torch.load(args.work / "tagger.pt", map_location="cpu"))
    table = Table(copy.deepcopy(tagger.layers[tagging.SHARED :]), layers[args.lower : args.layers], whole.hidden)
    if args.start:
        table.load_state_dict(torch.load(args.start, map_location="cpu")["table"], strict=False)
    sources = Sources(args.data, args.passages)
    samples = [*sources.facts(), *sources.slots(), *(sources.core() if args.core else [])]
    names = predicted_names(args, [s for s in samples if not s.names_complete], tagger, tokenizer)
    samples = [s for s in samples if not is_held(s)]
    pool = Pool.of(samples)
    tagger.to(args.device)
    state = Run.of(table.to(args.device), args)
    for epoch in range(state.epoch, args.epochs):
        state.epoch = epoch
        dice = random.Random(f"{args.seed} {state.epoch}")
        items = epoch_examples(samples, names, pool, tokenizer, dice)
        batches = list(batched(items, args.batch, dice))
        state.total = state.total or len(batches) * args.epochs
        one_pass(tagger, state, batches, args)
        state.save(args)


if __name__ == "__main__":
    parser = tagging.arguments()
    parser.add_argument("--start", type=Path, help="a table.pt to go on from")
    parser.add_argument("--core", action="store_true", help="learn from CORE too")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--layers", type=int, default=9, help="layers of the encoder in all; the rest is left off")
    parser.add_argument("--name", default="table.pt", help="file in the work folder that the table goes to")
    parser.set_defaults(epochs=12, rate=2e-4, batch=640)
    options = parser.parse_args()
    np.random.seed(options.seed)
    train(options)
