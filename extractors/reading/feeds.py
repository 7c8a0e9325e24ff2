"""RSS and Atom feeds: one article an entry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from dealgraph.extractors.reading.encoding import MAX_RECORD_BYTES, Source
from dealgraph.extractors.reading.html import fragment_text
from dealgraph.extractors.reading.records import Record, Unreadable

END = re.compile(rb"</(?:rss|feed|rdf:rdf)\s*>", re.I)


def read_feed(source: Source) -> Iterator[Record | Unreadable]:
    """The entries of a feed; the text is the full content where the feed gives it, else the summary: the longer one."""
    data = source.read()
    if data is None:
        yield Unreadable(source.where, "too large", f"is longer than {MAX_RECORD_BYTES // 2**20} MiB")
        return
    import feedparser

    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # a parser of the web's mark-up; whatever it stumbles over concerns this feed alone
        yield Unreadable(source.where, "broken", f"is a feed that can't be taken apart ({type(error).__name__})")
        return
    if not feed.get("version") and not feed.entries:
        yield Unreadable(source.where, "broken", "is no RSS or Atom feed")
        return
    for number, entry in enumerate(feed.entries, start=1):
        yield Record(f"{source.where}, entry {number}", _fields(entry, feed.feed))
    if feed.bozo and not END.search(data):  # what is merely not well-formed is read to its end
        yield Unreadable(source.where, "broken", f"is cut off after entry {len(feed.entries)}")


def _fields(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, object]:
    contents = [*entry.get("content", ()), entry.get("summary_detail")]
    texts = [text for text in map(_text, contents) if text]
    source = entry.get("source") or {}
    return {
        "doc_id": entry.get("id") or entry.get("link"),
        "url": entry.get("link"),
        "title": _text(entry.get("title_detail")),
        "text": max(texts, key=len, default=None),
        "publisher": source.get("title") or feed.get("title"),
        "published": entry.get("published") or entry.get("updated"),
    }


def _text(detail: Mapping[str, Any] | None) -> str | None:
    """The text of an element that feedparser describes by `type` and `value`."""
    if not detail:
        return None
    value = detail.get("value") or ""
    return value if detail.get("type") == "text/plain" else fragment_text(value)
