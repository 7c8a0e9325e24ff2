"""Web archives (WARC, ISO 28500): one article an archived page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dealgraph.extractors.reading.encoding import Source
from dealgraph.extractors.reading.html import MAX_PAGE_BYTES, read_page
from dealgraph.extractors.reading.records import Record, Unreadable

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord
    from warcio.statusandheaders import StatusAndHeaders

HTML_TYPES = ("text/html", "application/xhtml+xml")


def read_warc(source: Source) -> Iterator[Record | Unreadable]:
    """The pages that a crawl was answered with; requests, redirects, errors, images and the like are passed over."""
    from warcio.archiveiterator import ArchiveIterator

    archive = ArchiveIterator(source.stream)
    archive.INC_RECORD = ""  # what it would print of a damaged record; it counts them too
    number = 0
    try:
        for number, record in enumerate(archive, start=1):
            headers = _page_headers(record)
            if headers is not None:
                yield _page(record, headers, f"{source.where}, record {number}")
    except OSError:
        raise  # the file itself can't be read on
    except Exception as error:  # a parser of what crawlers write; nothing after the place where it stumbles can be read
        place = f" after record {number}" if number else ""
        yield Unreadable(source.where, "broken", f"is no web archive{place} ({type(error).__name__})")
    if archive.err_count:
        yield Unreadable(source.where, "broken", f"has records of a wrong length, read in part: {archive.err_count}")


def _page_headers(record: ArcWarcRecord) -> StatusAndHeaders | None:
    """The headers that describe the page when the record holds one: HTML that a server sent with status 200."""
    if record.rec_type == "response" and record.http_headers and record.http_headers.get_statuscode() == "200":
        headers = record.http_headers
    elif record.rec_type == "resource":
        headers = record.rec_headers
    else:
        return None
    return headers if _content_type(headers)[0] in HTML_TYPES else None


def _page(record: ArcWarcRecord, headers: StatusAndHeaders, where: str) -> Record | Unreadable:
    from warcio.bufferedreaders import BufferedReader

    url = record.rec_headers.get_header("WARC-Target-URI")
    where = f"{where} ({url})"
    encoding = (headers.get_header("Content-Encoding") or "identity").lower()
    if encoding != "identity" and encoding not in BufferedReader.get_supported_decompressors():
        return Unreadable(where, "broken", f"is compressed as {encoding}, which is not read")
    data = record.content_stream().read(MAX_PAGE_BYTES + 1)
    while record.raw_stream.read(2**16):
        pass  # up to the end of the record
    if getattr(record.raw_stream, "limit", 0) > 0:
        return Unreadable(where, "broken", "is cut off")
    return read_page(data, where, doc_id=url, url=url, charset=_content_type(headers)[1])


def _content_type(headers: StatusAndHeaders) -> tuple[str, str | None]:
    """Type and charset, as in `Content-Type: text/html; charset=utf-8`."""
    from email.message import Message

    message = Message()
    message["Content-Type"] = headers.get_header("Content-Type") or ""
    return message.get_content_type(), message.get_content_charset()
