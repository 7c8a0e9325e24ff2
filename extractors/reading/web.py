"""An article or a feed by its address, for those who are online."""

from __future__ import annotations

import io
import time
from http.client import HTTPException, HTTPResponse
from importlib.metadata import version
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from dealgraph.errors import InputError
from dealgraph.extractors.reading.encoding import MAX_RECORD_BYTES, Source, buffered

TIMEOUT = 30.0
"""Seconds that a server has to answer, and as many again to send all of it."""

SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/json": ".json",
    "application/feed+json": ".json",
    "application/x-ndjson": ".jsonl",
    "text/markdown": ".md",
}
"""Which kind of file an answer of each media type is; for other types the address says it."""


def is_address(path: str) -> bool:
    return path.lower().startswith(("http://", "https://"))


def fetch(url: str, *, timeout: float = TIMEOUT) -> tuple[Source, str]:
    """What stands at the address, and its media type as the server says it (`text/html`).

    Raises InputError when the server can't be reached, answers with an error, with too much or too slowly.
    """
    try:
        request = Request(url, headers={"User-Agent": f"dealgraph/{version('dealgraph')}"})
        with urlopen(request, timeout=timeout) as answer:
            data, address = _read_in_time(answer, timeout), answer.geturl()
            content_type, charset = answer.headers.get_content_type(), answer.headers.get_content_charset()
    except HTTPError as error:
        raise InputError(f"the server answered {error.code} {error.reason}") from error
    except TimeoutError as error:
        raise InputError(f"the server did not answer within {timeout:g} seconds") from error
    except (OSError, HTTPException, ValueError) as error:
        raise InputError(f"could not be fetched: {getattr(error, 'reason', error)}") from error
    return Source(url, doc_id=url, stream=buffered(io.BytesIO(data)), url=address, charset=charset), content_type


def _read_in_time(answer: HTTPResponse, timeout: float) -> bytes:
    parts: list[bytes] = []
    size, deadline = 0, time.monotonic() + timeout
    while part := answer.read1(2**16):
        parts.append(part)
        size += len(part)
        if size > MAX_RECORD_BYTES:
            raise InputError(f"the answer is longer than {MAX_RECORD_BYTES // 2**20} MiB")
        if time.monotonic() > deadline:
            raise TimeoutError
    return b"".join(parts)
