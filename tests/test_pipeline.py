"""From articles to checked facts and into a store, whatever finds the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dealgraph.extractors.reading import Unreadable
from dealgraph.graph.stores.base import Store
from dealgraph.graph.stores.open import open_store
from dealgraph.pipeline import BATCH, Checked, Report, extract, ingest
from dealgraph.schemas import Article, Fact, from_guide

TEXT = "Firm {0} has bought Shop {0} for $5 million."
GONE = Unreadable("gone.txt", "missing", "isn't there")


class Reader:
    """Says of each article that its firm bought its shop, for the price that it is told to claim."""

    name = "reader-1"

    def __init__(self, price: int = 5_000_000) -> None:
        self.price = price
        self.read: list[str] = []

    def extract(self, articles: Iterable[Article]) -> Iterator[list[Fact]]:
        for article in articles:
            self.read.append(article.doc_id)
            number = article.doc_id
            yield [self.bought(f"Firm {number}", f"Shop {number}", article), self.bought("Nobody", "Nothing", article)]

    def bought(self, acquirer: str, target: str, article: Article) -> Fact:
        parties = [{"role": "acquirer", "name": acquirer}, {"role": "target", "name": target}]
        row = {"type": "acquisition", "status": "completed", "participants": parties, "evidence": [article.text]}
        return from_guide(row | {"amount": {"value": self.price, "currency": "USD"}}, extractor=self.name)


def articles(count: int) -> list[Article]:
    return [Article(doc_id=str(n), text=TEXT.format(n), language="en") for n in range(count)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(str(tmp_path / "graph"))) as opened:
        yield opened


def test_facts_come_in_input_order_with_what_could_not_be_read_in_its_place():
    items = [*articles(BATCH + 1), GONE]
    items.insert(1, GONE)
    found = list(extract(items, Reader()))
    assert [i.article.doc_id if isinstance(i, Checked) else i.where for i in found] == [
        i.doc_id if isinstance(i, Article) else i.where for i in items
    ]


def test_what_the_article_does_not_bear_out_is_refused():
    [checked] = extract(articles(1), Reader(price=7_000_000))
    assert isinstance(checked, Checked)
    assert [fact.amount for fact in checked.facts] == [None]
    assert [dropped.field for verdict in checked.verdicts if verdict.fact for dropped in verdict.dropped] == ["amount"]
    [rejected] = checked.rejected
    assert rejected.article_id == checked.article.id
    assert "Nobody" in rejected.fact


def test_a_report_counts_all_of_it(store: Store):
    report = ingest(store, [*articles(3), GONE], Reader(price=7_000_000))
    assert (report.articles.new, report.read, report.facts) == (3, 3, 3)
    assert (report.quarantined, report.dropped, report.unreadable) == (3, 3, {"missing": 1})


def test_what_was_read_is_not_read_again(store: Store):
    ingest(store, articles(3), Reader())
    reader = Reader()
    report = ingest(store, articles(5), reader)
    assert reader.read == ["3", "4"]
    assert (report.articles.new, report.articles.unchanged) == (2, 3)


def test_unless_it_is_asked_for(store: Store):
    ingest(store, articles(2), Reader())
    reader = Reader()
    report = ingest(store, articles(2), reader, reread=True)
    assert reader.read == ["0", "1"]
    assert (report.articles.new, report.articles.unchanged) == (0, 2)


def test_a_run_that_is_stopped_keeps_what_it_read_and_says_how_far_it_came(store: Store):
    def stopped() -> Iterator[Article]:
        yield from articles(BATCH + 10)
        raise KeyboardInterrupt

    report = Report()
    with pytest.raises(KeyboardInterrupt):
        ingest(store, stopped(), Reader(), report=report)
    kept = {record.article.doc_id for record in store.records()}
    assert len(kept) == report.articles.new >= BATCH
    reader = Reader()
    ingest(store, articles(BATCH + 10), reader)
    assert kept.isdisjoint(reader.read)
    assert len(list(store.records())) == BATCH + 10
