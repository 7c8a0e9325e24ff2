"""The weighted mean of two trained tables that grew from the same weights (model soups, Wortsman et al. 2022):
`python soup.py ONE OTHER SHARE OUT`, with `SHARE` the weight of the first."""

from __future__ import annotations

import sys
from pathlib import Path

import torch


def mixed(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """Each weight `share` of one and the rest of the other."""
    return {name: torch.lerp(other[name], value, share) for name, value in one.items()}


def main(one: Path, other: Path, share: float, out: Path) -> None:
    tables = (torch.load(path, map_location="cpu")["table"] for path in (one, other))
    torch.save({"table": mixed(*tables, share)}, out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]), Path(sys.argv[4]))
