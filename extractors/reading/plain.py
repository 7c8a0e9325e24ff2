"""Plain text and Markdown: one article a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extractors.reading.encoding import MAX_RECORD_BYTES, EncodingError, Source, decode
from dealgraph.extractors.reading.records import Record, Unreadable

FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)\n*", re.DOTALL | re.MULTILINE)
FIELD = re.compile(r"^(?P<name>[A-Za-z_]+):[ \t]+(?P<quote>[\"']?)(?P<value>.*?)(?P=quote)[ \t]*$", re.MULTILINE)
HEADING = re.compile(r"#[ \t]+(?P<title>.*?)[ \t]*#*[ \t]*(?:\n+|\Z)")


def read_text(source: Source) -> Iterator[Record | Unreadable]:
    """The file is the text; it has no title."""
    text = _content(source)
    yield text if isinstance(text, Unreadable) else Record(source.where, {"doc_id": source.doc_id, "text": text})


def read_markdown(source: Source) -> Iterator[Record | Unreadable]:
    """Front matter gives fields of the record (title, date, url, publisher, …); a first `# heading` is the title.

    The text itself keeps its mark-up, so that what is quoted from it stands in the file.
    """
    text = _content(source)
    if isinstance(text, Unreadable):
        yield text
        return
    text = text.replace("\r\n", "\n")
    fields: dict[str, object] = {"doc_id": source.doc_id}
    front = FRONT_MATTER.match(text)
    if front:
        fields |= {match["name"].lower(): match["value"] for match in FIELD.finditer(front["fields"])}
        text = text[front.end() :]
    heading = HEADING.match(text)
    if heading and fields.setdefault("title", heading["title"]) == heading["title"]:
        text = text[heading.end() :]
    yield Record(source.where, fields | {"text": text})


def _content(source: Source) -> str | Unreadable:
    data = source.read()
    if data is None:
        return Unreadable(source.where, "too large", f"is longer than {MAX_RECORD_BYTES // 2**20} MiB")
    try:
        return decode(data)
    except EncodingError as error:
        return Unreadable(source.where, "broken", str(error))
