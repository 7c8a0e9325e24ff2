"""Web pages: the article in a page, and pages that hold none."""

from __future__ import annotations

from pathlib import Path

import pytest

from dealgraph.extractors.reading import Unreadable, read
from dealgraph.extractors.reading.html import MAX_PAGE_BYTES, fragment_text
from dealgraph.schemas import Article

MENU = (
    "<nav><ul>"
    + "".join(f'<li><a href="/{topic}">{topic}</a></li>' for topic in ("Markets", "Deals", "Data"))
    + "</ul></nav>"
)
FOOTER = "<footer><p>Copyright The Ledger. All rights reserved.</p></footer>"
HEAD = """
<title>Harbour Foods buys Kelso Mills | The Ledger</title>
<meta property="og:title" content="Harbour Foods buys Kelso Mills">
<meta property="og:site_name" content="The Ledger">
<meta property="article:published_time" content="2025-06-13T10:20:00+07:00">
<link rel="canonical" href="https://ledger.example/deals/kelso">
"""
PARAGRAPHS = [
    "Harbour Foods said on Friday it had agreed to buy the flour maker Kelso Mills for $420 million.",
    "The deal, the largest in the milling trade this year, is expected to close in the third quarter.",
    "Kelso’s founder, Rémy Kelso, will stay on as chairman, the companies said.",
]
BODY = "<h1>Harbour Foods buys Kelso Mills</h1>" + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page(body: str, head: str = HEAD, charset: str = "utf-8") -> bytes:
    html = f'<!doctype html><html><head><meta charset="{charset}">{head}</head><body>{MENU}{body}{FOOTER}</body></html>'
    return html.encode(charset)


def read_page(folder: Path, data: bytes) -> Article | Unreadable:
    path = folder / "kelso.html"
    path.write_bytes(data)
    (result,) = read([path])
    return result


def test_the_article_of_a_page(tmp_path: Path):
    assert read_page(tmp_path, page(f"<article>{BODY}</article>")) == Article(
        doc_id="kelso",
        url="https://ledger.example/deals/kelso",
        title="Harbour Foods buys Kelso Mills",
        text="\n\n".join(PARAGRAPHS),
        publisher="The Ledger",
        published="2025-06-13",
        language="en",
    )


def test_a_page_that_names_nothing_of_itself(tmp_path: Path):
    article = read_page(tmp_path, page(f"<div>{BODY}</div>", head=""))
    assert isinstance(article, Article)
    assert (article.url, article.published) == (None, None)
    assert article.text == "\n\n".join(PARAGRAPHS)


def test_a_short_article_that_says_it_is_one(tmp_path: Path):
    article = read_page(tmp_path, page(f"<article><h1>Kelso sold</h1><p>{PARAGRAPHS[0]}</p></article>", head=""))
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("Kelso sold", PARAGRAPHS[0])


def test_a_front_page_is_nobody_s_canonical_url(tmp_path: Path):
    head = HEAD.replace("/deals/kelso", "/")
    article = read_page(tmp_path, page(f"<article>{BODY}</article>", head))
    assert isinstance(article, Article)
    assert article.url is None


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
def test_the_page_names_its_charset(tmp_path: Path, charset: str):
    article = read_page(tmp_path, page(f"<article>{BODY}</article>", charset=charset))
    assert isinstance(article, Article)
    assert "Kelso’s founder, Rémy Kelso" in article.text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<h1>Not found</h1><p>The page that you asked for is not here.</p>",
        "<form><label>Name</label><input><button>Sign in</button></form><p>Please sign in. Lost your password?</p>",
        "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>",
        "<ul>"
        + "".join(f'<li><a href="/{number}">Story number {number} of today</a></li>' for number in range(80))
        + "</ul>",
    ],
)
def test_pages_without_an_article(tmp_path: Path, body: str):
    report = read_page(tmp_path, page(body, head="<title>The Ledger</title>"))
    assert report == (str(tmp_path / "kelso.html"), "empty", "is a page without an article")


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"\xff\xfe", b"not a page at all", b"\x89PNG\r\n\x1a\n" * 50])
def test_what_is_no_page(tmp_path: Path, data: bytes):
    report = read_page(tmp_path, data)
    assert isinstance(report, Unreadable)
    assert report.kind in ("empty", "broken")


def test_a_page_beyond_the_limit(tmp_path: Path):
    report = read_page(tmp_path, page(f"<article>{BODY}</article>" + "<!-- -->" * (MAX_PAGE_BYTES // 8)))
    assert isinstance(report, Unreadable)
    assert (report.kind, report.reason) == ("too large", "is a page of more than 4 MiB")


def test_deep_nesting(tmp_path: Path):
    report = read_page(tmp_path, b"<html><body>" + b"<div>" * 100_000 + PARAGRAPHS[0].encode())
    assert isinstance(report, Unreadable)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Kelso is sold.", "Kelso is sold."),
        ("Kelso &amp; Co &lt;KLS&gt;", "Kelso & Co <KLS>"),
        ("<p>One.</p><p>Two\n<b>words</b>.</p>", "One.\n\nTwo words."),
        ("One.<br/>Two.<script>three()</script>", "One.\n\nTwo."),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("<p>One <!-- two --> three", "One three"),
        ("", ""),
    ],
)
def test_the_text_of_a_fragment(markup: str, text: str):
    assert fragment_text(markup) == text
