"""RSS and Atom feeds: an article an entry."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from dealgraph.extractors.reading import Unreadable, read
from dealgraph.schemas import Article

SUMMARY = "Harbour Foods said on Friday it had agreed to buy the flour maker Kelso Mills."
CONTENT = f"<p>{SUMMARY}</p><p>The price is $420 million &amp; the debt of the company.</p>"

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Ledger – Deals</title><link>https://ledger.example</link>
<item><title>Harbour &amp;amp; Kelso</title><link>https://ledger.example/1</link><guid isPermaLink="false">g-1</guid>
<pubDate>Fri, 13 Jun 2025 10:20:00 +0700</pubDate>
<description>{SUMMARY}</description><content:encoded><![CDATA[{CONTENT}]]></content:encoded></item>
<item><title>Only a title</title><link>https://ledger.example/2</link></item>
<item><title>A summary</title><link>https://ledger.example/3</link><description>{escape(f"<b>{SUMMARY}</b>")}</description></item>
</channel></rss>
"""

ATOM = f"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>The Ledger</title>
<entry><title>Harbour buys Kelso</title><id>tag:ledger.example,2025:1</id><link href="https://ledger.example/1"/>
<updated>2025-06-13T03:20:00Z</updated><content type="html">{escape(CONTENT)}</content></entry>
</feed>
"""

TEXT = f"{SUMMARY}\n\nThe price is $420 million & the debt of the company."


def read_feed(folder: Path, data: str | bytes, name: str = "deals.xml") -> list[Article | Unreadable]:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read([folder / name]))


def test_the_entries_of_an_rss_feed(tmp_path: Path):
    full, bare, short = read_feed(tmp_path, RSS)
    assert full == Article(
        doc_id="g-1",
        url="https://ledger.example/1",
        title="Harbour & Kelso",
        text=TEXT,
        publisher="The Ledger – Deals",
        published="2025-06-13T10:20:00+07:00",
        language="en",
    )
    assert bare == (f"{tmp_path / 'deals.xml'}, entry 2", "empty", "has no text (no field text, body or content)")
    assert isinstance(short, Article)
    assert (short.doc_id, short.text) == ("https://ledger.example/3", SUMMARY)


@pytest.mark.parametrize("name", ["deals.xml", "deals.atom", "deals.rss"])
def test_the_entries_of_an_atom_feed(tmp_path: Path, name: str):
    assert read_feed(tmp_path, ATOM, name) == [
        Article(
            doc_id="tag:ledger.example,2025:1",
            url="https://ledger.example/1",
            title="Harbour buys Kelso",
            text=TEXT,
            publisher="The Ledger",
            published="2025-06-13T03:20:00+00:00",
            language="en",
        )
    ]


@pytest.mark.parametrize("data", ["", "no mark-up", "<html><body>A page</body></html>", "<note><to>Kelso</to></note>"])
def test_what_is_no_feed(tmp_path: Path, data: str):
    assert read_feed(tmp_path, data) == [(str(tmp_path / "deals.xml"), "broken", "is no RSS or Atom feed")]


def test_a_feed_without_entries_has_no_articles(tmp_path: Path):
    assert read_feed(tmp_path, '<rss version="2.0"><channel><title>The Ledger</title></channel></rss>') == []


def test_a_feed_that_is_cut_off_keeps_its_whole_entries(tmp_path: Path):
    first, second, report = read_feed(tmp_path, RSS[: RSS.index("<item><title>A summary")])
    assert isinstance(first, Article)
    assert isinstance(second, Unreadable)
    assert report == (str(tmp_path / "deals.xml"), "broken", "is cut off after entry 2")


def test_entities_that_multiply_do_not_blow_memory(tmp_path: Path):
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 12))
    feed = ATOM.replace("<feed", f'<!DOCTYPE feed [<!ENTITY e0 "Kelso">{entities}]><feed').replace(
        "Harbour buys", "&e11;"
    )
    for result in read_feed(tmp_path, feed):
        assert isinstance(result, Unreadable) or len(result.content) < 10_000
