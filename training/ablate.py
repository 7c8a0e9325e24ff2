"""What each part of the shipped model brings: `python -m training.ablate DOCUMENTS FACTS [DOCUMENTS FACTS …]`,
from the root.

Prints a table of fact F1 and slot F1 with one part taken away at a time, and of the rules alone. Parts that the network
was trained with are taken away without training it anew, so that their loss is an upper bound of what they bring.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.accuracy import articles, result_of, rows
from dealgraph.extractors.extractor import Extractor
from dealgraph.extractors.neural.assemble import assemble
from dealgraph.extractors.neural.extractor import ModelExtractor
from dealgraph.extractors.neural.facts import to_fact
from dealgraph.extractors.neural.features import WindowInput
from dealgraph.extractors.neural.network import Network
from dealgraph.extractors.neural.reader import Floats, Reading, everything
from dealgraph.extractors.rules.extractor import RuleExtractor
from dealgraph.pipeline import Checked, extract
from dealgraph.schemas import Fact


class WithoutRules(Network):
    """The network, told nothing of what the rules find."""

    def upper(self, hidden: Floats, window: WindowInput) -> Mapping[str, Floats]:
        silent = {name: np.zeros_like(getattr(window, name)) for name in ("pair_hint", "role_hint", "piece_trigger")}
        return super().upper(hidden, replace(window, **silent))


class WithoutChoice(ModelExtractor):
    """All that the bars let through is given."""

    def facts(self, reading: Reading) -> list[Fact]:
        drafts = assemble(reading.table, reading.page.kinds)
        facts = (to_fact(reading.page, draft, extractor=self.name) for draft in drafts)
        return [fact for fact in facts if fact is not None]


VARIANTS: dict[str, Callable[[], Extractor]] = {
    "all of it": ModelExtractor,
    "every sentence read, no screen": lambda: ModelExtractor(keep=everything),
    "without what the rules find": lambda: ModelExtractor(WithoutRules()),
    "without the choice among tellings": WithoutChoice,
    "the rules alone": RuleExtractor,
}


def main(paths: Sequence[str]) -> None:
    for documents, facts in zip(paths[::2], paths[1::2], strict=True):
        gold = {row["doc_id"]: row["facts"] for row in rows(Path(facts))}
        read = articles(Path(documents))
        print(f"\n| {Path(documents).name.removesuffix('.documents.jsonl')} | fact F1 | slot F1 |\n|---|---|---|")
        for name, made in VARIANTS.items():
            found = [item for item in extract(read, made()) if isinstance(item, Checked)]
            result = result_of(gold, found, 0)
            print(f"| {name} | {result['facts']['f1']:.3f} | {result['slots']['f1']:.3f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
