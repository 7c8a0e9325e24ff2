"""The trained network as it ships: ONNX graphs with 8-bit weights, int8 word vectors, the tokenizer, the settings.

Weights are quantised block by block (64 weights share a scale) and stay so in memory; onnxruntime's MatMulNBits
quantises activations row by row (accuracy level 4), so no number depends on another row or window.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from table import Table
from tagging import SHARED, Tagger, through
from tokenizers import Tokenizer
from torch import nn

from dealgraph.extractors.neural.labels import ROLE_LABELS, STATUS_LABELS, STRUCTURE
from dealgraph.extractors.neural.network import OUTPUTS

BLOCK = 64


class Lower(nn.Module):
    """Vectors (1, T, hidden) to the output of the shared layers and tag logits."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, vectors: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x = self.tagger.embedding.norm(vectors)
        mask = torch.ones(vectors.shape[:2], dtype=torch.bool)
        base = through(self.tagger.layers[:SHARED], x, mask)
        return base, self.tagger.top(base, mask)


class Upper(nn.Module):
    """Hidden states and a window's arrays to the logits in the order of `OUTPUTS`."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table

    def forward(
        self,
        hidden: torch.Tensor,
        piece_kind: torch.Tensor,
        piece_slot: torch.Tensor,
        piece_trigger: torch.Tensor,
        ranges: torch.Tensor,
        member: torch.Tensor,
        kind: torch.Tensor,
        sentence: torch.Tensor,
        of_sentence: torch.Tensor,
        pair_hint: torch.Tensor,
        role_hint: torch.Tensor,
    ) -> tuple[torch.Tensor, ...]:
        mask = torch.ones(hidden.shape[:2], dtype=torch.bool)
        lower, pieces = self.table.encode(hidden, mask, piece_kind, piece_slot, piece_trigger)
        out = self.table(lower, pieces, ranges, member, kind, sentence, of_sentence, pair_hint, role_hint)
        return tuple(out[name] for name in OUTPUTS)


def export(folder: Path, tagger: Tagger, table: Table, tokenizer: Tokenizer, settings: dict[str, Any]) -> None:
    """Writes the model's files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    tagger.eval()
    table.eval()
    hidden = tagger.head.in_features
    t = torch.export.Dim("t", min=2, max=512)
    m = torch.export.Dim("m", min=1, max=512)
    s = torch.export.Dim("s", min=1, max=512)
    _write(
        folder / "lower.onnx", Lower(tagger), (torch.rand(1, 50, hidden),), ({1: t},), ["vectors"], ["states", "tags"]
    )
    arguments = (
        torch.rand(1, 50, hidden),
        torch.zeros(1, 50, dtype=torch.long),
        torch.zeros(1, 50, dtype=torch.long),
        torch.zeros(1, 50, dtype=torch.long),
        torch.zeros(1, 7, 2, dtype=torch.long),
        torch.rand(1, 7, 50),
        torch.zeros(1, 7, dtype=torch.long),
        torch.zeros(1, 7, dtype=torch.long),
        torch.rand(1, 5, 50),
        torch.rand(1, 7, 7, len(STRUCTURE) + len(STATUS_LABELS)),
        torch.rand(1, 7, len(ROLE_LABELS) + len(STATUS_LABELS)),
    )
    names = ["hidden", "piece_kind", "piece_slot", "piece_trigger", "ranges", "member", "kind"]
    names += ["sentence", "of_sentence", "pair_hint", "role_hint"]
    shapes = ({1: t}, {1: t}, {1: t}, {1: t}, {1: m}, {1: m, 2: t}, {1: m}, {1: m}, {1: s, 2: t}, {1: m, 2: m}, {1: m})
    _write(folder / "upper.onnx", Upper(table), arguments, shapes, names, list(OUTPUTS))
    words = tagger.embedding.word.weight.detach().numpy()
    scales = np.abs(words).max(1) / 127
    np.savez(
        folder / "words.npz",
        words=np.round(words / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
        positions=tagger.embedding.position.weight.detach().numpy().astype(np.float32),
    )
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "settings.json").write_text(json.dumps(settings, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _write(
    path: Path,
    module: nn.Module,
    arguments: tuple[torch.Tensor, ...],
    shapes: tuple[dict[int, Any], ...],
    inputs: list[str],
    outputs: list[str],
) -> None:
    torch.onnx.export(
        module.eval(),
        arguments,
        str(path),
        dynamo=True,
        dynamic_shapes=shapes,
        input_names=inputs,
        output_names=outputs,
        external_data=False,
        verbose=False,
    )
    quantizer = MatMulNBitsQuantizer(
        onnx.load(str(path)), bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=4
    )
    quantizer.process()
    quantizer.model.save_model_to_file(str(path), use_external_data_format=False)
