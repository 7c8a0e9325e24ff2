"""What holds for any input: nothing crashes, nothing is lost, order stays."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealgraph.extractors.reading import READERS, Unreadable, read
from dealgraph.schemas import Article

# Beginnings that lead each reader past its first check.
HEADS = [
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\x1f\x8b\x08",
    b'{"text": "',
    b'[{"id": 1, "text": "Harbour Foods bought Kelso Mills."},',
    b"---\ntitle: Kelso\n---\n# Kelso\n",
    b"<html><body><article><p>",
    b'<rss version="2.0"><channel><item><description>',
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://l.ex/\r\nContent-Length: 40\r\n\r\nHTTP/1.1 200 OK",
]
SUFFIXES = sorted(READERS) + [suffix + ".gz" for suffix in (".jsonl", ".warc", ".txt")]

STORABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"))
RECORDS = st.lists(
    st.fixed_dictionaries({"text": STORABLE.filter(str.strip), "title": st.none() | STORABLE.filter(str.strip)}),
    max_size=8,
)
JUNK = st.sampled_from(
    [b"{", b"[]", b"null", b'{"text": " "}', b'{"text": "\xff"}', b'{"text": "Kelso", "lang": "ms"}']
)


def read_bytes(data: bytes, suffix: str) -> list[Article | Unreadable]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"input{suffix}"
        path.write_bytes(data)
        return list(read([path]))


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=st.builds(bytes.__add__, st.sampled_from(HEADS), st.binary(max_size=300)))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read_or_reported(suffix: str, data: bytes):
    compressed = suffix.endswith(".gz") and data[:2] != b"\x1f\x8b"
    for result in read_bytes(gzip.compress(data) if compressed else data, suffix):
        assert isinstance(result, (Article, Unreadable))
        texts = [result.content, result.doc_id, result.url or ""] if isinstance(result, Article) else [str(result)]
        assert "\0" not in "".join(texts).encode().decode()  # what can't be stored would not survive


@given(records=RECORDS, indent=st.sampled_from([None, 1]), ascii_only=st.booleans())
@settings(deadline=None)
def test_records_keep_text_title_and_order(records: list[dict[str, str | None]], indent: int | None, ascii_only: bool):
    numbered = [{"doc_id": f"n-{number}", "lang": "en", **record} for number, record in enumerate(records)]
    lines = "\n".join(json.dumps(record, ensure_ascii=ascii_only) for record in numbered).encode()
    array = json.dumps(numbered, ensure_ascii=ascii_only, indent=indent).encode()
    wanted = [Article.model_validate({"language": record.pop("lang"), **record}) for record in numbered]
    assert read_bytes(lines, ".jsonl") == wanted
    assert read_bytes(lines, ".json") == wanted
    assert read_bytes(array, ".json") == wanted
    assert read_bytes(gzip.compress(lines), ".jsonl.gz") == wanted
    assert list(read(["-"], stdin=io.BytesIO(lines))) == wanted


@given(st.lists(st.integers(0, 999) | JUNK, max_size=20))
@settings(deadline=None)
def test_every_line_gives_one_result_in_its_place(items: list[int | bytes]):
    lines = [
        json.dumps({"id": item, "lang": "en", "text": f"Mill {item} is sold."}).encode()
        if isinstance(item, int)
        else item
        for item in items
    ]
    results = read_bytes(b"\n".join(lines), ".jsonl")
    assert len(results) == len(items)
    for number, (item, result) in enumerate(zip(items, results, strict=True), start=1):
        if isinstance(result, Article):
            assert result.doc_id == str(item)
        else:
            assert isinstance(item, bytes)
            assert result.where.endswith(f"input.jsonl, line {number}")
