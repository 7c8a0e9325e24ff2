"""Paths, folders, addresses and standard input to articles, in the order given."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath, PurePosixPath
from typing import IO
from urllib.parse import urlsplit

from dealgraph.errors import InputError
from dealgraph.extractors.reading.encoding import BUFFER, Source, buffered
from dealgraph.extractors.reading.feeds import read_feed
from dealgraph.extractors.reading.html import read_html
from dealgraph.extractors.reading.json_records import read_json, read_json_lines
from dealgraph.extractors.reading.plain import read_markdown, read_text
from dealgraph.extractors.reading.records import Kind, Record, Unreadable, storable, to_article
from dealgraph.extractors.reading.warc import read_warc
from dealgraph.extractors.reading.web import SUFFIXES, fetch, is_address
from dealgraph.schemas import Article

Reader = Callable[[Source], Iterator[Record | Unreadable]]

READERS: dict[str, Reader] = {
    ".jsonl": read_json_lines,
    ".json": read_json,
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xml": read_feed,
    ".rss": read_feed,
    ".atom": read_feed,
    ".warc": read_warc,
}
"""The reader of each suffix. Each may be compressed: `.jsonl.gz`."""


def read(paths: Iterable[str | os.PathLike[str]], *, stdin: IO[bytes] | None = None) -> Iterator[Article | Unreadable]:
    """The articles of files, folders, addresses (`https://…`) and `-` (JSON lines on standard input), in input order.

    What can't be read stands in its place as an Unreadable, and the rest goes on: nothing is raised for any input.
    Folders are walked in the order of their names, without hidden files and those in no known format. Files are
    streamed: memory holds one record and, to notice another text under an identity already read, about 100 bytes for
    each article.
    """
    contents: dict[int, int] = {}
    for path in paths:
        for record in read_records(os.fspath(path), stdin):
            article = to_article(record) if isinstance(record, Record) else record
            if isinstance(article, Article) and not _is_first_or_same(article, contents):
                name = article.url or article.doc_id
                article = Unreadable(record.where, "duplicate", f"another text was read as {name}; the first is kept")
            yield article


def _is_first_or_same(article: Article, contents: dict[int, int]) -> bool:
    """Whether the article's identity is new, or its content the one that it had before."""
    content = int(article.content_hash[:15], 16)
    return contents.setdefault(int(article.id[-15:], 16), content) == content


def read_records(path: str, stdin: IO[bytes] | None = None) -> Iterator[Record | Unreadable]:
    """What one argument of the command line holds, as its file gives it: each record with its place."""
    if path == "-":
        stream = buffered(stdin or sys.stdin.buffer)
        yield from _guarded("stdin", read_json_lines(Source("stdin", "stdin", stream)))
    elif is_address(path):
        yield from _guarded(path, _fetched(path))
    elif Path(path).is_dir():
        yield from _folder(Path(path))
    elif not Path(path).exists():
        yield Unreadable(storable(path), "missing", "isn't there")
    elif reader := _reader(path):
        yield from _file(Path(path), Path(Path(path).name), reader)
    else:
        yield Unreadable(storable(path), "missing", f"is in no known format ({_formats()})")


def _reader(name: str) -> Reader | None:
    """The reader for a file of this name; None when its suffix is not known."""
    return READERS.get(PurePath(_uncompressed(name)).suffix.lower())


def _formats() -> str:
    return ", ".join(READERS)


def _uncompressed(name: str) -> str:
    """The name without `.gz`."""
    return name[:-3] if name.lower().endswith(".gz") else name


def _folder(folder: Path) -> Iterator[Record | Unreadable]:
    """The files below a folder in the order of their names, each real folder once."""
    seen: set[Path] = set()
    empty = True
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path.is_dir():
            if path.resolve() in seen:
                continue
            seen.add(path.resolve())
            try:
                inside = sorted(path.iterdir(), reverse=True)
            except OSError as error:
                yield Unreadable(storable(str(path)), *_why(error))
                empty = False
                continue
            waiting += [entry for entry in inside if not entry.name.startswith(".")]
        elif path.is_file() and (reader := _reader(path.name)):
            empty = False
            yield from _file(path, path.relative_to(folder), reader)
    if empty:
        yield Unreadable(storable(str(folder)), "empty", f"is a folder without a file in a known format ({_formats()})")


def _file(path: Path, name: Path, reader: Reader) -> Iterator[Record | Unreadable]:
    """What a file holds; `name` is its path below the folder that was named."""
    where, doc_id = storable(str(path)), PurePath(_uncompressed(name.as_posix())).with_suffix("").as_posix()

    def records() -> Iterator[Record | Unreadable]:
        with _open(path) as stream:
            yield from reader(Source(where, doc_id, stream))

    yield from _guarded(where, records())


def _fetched(url: str) -> Iterator[Record | Unreadable]:
    source, content_type = fetch(url)
    suffix = SUFFIXES.get(content_type) or PurePosixPath(urlsplit(source.url or url).path).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        raise InputError(f"is in no known format ({content_type})")
    yield from reader(source)


def _guarded(where: str, records: Iterator[Record | Unreadable]) -> Iterator[Record | Unreadable]:
    """The records, and why they end before the input does, if so."""
    try:
        yield from records
    except (InputError, OSError, EOFError, ValueError, zlib.error) as error:
        yield Unreadable(where, *_why(error))


def _why(error: Exception) -> tuple[Kind, str]:
    if isinstance(error, FileNotFoundError):
        return "missing", "isn't there"
    if isinstance(error, InputError):
        return "missing", str(error)
    if isinstance(error, OSError) and error.strerror:
        return "missing", f"can't be read: {error.strerror}"
    return "broken", f"is cut off or damaged: {error}"


class _GzipFile(gzip.GzipFile):
    """A gzip file that is cut off is an error of the file (OSError), which no reader takes for its regular end."""

    def read(self, size: int | None = -1) -> bytes:
        try:
            return super().read(size)
        except (EOFError, zlib.error) as error:
            raise gzip.BadGzipFile(str(error)) from error


def _open(path: Path) -> io.BufferedReader:
    if path.name.lower().endswith(".gz"):
        return buffered(_GzipFile(path))
    return buffered(path.open("rb", buffering=BUFFER))
