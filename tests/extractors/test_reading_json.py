"""JSON lines and JSON: what is wrong with one record concerns that record alone."""

from __future__ import annotations

import gzip
import io
import itertools
import json
import tracemalloc
from pathlib import Path

import pytest

from dealgraph.extractors.reading import Unreadable, read
from dealgraph.schemas import Article


def record(number: int, **fields: object) -> dict[str, object]:
    return {"doc_id": f"n-{number}", "lang": "en", "text": f"Harbour Foods bought mill number {number}.", **fields}


def lines(count: int) -> list[bytes]:
    return [json.dumps(record(number)).encode() for number in range(1, count + 1)]


def read_bytes(folder: Path, data: bytes, name: str = "news.jsonl") -> list[str]:
    """Of each result, in order: the doc_id, or place below the folder, kind and reason."""
    path = folder / name
    path.write_bytes(data)
    return [shown(result).replace(str(path), name) for result in read([path])]


def shown(result: Article | Unreadable) -> str:
    return result.doc_id if isinstance(result, Article) else f"[{result.kind}] {result}"


def test_a_broken_line_is_reported_and_the_rest_goes_on(tmp_path: Path):
    data = lines(20)
    data[6] = b'{"doc_id": "n-7", "text": "Harbour'
    results = read_bytes(tmp_path, b"\n".join(data))
    assert [name for name in results if name.startswith("n-")] == [
        f"n-{number}" for number in range(1, 21) if number != 7
    ]
    assert results[6] == "[broken] news.jsonl, line 7: is broken JSON: Unterminated string starting at (column 27)"


@pytest.mark.parametrize(
    ("line", "report"),
    [
        (b'{"text": "caf\xe9"}', "[broken] news.jsonl, line 2: is not valid UTF-8 at byte 14"),
        (
            b'{"text": "a\x00b"}',
            "[broken] news.jsonl, line 2: is not text: byte 12 is NUL (UTF-16 needs a byte order mark)",
        ),
        (b"[" * 100_000, "[broken] news.jsonl, line 2: is nested too deeply"),
        (b"[1, 2]", "[broken] news.jsonl, line 2: is not a JSON object but an array"),
        (b'"text"', "[broken] news.jsonl, line 2: is not a JSON object but a string"),
        (b"1" * 5000, None),
        (b'{"doc_id": "n-2"}', "[empty] news.jsonl, line 2: has no text (no field text, body or content)"),
    ],
)
def test_what_can_be_wrong_with_a_line(tmp_path: Path, line: bytes, report: str | None):
    first, _, last = lines(3)
    results = read_bytes(tmp_path, b"\n".join([first, line, last]))
    assert (results[0], results[2]) == ("n-1", "n-3")
    assert report is None or results[1] == report
    assert results[1].startswith(("[broken] news.jsonl, line 2: ", "[empty] news.jsonl, line 2: "))


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\n\n \n"])
def test_line_ends_and_blank_lines(tmp_path: Path, end: bytes):
    assert read_bytes(tmp_path, end.join(lines(3)) + end) == ["n-1", "n-2", "n-3"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["news.jsonl", "news.json"])
def test_byte_order_marks_name_the_encoding(tmp_path: Path, encoding: str, name: str):
    text = "\n".join(json.dumps(record(number, title="Rémy – “Ünique”"), ensure_ascii=False) for number in (1, 2))
    (tmp_path / name).write_bytes(text.encode(encoding))
    assert [result.title for result in read([tmp_path / name]) if isinstance(result, Article)] == [
        "Rémy – “Ünique”"
    ] * 2


def test_utf_16_that_is_cut_off_keeps_what_came_before(tmp_path: Path):
    data = "\n".join(json.dumps(record(number)) for number in (1, 2)).encode("utf-16")
    first, last = read_bytes(tmp_path, data[:-3])
    assert first == "n-1"
    assert last.startswith("[broken] news.jsonl")


def test_an_article_of_50_megabytes_is_passed_over_without_being_held(tmp_path: Path):
    first, _, last = lines(3)
    data = b"\n".join([first, b'{"doc_id": "n-2", "text": "' + b"long " * 10_000_000 + b'"}', last])
    (tmp_path / "news.jsonl").write_bytes(data)
    del data
    tracemalloc.start()
    results = [shown(result) for result in read([tmp_path / "news.jsonl"])]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert results == ["n-1", f"[too large] {tmp_path / 'news.jsonl'}, line 2: is longer than 16 MiB", "n-3"]
    assert peak < 50 * 2**20


def test_lines_are_read_as_they_come():
    class Endless(io.RawIOBase):
        """A stream of records without end."""

        def __init__(self) -> None:
            self.numbers = itertools.count(1)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            line = json.dumps(record(next(self.numbers))).encode() + b"\n"
            buffer[: len(line)] = line
            return len(line)

    stream = io.BufferedReader(Endless())
    assert [shown(result) for result in itertools.islice(read(["-"], stdin=stream), 3)] == ["n-1", "n-2", "n-3"]


def test_a_compressed_file_that_is_cut_off_keeps_what_came_before(tmp_path: Path):
    data = gzip.compress(b"\n".join(lines(2000)), compresslevel=0)
    results = read_bytes(tmp_path, data[: len(data) // 2], "news.jsonl.gz")
    assert results[:3] == ["n-1", "n-2", "n-3"]
    assert results[-1].startswith("[broken] news.jsonl.gz: is cut off or damaged")


def test_what_is_not_compressed_is_no_gz(tmp_path: Path):
    (report,) = read_bytes(tmp_path, lines(1)[0], "news.jsonl.gz")
    assert report.startswith("[broken] news.jsonl.gz: is cut off or damaged: Not a gzipped file")


@pytest.mark.parametrize("indent", [None, 2])
def test_json_holds_an_array(tmp_path: Path, indent: int | None):
    data = json.dumps([record(number) for number in range(1, 2001)], indent=indent).encode()
    assert read_bytes(tmp_path, data, "news.json") == [f"n-{number}" for number in range(1, 2001)]


@pytest.mark.parametrize("indent", [None, 2])
def test_json_holds_one_object(tmp_path: Path, indent: int | None):
    assert read_bytes(tmp_path, json.dumps(record(1), indent=indent).encode(), "news.json") == ["n-1"]


def test_json_holds_lines(tmp_path: Path):
    first, _, last = lines(3)
    first_of_lines, report, last_of_lines = read_bytes(tmp_path, b"\n".join([first, b"{,", last]), "news.json")
    assert (first_of_lines, last_of_lines) == ("n-1", "n-3")
    assert report.startswith("[broken] news.json, line 2: ")


def test_after_a_broken_record_an_array_cannot_be_read_on(tmp_path: Path):
    data = b"[" + b",".join([lines(1)[0], b'{"doc_id": "n-2" "text": 1}', lines(3)[2]]) + b"]"
    first, report = read_bytes(tmp_path, data, "news.json")
    assert first == "n-1"
    assert report.startswith("[broken] news.json, record 2: is broken JSON: Expecting ',' delimiter")
    assert report.endswith("nothing after it could be read")


def test_a_record_of_an_array_that_is_not_utf_8_is_reported_alone(tmp_path: Path):
    data = b"[" + b",".join([lines(1)[0], b'{"text": "caf\xe9"}', lines(3)[2]]) + b"]"
    assert read_bytes(tmp_path, data, "news.json") == [
        "n-1",
        "[broken] news.json, record 2: is not valid UTF-8",
        "n-3",
    ]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("name", ["news.jsonl", "news.json"])
def test_an_empty_file_has_no_articles(tmp_path: Path, data: bytes, name: str):
    assert read_bytes(tmp_path, data, name) == []


@pytest.mark.parametrize("content", [b"[", b"[" * 100_000, b'[{"doc_id": "d-1", "text": "The shop opens at nine."}'])
def test_an_array_that_is_cut_off_is_told(content: bytes, tmp_path: Path):
    path = tmp_path / "news.json"
    path.write_bytes(content)
    *_, last = read([path])
    assert isinstance(last, Unreadable)
    assert last.reason == "is missing: the file is cut off before its array ends"
