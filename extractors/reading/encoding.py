"""Bytes to text: the encodings that article files come in, and lines that can't blow memory."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator
from typing import IO, Any, NamedTuple, cast

MAX_RECORD_BYTES = 16 * 2**20
"""A line, record or file of text beyond 16 MiB is not read: no article is as long, whatever its mark-up or escapes."""

BUFFER = 2**16  # bytes; what `peek` sees of a stream

# UTF-32 first: its mark begins with that of UTF-16.
MARKS = [
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


class EncodingError(ValueError):
    """Bytes that aren't text; the message says where and why."""


class Source(NamedTuple):
    """One input, opened. `where` is its name as the user knows it, `doc_id` the id of an article that is all of it."""

    where: str
    doc_id: str
    stream: io.BufferedReader
    url: str | None = None
    charset: str | None = None

    def read(self) -> bytes | None:
        """All of it; None when it has more than `MAX_RECORD_BYTES`."""
        data = self.stream.read(MAX_RECORD_BYTES + 1)
        return data if len(data) <= MAX_RECORD_BYTES else None


def buffered(stream: IO[bytes] | io.BufferedIOBase) -> io.BufferedReader:
    """The stream with `peek`. (BufferedReader reads from any binary stream, though its type asks for a raw one.)"""
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(Any, stream), BUFFER)


def encoding_of(head: bytes) -> str:
    """The encoding that a byte order mark names, UTF-8 without one."""
    return next((encoding for mark, encoding in MARKS if head.startswith(mark)), "utf-8")


def decode(data: bytes) -> str:
    """The text of a whole file or line. Raises EncodingError with the place of the first byte that is wrong.

    A NUL byte in UTF-8 marks a binary file, or UTF-16 without its mark, so it is refused.
    """
    encoding = encoding_of(data[:4])
    if encoding.startswith("utf-8") and 0 in data:
        raise EncodingError(f"is not text: byte {data.index(0) + 1} is NUL (UTF-16 needs a byte order mark)")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise EncodingError(f"is not valid {name} at byte {error.start + 1}") from None


def numbered_lines(stream: io.BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a stream, counted from 1, in UTF-8 and without line end; blank ones are left out.

    One beyond `MAX_RECORD_BYTES` is passed over without being held, and given as None.
    """
    readline = _line_reader(stream)
    number = 0
    while line := readline(MAX_RECORD_BYTES):
        number += 1
        too_long = False
        while not line.endswith(b"\n") and (rest := readline(MAX_RECORD_BYTES)):
            line, too_long = rest, True
        if too_long:
            yield number, None
        elif line.strip():
            yield number, line.rstrip(b"\r\n")


def _line_reader(stream: io.BufferedReader) -> Callable[[int], bytes]:
    encoding = encoding_of(stream.peek(4)[:4])
    if encoding == "utf-8":
        return stream.readline
    if encoding == "utf-8-sig":
        stream.read(len(codecs.BOM_UTF8))
        return stream.readline
    # What is wrong in UTF-16 stays wrong in UTF-8, so that `decode` finds it in its line.
    text = io.TextIOWrapper(stream, encoding, errors="surrogatepass", newline="\n")
    return lambda limit: text.readline(limit // 4).encode("utf-8", "surrogatepass")
