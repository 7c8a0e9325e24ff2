"""Web archives: an article an archived page."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable
from pathlib import Path

import pytest

from dealgraph.extractors.reading import Unreadable, read
from dealgraph.schemas import Article

PAGE = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>Harbour Foods said on Friday it had agreed to buy the flour maker {title} for $420 million, René Kelso said.</p>
</article></body></html>"""

Answer = tuple[str, str, str, bytes]  # url, status, content type, body


def answer(
    number: int, status: str = "200 OK", content_type: str = "text/html; charset=utf-8", **body: bytes
) -> Answer:
    page = PAGE.format(title=f"Mill {number}").encode()
    return f"https://ledger.example/{number}", status, content_type, body.get("body", page)


def archive(answers: Iterable[Answer], *, compressed: bool = False, headers: Iterable[tuple[str, str]] = ()) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    data = io.BytesIO()
    writer = WARCWriter(data, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "test"}))
    for url, status, content_type, body in answers:
        http = StatusAndHeaders(status, [("Content-Type", content_type), *headers], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=http))
    return data.getvalue()


def read_archive(folder: Path, data: bytes, name: str = "crawl.warc") -> list[Article | Unreadable]:
    (folder / name).write_bytes(data)
    return list(read([folder / name]))


def urls(results: Iterable[Article | Unreadable]) -> list[str | None]:
    return [result.url if isinstance(result, Article) else None for result in results]


@pytest.mark.parametrize(("name", "compressed"), [("crawl.warc", False), ("crawl.warc.gz", True)])
def test_pages_become_articles_and_the_rest_is_passed_over(tmp_path: Path, name: str, compressed: bool):
    answers = [
        answer(1),
        answer(2, status="404 Not Found"),
        answer(3, status="301 Moved"),
        answer(4, content_type="image/png", body=b"\x89PNG"),
        answer(5),
    ]
    results = read_archive(tmp_path, archive(answers, compressed=compressed), name)
    assert urls(results) == ["https://ledger.example/1", "https://ledger.example/5"]
    assert isinstance(results[0], Article)
    assert (results[0].doc_id, results[0].title) == ("https://ledger.example/1", "Mill 1")


def test_an_archive_compressed_as_a_whole(tmp_path: Path):
    results = read_archive(tmp_path, gzip.compress(archive([answer(1), answer(2)])), "crawl.warc.gz")
    assert urls(results) == ["https://ledger.example/1", "https://ledger.example/2"]


def test_the_server_names_the_charset(tmp_path: Path):
    body = PAGE.format(title="Mill 1").encode("iso-8859-1")
    (article,) = read_archive(tmp_path, archive([answer(1, content_type="text/html; charset=iso-8859-1", body=body)]))
    assert isinstance(article, Article)
    assert "René Kelso said" in article.text


def test_pages_that_were_sent_compressed(tmp_path: Path):
    body = gzip.compress(PAGE.format(title="Mill 1").encode())
    (article,) = read_archive(tmp_path, archive([answer(1, body=body)], headers=[("Content-Encoding", "gzip")]))
    assert isinstance(article, Article)
    (report,) = read_archive(tmp_path, archive([answer(1, body=body)], headers=[("Content-Encoding", "zstd")]))
    assert isinstance(report, Unreadable)
    assert report.reason == "is compressed as zstd, which is not read"


def test_a_page_without_an_article_is_reported_with_its_place(tmp_path: Path):
    article, report = read_archive(tmp_path, archive([answer(1), answer(2, body=b"<html><body>Menu</body></html>")]))
    assert isinstance(article, Article)
    where = f"{tmp_path / 'crawl.warc'}, record 3 (https://ledger.example/2)"
    assert report == (where, "empty", "is a page without an article")


def test_an_archive_that_is_cut_off_keeps_what_came_before(tmp_path: Path):
    first, report = read_archive(tmp_path, archive([answer(1), answer(2)])[:-60])
    assert urls([first]) == ["https://ledger.example/1"]
    assert isinstance(report, Unreadable)
    assert (report.kind, report.reason) == ("broken", "is cut off")


def test_a_compressed_archive_that_is_cut_off(tmp_path: Path):
    data = archive([answer(1), answer(2)], compressed=True)
    *_, report = read_archive(tmp_path, data[:-60], "crawl.warc.gz")
    assert isinstance(report, Unreadable)
    assert report.kind == "broken"


@pytest.mark.parametrize("data", [b"not an archive\n" * 20, b"\x00" * 500])
def test_what_is_no_archive(tmp_path: Path, data: bytes):
    (report,) = read_archive(tmp_path, data)
    assert isinstance(report, Unreadable)
    assert report.reason.startswith("is no web archive")


def test_a_record_of_a_wrong_length_is_reported_and_nothing_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    data = archive([answer(1), answer(2)])
    body = PAGE.format(title="Mill 1").encode()
    results = read_archive(tmp_path, data.replace(body, body + b"<!-- longer than its record says -->\r\n"))
    assert urls(results)[:2] == ["https://ledger.example/1", "https://ledger.example/2"]
    assert isinstance(results[-1], Unreadable)
    assert results[-1].reason == "has records of a wrong length, read in part: 1"
    assert capfd.readouterr().err == ""
