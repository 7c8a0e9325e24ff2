"""An article as it is read, and the identity that follows from its address."""

from __future__ import annotations

import hashlib
import re
from functools import cached_property
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import model_validator

from dealgraph.schemas.evidence import Frozen

Language = Literal["en", "id"]
LANGUAGES: tuple[Language, ...] = ("en", "id")

# Query parameters that name the way a reader came, not the page.
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_ga|ref|ref_src|cmpid|ocid|ito|smid|sr_share", re.I
)


def canonical_url(url: str) -> str:
    """The url without what doesn't name the page: scheme and host in lower case, no default port, no fragment,
    no tracking parameters, no trailing slash on an empty path.

    >>> canonical_url("HTTPS://News.Example.com:443/Deal?id=7&utm_source=x#top")
    'https://news.example.com/Deal?id=7'
    """
    parts = urlsplit(url.strip())
    scheme = parts.scheme.lower()
    host = parts.netloc.lower()
    default_port = {"http": ":80", "https": ":443"}.get(scheme, "")
    if default_port and host.endswith(default_port):
        host = host[: -len(default_port)]
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(k)]
    return urlunsplit((scheme, host, "" if parts.path == "/" else parts.path, urlencode(query), ""))


def digest(text: str, length: int = 16) -> str:
    """The first `length` hexadecimal digits of the text's SHA-256 (64 bits at the default length)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def article_id(url: str | None, doc_id: str) -> str:
    """The id of an article: follows from its canonical url, else from its doc_id; never from the text, which may be
    edited."""
    return "a-" + digest(canonical_url(url) if url else "doc_id:" + doc_id)


class Article(Frozen):
    """One document. `published` is an ISO 8601 date or date-time, as precise as known."""

    doc_id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: Language

    @model_validator(mode="after")
    def _has_text_and_name(self) -> Article:
        if not self.text.strip():
            raise ValueError("an article needs a text")
        if not self.doc_id:
            raise ValueError("an article needs a doc_id")
        return self

    @cached_property
    def id(self) -> str:
        return article_id(self.url, self.doc_id)

    @cached_property
    def content(self) -> str:
        """Title, blank line, text; the text alone when there is no title. All offsets count in it."""
        return f"{self.title}\n\n{self.text}" if self.title else self.text

    @cached_property
    def content_hash(self) -> str:
        return digest(self.content, 32)

    @property
    def name(self) -> str:
        """The title, else the first line of the text or what fits of it."""
        if self.title:
            return self.title
        head = " ".join(self.text[:200].strip().split("\n", 1)[0].split())
        return head if len(head) <= 80 else head[:79].rsplit(" ", 1)[0] + "…"
