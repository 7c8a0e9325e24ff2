"""JSON: records a line (`.jsonl`), an array of them, or one (`.json`)."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

from dealgraph.extractors.reading.encoding import (
    MAX_RECORD_BYTES,
    EncodingError,
    Source,
    decode,
    encoding_of,
    numbered_lines,
)
from dealgraph.extractors.reading.records import Record, Unreadable

DECODER = json.JSONDecoder()
BETWEEN_RECORDS = re.compile(r"[\s,\[\]]*")
CHUNK = 2**18  # characters
JSON_TYPES = {
    "list": "an array",
    "str": "a string",
    "int": "a number",
    "float": "a number",
    "bool": "a boolean",
    "NoneType": "null",
}
LIMIT = f"{MAX_RECORD_BYTES // 2**20} MiB"


def read_json_lines(source: Source) -> Iterator[Record | Unreadable]:
    """One record a line. What is wrong with a line concerns that line alone."""
    for number, line in numbered_lines(source.stream):
        where = f"{source.where}, line {number}"
        if line is None:
            yield Unreadable(where, "too large", f"is longer than {LIMIT}")
            continue
        try:
            yield _record(where, json.loads(decode(line)))
        except EncodingError as error:
            yield Unreadable(where, "broken", str(error))
        except (ValueError, RecursionError) as error:
            yield Unreadable(where, "broken", _why_broken(error))


def read_json(source: Source) -> Iterator[Record | Unreadable]:
    """An array of records, one record, or one a line; holds one record in memory at a time."""
    head = source.stream.peek()
    if _is_json_lines(head.decode(encoding_of(head), errors="replace")):
        yield from read_json_lines(source)
    else:
        yield from _read_values(source)


def _is_json_lines(head: str) -> bool:
    """Whether one of the first two lines is an object by itself, and no array is around it."""
    if not head.lstrip("\ufeff \t\r\n").startswith("{"):
        return False
    for line in head.split("\n", 2)[:2]:
        try:
            return isinstance(json.loads(line.lstrip("\ufeff")), dict)
        except (ValueError, RecursionError):
            continue
    return False


def _read_values(source: Source) -> Iterator[Record | Unreadable]:
    """The values of an array, or values one after the other. After a broken one nothing can be told apart."""
    text = io.TextIOWrapper(source.stream, encoding_of(source.stream.peek(4)[:4]), errors="surrogateescape")
    buffer, position, number, depth = "", 0, 1, 0
    while True:
        where = f"{source.where}, record {number}"
        match = BETWEEN_RECORDS.match(buffer, position)
        if match:
            position = match.end()
            depth += match.group().count("[") - match.group().count("]")
        try:
            value, end = DECODER.raw_decode(buffer, position)
        except (ValueError, RecursionError) as error:
            more = text.read(max(CHUNK, len(buffer) - position))
            buffer, position = buffer[position:] + more, 0
            if more and len(buffer) <= MAX_RECORD_BYTES:
                continue
            if more:
                yield Unreadable(
                    where, "too large", f"is broken or longer than {LIMIT}; nothing after it could be read"
                )
            elif buffer:
                yield Unreadable(where, "broken", f"{_why_broken(error)}; nothing after it could be read")
            elif depth > 0:
                yield Unreadable(where, "broken", "is missing: the file is cut off before its array ends")
            return
        # Bytes that are not UTF-8 have become lone surrogates; JSON writes its own as escapes.
        if re.search("[\udc80-\udcff]", buffer[position:end]):
            yield Unreadable(where, "broken", "is not valid UTF-8")
        else:
            yield _record(where, value)
        position, number = end, number + 1


def _record(where: str, value: object) -> Record | Unreadable:
    if isinstance(value, dict):
        return Record(where, value)
    return Unreadable(where, "broken", f"is not a JSON object but {JSON_TYPES[type(value).__name__]}")


def _why_broken(error: ValueError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return "is nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"is broken JSON: {error.msg} (column {error.colno})"
    return f"is broken JSON: {error}"
