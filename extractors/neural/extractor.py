"""The extractor that ships: the model's table read into facts, with a calibrated confidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dealgraph.extractors import screen
from dealgraph.extractors.neural.assemble import candidates
from dealgraph.extractors.neural.calibration import choose, confidence, features
from dealgraph.extractors.neural.facts import to_fact
from dealgraph.extractors.neural.network import Network, shipped
from dealgraph.extractors.neural.reader import Keep, Reading, read
from dealgraph.schemas import Article, Fact


class ModelExtractor:
    """Facts of articles in English and Indonesian, read by the network (the shipped one when none is given) in the
    sentences that `keep` chooses: by default those that the screen lets through."""

    def __init__(self, network: Network | None = None, keep: Keep | None = None) -> None:
        self._network = network or shipped()
        self._keep = keep or screen.shipped().keep
        self.settings: Mapping[str, Any] = self._network.settings
        self.name = f"dealgraph-{self.settings['version']}"

    def extract(self, articles: Iterable[Article]) -> Iterator[list[Fact]]:
        """The facts of each article, in order; each article is read by itself."""
        for article in articles:
            yield self.facts(self.reading(article))

    def reading(self, article: Article) -> Reading:
        """All that the network says of an article."""
        return read(
            self._network,
            self._network.tokenizer,
            article.content,
            article.language,
            article.published,
            body_start=len(article.content) - len(article.text),
            keep=self._keep,
        )

    def facts(self, reading: Reading) -> list[Fact]:
        """The facts in what the network says of an article, in the order of their first sentences."""
        drafts = candidates(reading.table, reading.page.kinds)
        weights = self.settings["calibration"]
        sure = [confidence(features(draft, reading.table, reading.rules), weights) for draft in drafts]
        chosen = [(drafts[place], sure[place]) for place in choose(drafts, sure, self.settings["least"])]
        chosen.sort(key=lambda item: (item[0].sentences, item[0].type, item[0].participants))
        facts = (to_fact(reading.page, draft, extractor=self.name, confidence=p) for draft, p in chosen)
        return [fact for fact in facts if fact is not None]
