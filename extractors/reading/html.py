"""Web pages: the article in a page, without navigation, adverts and comments."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from dealgraph.extractors.reading.encoding import Source
from dealgraph.extractors.reading.records import Record, Unreadable

MAX_PAGE_BYTES = 4 * 2**20
"""Pages beyond 4 MiB are not read; the worst of that size take half a minute to take apart."""

# What makes a page an article: lines of running text. Menus, forms and notices have hardly any.
PROSE = re.compile(r"^.{40,}[.!?…][\"'”’»)\]]*$", re.MULTILINE)
MIN_PROSE_CHARS = 200
ARTICLE_MARK = re.compile(rb"<article\b|og:type[\"'][^>]{0,40}article|\"@type\"\s*:\s*\"\w*Article\"", re.I)

BLOCKS = (
    "article blockquote br dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section table tr ul".split()
)
PARAGRAPH = "\u2029"


def read_html(source: Source) -> Iterator[Record | Unreadable]:
    """The article of one page; its url is the canonical one that the page names."""
    data = source.stream.read(MAX_PAGE_BYTES + 1)
    yield read_page(data, source.where, doc_id=source.doc_id, url=source.url, charset=source.charset)


def read_page(
    data: bytes, where: str, *, doc_id: str | None = None, url: str | None = None, charset: str | None = None
) -> Record | Unreadable:
    """The article of a page given as bytes; `url` and `charset` are what the server said, if anything."""
    if len(data) > MAX_PAGE_BYTES:
        return Unreadable(where, "too large", f"is a page of more than {MAX_PAGE_BYTES // 2**20} MiB")
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it can't read is said below
    try:
        page = bare_extraction(
            _decoded(data, charset),
            url=url,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # a parser of the web's mark-up; whatever it stumbles over concerns this page alone
        return Unreadable(where, "broken", f"is a page that can't be taken apart ({type(error).__name__})")
    if not isinstance(page, Document) or not page.text or not _is_article(data, page.text):
        return Unreadable(where, "empty", "is a page without an article")
    paragraphs = page.text.split("\n")
    if page.title and paragraphs[0].strip() == page.title.strip():
        del paragraphs[0]
    return Record(
        where,
        {
            "doc_id": doc_id,
            "url": page.url if page.url and _names_a_page(page.url) else url,
            "title": page.title,
            "text": "\n\n".join(paragraphs),
            "publisher": page.sitename,
            "published": page.date,
        },
    )


def fragment_text(markup: str) -> str:
    r"""The text of a piece of HTML, its blocks as paragraphs with a blank line between.

    >>> fragment_text("<p>Kelso <b>Mills</b> &amp; Co</p><p>is sold.</p>")
    'Kelso Mills & Co\n\nis sold.'
    """
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (etree.LxmlError, ValueError):
        return markup
    for element in list(root.iter("script", "style")):
        element.drop_tree()
    for element in root.iter(*BLOCKS):
        element.text = PARAGRAPH + (element.text or "")
        element.tail = PARAGRAPH + (element.tail or "")
    paragraphs = (" ".join(part.split()) for part in root.text_content().split(PARAGRAPH))
    return "\n\n".join(filter(None, paragraphs))


def _names_a_page(url: str) -> bool:
    """Whether it is a whole address with more than a host: some pages call their site's front page canonical."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.path.strip("/") or parts.query)


def _is_article(data: bytes, text: str) -> bool:
    prose = PROSE.findall(text)
    return sum(map(len, prose)) >= MIN_PROSE_CHARS or bool(prose and ARTICLE_MARK.search(data))


def _decoded(data: bytes, charset: str | None) -> bytes | str:
    """The page in the charset that the server named; as bytes when it named none or a wrong one."""
    try:
        return data.decode(charset) if charset else data
    except (LookupError, ValueError):
        return data
