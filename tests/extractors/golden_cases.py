"""Golden cases: sentences of our own with what must be read from them, as JSON in tests/golden."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent.parent / "golden"


def cases(name: str) -> list[Any]:
    """The cases of a file as pytest parameters; those that say what is `wrong` with them must fail."""
    rows = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["cases"]
    return [
        pytest.param(
            row,
            id=row["text"][:50],
            marks=[pytest.mark.xfail(reason=row["wrong"], strict=True)] if "wrong" in row else [],
        )
        for row in rows
    ]
