"""Addresses: an article or a feed from a server, and all that servers do wrong."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dealgraph.errors import InputError
from dealgraph.extractors.reading import Unreadable, read
from dealgraph.extractors.reading.web import fetch
from dealgraph.schemas import Article

TEXT = "Harbour Foods said on Friday it had agreed to buy the flour maker Kelso Mills for $420 million."
PAGE = f"<html><head><title>Kelso sold</title></head><body><article><p>{TEXT}</p></article></body></html>"
FEED = f"""<rss version="2.0"><channel><title>The Ledger</title>
<item><guid>g-1</guid><title>Kelso sold</title><description>{TEXT}</description></item></channel></rss>"""
RECORD = json.dumps({"id": 1, "text": TEXT})

ANSWERS = {
    "/kelso": ("text/html; charset=utf-8", PAGE),
    "/deals": ("application/rss+xml", FEED),
    "/news": ("application/json", f"[{RECORD}]"),
    "/news.jsonl": ("text/plain", RECORD),
    "/photo": ("image/png", "PNG"),
    "/huge": ("text/html", "x" * (17 * 2**20)),
    "/": ("text/html", "<p>Menu</p>"),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/kelso")
            self.end_headers()
        elif self.path == "/slow":
            time.sleep(1)
        elif self.path in ANSWERS:
            content_type, body = ANSWERS[self.path]
            self.send_response(200)
            self.send_header("Content-Type", content_type)
            self.end_headers()
            self.wfile.write(body.encode())
        else:
            self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the base class
        """Servers in tests are silent."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("path", "doc_id"), [("/deals", "g-1"), ("/news", "1"), ("/news.jsonl", "1")])
def test_feeds_and_records(site: str, path: str, doc_id: str):
    (article,) = read([site + path])
    assert isinstance(article, Article)
    assert (article.doc_id, article.text) == (doc_id, TEXT)


@pytest.mark.parametrize("path", ["/kelso", "/moved"])
def test_a_page_is_known_by_the_address_that_answered(site: str, path: str):
    (article,) = read([site + path])
    assert isinstance(article, Article)
    assert (article.doc_id, article.url, article.text) == (site + path, site + "/kelso", TEXT)


def test_what_cannot_be_fetched_is_reported_and_the_rest_goes_on(site: str):
    results = list(
        read([site + "/nope", site + "/photo", site + "/huge", site + "/", "http://127.0.0.1:1/", site + "/news"])
    )
    reports = [result for result in results if isinstance(result, Unreadable)]
    assert [report.kind for report in reports] == ["missing", "missing", "missing", "empty", "missing"]
    assert [report.reason.partition(":")[0] for report in reports[:3]] == [
        "the server answered 404 Not Found",
        "is in no known format (image/png)",
        "the answer is longer than 16 MiB",
    ]
    assert reports[4].reason.startswith("could not be fetched: ")
    assert isinstance(results[-1], Article)


def test_a_server_that_does_not_answer_in_time(site: str):
    with pytest.raises(InputError, match=r"the server did not answer within 0\.2 seconds"):
        fetch(site + "/slow", timeout=0.2)


def test_an_address_that_is_none():
    (report,) = read(["http://[broken"])
    assert isinstance(report, Unreadable)
    assert report.kind == "missing"
