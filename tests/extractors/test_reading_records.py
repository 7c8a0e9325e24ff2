"""Records become articles, whatever their fields are called and however untidy they are."""

from __future__ import annotations

import logging

import pytest

from dealgraph.extractors.reading import MAX_TEXT_CHARS, Record, Unreadable, to_article
from dealgraph.schemas import Article

TEXT = "Harbour Foods said it had agreed to buy the flour maker Kelso Mills for $420 million in cash."


def article(**fields: object) -> Article:
    result = to_article(Record("news.jsonl, line 7", {"doc_id": "a-1", "text": TEXT, **fields}))
    assert isinstance(result, Article), result
    return result


def refusal(**fields: object) -> Unreadable:
    result = to_article(Record("news.jsonl, line 7", {"doc_id": "a-1", "text": TEXT, **fields}))
    assert isinstance(result, Unreadable), result
    return result


def test_the_preferred_names_of_fields():
    assert article(
        lang="en", title="Harbour buys Kelso", published="2025-06-13", publisher="The Ledger", url="https://l.example/1"
    ) == Article(
        doc_id="a-1",
        text=TEXT,
        title="Harbour buys Kelso",
        url="https://l.example/1",
        publisher="The Ledger",
        published="2025-06-13",
        language="en",
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "a-1", "body": TEXT, "language": "en", "date": "13 June 2025"},
        {"url": "a-1", "content": TEXT, "language": "English", "date": "2025-06-13"},
        {
            "doc_id": None,
            "id": "a-1",
            "text": " ",
            "body": TEXT,
            "lang": "en-GB",
            "published": None,
            "date": "20250613",
        },
    ],
)
def test_the_other_names_of_fields(fields: dict[str, object]):
    result = to_article(Record("x", fields))
    assert isinstance(result, Article)
    assert (result.doc_id, result.text, result.language, result.published) == ("a-1", TEXT, "en", "2025-06-13")


def test_numbers_are_ids_and_null_is_nothing():
    result = article(doc_id=12, title=None, publisher=None, published=None, url=None)
    assert (result.doc_id, result.title, result.publisher, result.published, result.url) == (
        "12",
        None,
        None,
        None,
        None,
    )


def test_a_record_without_an_id_is_known_by_its_content():
    first, again, other = (article(doc_id=None, title=title) for title in ("One", "One", "Two"))
    assert first.doc_id == again.doc_id != other.doc_id


def test_the_text_stays_as_it_is_but_for_newlines():
    assert article(text=f"  {TEXT}\r\n\r\nMore\tof it.\r ").text == f"  {TEXT}\n\nMore\tof it.\n "


def test_what_no_store_can_hold_is_replaced_one_for_one():
    assert (
        article(text=f"{TEXT}\x00\ud800 ok", title="Kelso \udfff").content == f"Kelso \ufffd\n\n{TEXT}\ufffd\ufffd ok"
    )


def test_a_url_that_cannot_be_taken_apart_is_no_url():
    result = article(url="http://[broken")
    assert result.url is None
    assert result.id == article().id


def test_its_own_language_wins_over_what_the_text_looks_like():
    assert article(lang="id").language == "id"
    assert refusal(lang="ms") == ("news.jsonl, line 7", "language", "is in a language not served: ms")


@pytest.mark.parametrize("lang", ["", None, "und", "unknown", 7])
def test_a_language_that_says_nothing_is_told_from_the_text(lang: object):
    assert article(lang=lang).language == "en"


def test_another_language_is_not_served():
    text = "Das Unternehmen übernimmt den Mühlenbetreiber für 420 Millionen Euro, wie am Freitag mitgeteilt wurde."
    assert refusal(text=text).reason == "is in a language not served: de"
    assert refusal(text="+++ 12,5 % +++").reason == "is in a language that can't be told"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": None}, "has no text (no field text, body or content)"),
        ({"text": " \n\t\u00a0"}, "its text is empty"),
        ({"text": ["Harbour", "Kelso"]}, "its text is a list, not a string"),
    ],
)
def test_without_text_there_is_no_article(fields: dict[str, object], reason: str):
    assert refusal(**fields) == ("news.jsonl, line 7", "empty", reason)
    assert str(refusal(**fields)) == f"news.jsonl, line 7: {reason}"


def test_a_text_longer_than_any_article_is_refused():
    longest = (TEXT + "\n") * (MAX_TEXT_CHARS // len(TEXT + "\n"))
    assert article(text=longest).text == longest
    assert refusal(text=longest + TEXT * 2).kind == "too large"


def test_a_date_that_is_not_understood_is_left_out_with_a_warning(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.WARNING):
        assert article(published="last Tuesday").published is None
    assert caplog.messages == ["news.jsonl, line 7: the date 'last Tuesday' is not understood and is left out"]


def test_indonesian_writes_the_day_first():
    text = "Perusahaan itu resmi mengakuisisi 40 persen saham pabrik tepung senilai Rp 2 triliun."
    assert article(text=text, date="06/07/2025").published == "2025-07-06"
