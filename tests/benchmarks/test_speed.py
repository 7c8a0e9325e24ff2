"""The texts and the arithmetic of the speed benchmark."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from benchmarks.speed import Seconds, clocked, medians, stories, streams, words
from dealgraph.schemas import Article


def made(name: str, count: int) -> list[Article]:
    return [Article(doc_id=f"{name}-{n}", text=f"{name} story number {n}", language="en") for n in range(count)]


def test_one_article_in_ten_of_the_news_holds_a_deal_and_all_of_the_deals_do():
    texts = streams(made("other", 30), made("deal", 7), 400)
    news = [article.doc_id.startswith("deal") for article in texts["news"]]
    assert sum(news) == len(news) / 10
    assert all(sum(news[n : n + 10]) == 1 for n in range(len(news) - 9))
    assert all(article.doc_id.startswith("deal") for article in texts["deals"])


def test_streams_have_the_words_that_were_asked_for_and_are_the_same_each_time():
    texts = streams(made("other", 30), made("deal", 7), 400)
    assert {words(stream) for stream in texts.values()} == {400}
    assert texts == streams(made("other", 30), made("deal", 7), 400)


def test_stories_are_read_plain_or_gzipped_whatever_their_text_is_called(tmp_path: Path):
    rows = [{"title": "Rain", "body": "It rained."}, {"text": "It was dry."}, {"title": "Empty", "body": " "}]
    content = "".join(json.dumps(row) + "\n" for row in rows).encode()
    (tmp_path / "news.jsonl").write_bytes(content)
    (tmp_path / "news.jsonl.gz").write_bytes(gzip.compress(content))
    read = stories(tmp_path / "news.jsonl")
    assert [article.content for article in read] == ["Rain\n\nIt rained.", "It was dry."]
    assert stories(tmp_path / "news.jsonl.gz") == read


def test_what_is_shown_are_medians_of_the_rounds():
    assert medians([Seconds(1, 9), Seconds(3, 7), Seconds(2, 8)]) == Seconds(2, 8)


def test_a_method_under_the_clock_does_what_it_did():
    class Reader:
        def read(self, text: str) -> str:
            return text.upper()

    with clocked(Reader, "read") as seconds:
        assert Reader().read("deal") == "DEAL"
    assert len(seconds) == 1
    Reader().read("deal")
    assert len(seconds) == 1
