"""From articles to checked facts, and on into a graph: one way, in batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from dealgraph.extractors.extractor import Extractor
from dealgraph.extractors.gate import Verdict, check_all
from dealgraph.extractors.reading import Unreadable
from dealgraph.graph.loader import Counts, Loaded, load, unread
from dealgraph.graph.stores.base import Store
from dealgraph.schemas import Article, Fact, Rejected

BATCH = 64
"""Articles that are read ahead, extracted together and committed in one transaction: what a crash costs at most."""

Item = Article | Unreadable


@dataclass(frozen=True, slots=True)
class Checked:
    """An article, and what the gate said of each fact that the extractor found in it."""

    article: Article
    found: tuple[Fact, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that passed, without what the article does not say."""
        return tuple(verdict.fact for verdict in self.verdicts if verdict.fact)

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """The facts that did not pass, each as it was found."""
        pairs = zip(self.found, self.verdicts, strict=True)
        return tuple(Rejected.of(fact, self.article.id, v.reason) for fact, v in pairs if v.reason is not None)


@dataclass(slots=True)
class Report:
    """What a run did so far: articles as the store counts them, unreadable ones by kind, those that an extractor read,
    their facts, and what the gate refused: whole facts, and single values of facts that passed without them."""

    articles: Counts = field(default_factory=Counts)
    unreadable: Counter[str] = field(default_factory=Counter)
    read: int = 0
    facts: int = 0
    quarantined: int = 0
    dropped: int = 0

    def count(self, checked: Checked) -> None:
        """Adds what was found in one article."""
        self.read += 1
        self.facts += len(checked.facts)
        self.quarantined += len(checked.rejected)
        self.dropped += sum(len(verdict.dropped) for verdict in checked.verdicts if verdict.fact)


def default_extractor() -> Extractor:
    """The extractor that ships with dealgraph."""
    from dealgraph.extractors.neural.extractor import ModelExtractor

    return ModelExtractor()


def extract(items: Iterable[Item], extractor: Extractor | None = None) -> Iterator[Checked | Unreadable]:
    """Each article with its checked facts, in input order; what could not be read stays in its place.

    `items` is what `read` gives; the extractor is the one that ships with dealgraph when none is given.
    """
    extractor = extractor or default_extractor()
    for batch in _batches(items):
        checked = _checked([item for item in batch if isinstance(item, Article)], extractor)
        for item in batch:
            yield item if isinstance(item, Unreadable) else next(checked)


def ingest(
    store: Store,
    items: Iterable[Item],
    extractor: Extractor | None = None,
    *,
    reread: bool = False,
    report: Report | None = None,
    on_checked: Callable[[Checked], None] = lambda checked: None,
) -> Report:
    """Loads the facts of articles into a store; `items` and `extractor` are those of `extract`.

    Articles whose text this extractor has read before are passed over, unless `reread` says otherwise. A batch is kept
    before the next one is read, so a run that is stopped goes on where it was; a `report` that is given is kept up to
    date, for those who want to know how far it came.
    """
    extractor, report = extractor or default_extractor(), report or Report()
    seen = Counts()

    def fresh() -> Iterator[Loaded]:
        nonlocal seen
        for batch in _batches(items):
            articles = [item for item in batch if isinstance(item, Article)]
            report.unreadable.update(item.kind for item in batch if isinstance(item, Unreadable))
            new = articles if reread else unread(store, articles, extractor.name)
            seen += Counts(unchanged=len(articles) - len(new))
            for checked in _checked(new, extractor):
                report.count(checked)
                on_checked(checked)
                yield Loaded(checked.article, extractor.name, checked.facts, checked.rejected)

    def count(loaded: Counts) -> None:
        report.articles = seen + loaded

    count(load(store, fresh(), batch=BATCH, on_batch=count))
    return report


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _checked(articles: Sequence[Article], extractor: Extractor) -> Iterator[Checked]:
    for article, facts in zip(articles, extractor.extract(articles), strict=True):
        yield Checked(article, tuple(facts), tuple(check_all(article, facts)))
