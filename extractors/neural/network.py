"""The shipped network: int8 word vectors, and the two halves of the encoder as ONNX graphs with 8-bit weights.

Activations are never quantised over a batch, and every window runs by itself: its numbers depend on nothing else.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from dealgraph.errors import DealgraphError
from dealgraph.extractors.neural.features import WindowInput

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]

FOLDER = Path(__file__).parent / "data"
OUTPUTS = ("rel", "status", "role", "alone", "slot", "types", "phrase")


class Network:
    """Implements `reader.Layers`; `tokenizer` and `settings` (version, calibration, least confidence) come with it."""

    def __init__(self, folder: Path = FOLDER, threads: int | None = None) -> None:
        """Loads the model in `folder`; runs on `threads` cores, all there are by default (at most 4).

        Raises DealgraphError when a file of the model is missing or damaged.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or min(4, os.cpu_count() or 1)
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self.settings: dict[str, Any] = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
            self.tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            words = np.load(folder / "words.npz")
            self._words, self._scales, self._positions = words["words"], words["scales"], words["positions"]
            self._lower, self._upper = (
                onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
                for name in ("lower.onnx", "upper.onnx")
            )
        except Exception as error:
            raise DealgraphError(f"The model in {folder} can't be loaded: {error}") from error

    def lower(self, ids: Sequence[int]) -> tuple[Floats, Floats]:
        """Hidden states (T, hidden) and tag logits (T, tags) of one window of T pieces."""
        rows = np.asarray(ids)
        vectors = self._words[rows].astype(np.float32) * self._scales[rows, None] + self._positions[: len(rows)]
        hidden, tags = self._lower.run(None, {"vectors": vectors[None]})
        return hidden[0], tags[0]

    def upper(self, hidden: Floats, window: WindowInput) -> dict[str, Floats]:
        """The logits of one window, as `reader.Layers` names them."""
        member = np.zeros((len(window.group), len(window.ids)), np.float32)
        for row, (start, end) in enumerate(window.ranges):
            member[row, start:end] = 1 / (end - start)
        places = np.arange(len(window.sentences))[:, None] == window.piece_sentence[None, :]
        of_sentence = (places / np.maximum(1, places.sum(1, keepdims=True))).astype(np.float32)
        out = self._upper.run(
            list(OUTPUTS),
            {
                "hidden": hidden[None],
                "piece_kind": window.piece_kind[None],
                "piece_slot": window.piece_slot[None],
                "piece_trigger": window.piece_trigger[None],
                "ranges": window.ranges[None],
                "member": member[None],
                "kind": window.kind[None],
                "sentence": window.sentence[None],
                "of_sentence": of_sentence[None],
                "pair_hint": window.pair_hint[None],
                "role_hint": window.role_hint[None],
            },
        )
        return {name: value[0] for name, value in zip(OUTPUTS, out, strict=True)}


def forget_in_forks(cached: Forgetful) -> None:
    """Empties a cache that holds a network in processes forked from this one: the threads of the runtime do not live on
    in them, and whoever waits for them waits for ever."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=cached.cache_clear)


class Forgetful(Protocol):
    """What `lru_cache` makes of a function."""

    def cache_clear(self) -> None:
        """Forgets all results."""


@lru_cache(maxsize=1)
def shipped() -> Network:
    """The model that ships with the package, loaded once a process."""
    return Network()


forget_in_forks(shipped)
