"""Stage three: calibration on the texts kept from training, then the files that ship."""

from __future__ import annotations

import argparse
import copy
from pathlib import Path
from typing import Any

import calibrate
import encoder
import fit
import tagging
import torch
from corpora import Sample, Sources
from export import export
from table import Table

from dealgraph.extractors.neural.network import FOLDER
from dealgraph.extractors.neural.reader import Reading

Readings = list[tuple[Sample, Reading]]


def load(args: argparse.Namespace) -> tuple[tagging.Tagger, Table, Any]:
    """The two trained halves and the tokenizer, from the work folder."""
    whole, keep, tokenizer = tagging.load_base(args)
    embedding, layers = encoder.build(whole, keep, args.layers)
    tagger = tagging.Tagger(embedding, layers[: args.lower], whole.hidden)
    tagger.load_state_dict(torch.load(args.work / "tagger.pt"))
    table = Table(copy.deepcopy(tagger.layers[tagging.SHARED :]), layers[args.lower :], whole.hidden)
    table.load_state_dict(torch.load(args.work / args.name)["table"])
    return tagger, table, tokenizer


def held_out(
    args: argparse.Namespace, tagger: tagging.Tagger, table: Table, tokenizer: Any
) -> tuple[Readings, Readings]:
    """What the model reads in the articles and in the stories with slots that are kept from training."""
    sources = Sources(args.data, args.passages)
    layers = fit.TorchLayers(tagger, table)
    articles, stories = (
        [(s, fit.read_sample(layers, tokenizer, s)) for s in samples if fit.is_held(s)]
        for samples in (sources.facts(), sources.slots())
    )
    return articles, stories


def settings(args: argparse.Namespace, articles: Readings, stories: Readings) -> dict[str, Any]:
    """All that the extractor needs beside the weights."""
    score = fit.scorer(args.score)
    weights, least = calibrate.fit_calibration(articles, score)
    return {
        "version": args.version,
        "calibration": weights,
        "least": least,
        "slots": calibrate.fit_slots(stories, _answers),
    }


def _answers(sample: Sample) -> dict[str, list[str]]:
    return {slot: [sample.content[start:end] for start, end in spans] for slot, spans in sample.slots.items()}


def main() -> None:
    parser = tagging.arguments()
    parser.add_argument("--score", type=Path, required=True, help="score.py of the evaluation folder")
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--name", default="table.pt")
    parser.add_argument("--version", default="1")
    parser.add_argument("--out", type=Path, default=FOLDER)
    args = parser.parse_args()
    tagger, table, tokenizer = load(args)
    articles, stories = held_out(args, tagger, table, tokenizer)
    print(f"{len(articles)} articles and {len(stories)} stories held out", flush=True)
    export(args.out, tagger, table, tokenizer, settings(args, articles, stories))


if __name__ == "__main__":
    main()
