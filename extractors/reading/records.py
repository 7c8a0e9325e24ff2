"""From what a reader found to an Article: the fields of a record, whatever they are called, checked and tidied."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from dealgraph.extractors.language import UNDETERMINED, identify
from dealgraph.extractors.reading.published import normalize_published
from dealgraph.schemas import LANGUAGES, Article, canonical_url
from dealgraph.schemas.article import digest

logger = logging.getLogger(__name__)

MAX_TEXT_CHARS = 1_000_000
"""No news article is longer (150,000 words); what is longer is a dump of something else."""

Kind = Literal["missing", "broken", "empty", "too large", "language", "duplicate"]


class Record(NamedTuple):
    """An article as its file gives it. `where` is its place as a user knows it: `news.jsonl, line 7`."""

    where: str
    fields: Mapping[str, object]


class Unreadable(NamedTuple):
    """What could not be read, where and why. The kinds, for counting:

    - `missing`: isn't there, can't be opened or fetched, or is in no known format
    - `broken`: bytes or syntax that can't be decoded
    - `empty`: a record without text, a page or a folder without an article
    - `too large`: beyond the limit that is documented for it
    - `language`: an article in a language that is not served
    - `duplicate`: another text under an identity already read
    """

    where: str
    kind: Kind
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


# What records call their fields, the preferred name first.
DOC_ID = ("doc_id", "id", "url")
TEXT = ("text", "body", "content")
LANGUAGE = ("lang", "language")
PUBLISHED = ("published", "date")

LANGUAGE_NAMES = {
    "en": "en", "eng": "en", "english": "en", "inggris": "en",
    "id": "id", "in": "id", "ind": "id", "indonesian": "id", "indonesia": "id", "bahasa indonesia": "id",
}  # fmt: skip
NO_LANGUAGE = ("und", "mul", "mis", "zxx")  # ISO 639-2: undetermined, several, uncoded, none

# Characters that no UTF-8 file and no graph store can hold. Replaced one for one, so that offsets stay.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with U+FFFD in place of each NUL and each lone surrogate; its length stays."""
    return UNSTORABLE.sub("\ufffd", text)


def to_article(record: Record) -> Article | Unreadable:
    """The article of a record, or why there is none.

    The text stays as it is but for newlines (`\\r\\n` and `\\r` become `\\n`) and characters that can't be stored.
    A record's own language wins over what its text looks like. One without an id or url is known by its content.
    """
    where, fields = record
    text = _string(fields, TEXT)
    if text is None:
        return Unreadable(where, "empty", _why_no_text(fields))
    if len(text) > MAX_TEXT_CHARS:
        return Unreadable(where, "too large", f"its text has {len(text):,} characters, more than {MAX_TEXT_CHARS:,}")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    title = _string(fields, ("title",))
    language = _own_language(fields) or identify(f"{title}\n\n{text}" if title else text)
    served = next((code for code in LANGUAGES if code == language), None)
    if served is None:
        told = f"not served: {language}" if language != UNDETERMINED else "that can't be told"
        return Unreadable(where, "language", f"is in a language {told}")
    return Article(
        doc_id=_string(fields, DOC_ID) or "text-" + digest(f"{title or ''}\n\n{text}"),
        text=text,
        title=title,
        url=_url(fields),
        publisher=_string(fields, ("publisher",)),
        published=_published(where, fields, day_first=served == "id"),
        language=served,
    )


def _string(fields: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    """The first of the fields that says something; numbers count as strings, white space says nothing."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return storable(value)
    return None


def _why_no_text(fields: Mapping[str, object]) -> str:
    given = [name for name in TEXT if fields.get(name) is not None]
    if not given:
        return "has no text (no field text, body or content)"
    if isinstance(fields[given[0]], str):
        return "its text is empty"
    return f"its {given[0]} is a {type(fields[given[0]]).__name__}, not a string"


def _own_language(fields: Mapping[str, object]) -> str | None:
    """The code of the language that the record names (`en-GB`, `Indonesian`, `ms`); None when it names none."""
    name = (_string(fields, LANGUAGE) or "").strip().lower()
    code = re.split(r"[-_]", name)[0]
    known = LANGUAGE_NAMES.get(name) or LANGUAGE_NAMES.get(code)
    if known or not re.fullmatch(r"[a-z]{2,3}", code) or code in NO_LANGUAGE:
        return known
    return code


def _url(fields: Mapping[str, object]) -> str | None:
    """The record's url, unless it is one that can't be taken apart (`http://[`)."""
    url = _string(fields, ("url",))
    try:
        return url if url and canonical_url(url) else None
    except ValueError:
        return None


def _published(where: str, fields: Mapping[str, object], *, day_first: bool) -> str | None:
    given = next((fields[name] for name in PUBLISHED if fields.get(name) not in (None, "")), None)
    if given is None:
        return None
    published = normalize_published(given, day_first=day_first)
    if published is None:
        logger.warning("%s: the date %.60r is not understood and is left out", where, given)
    return published
