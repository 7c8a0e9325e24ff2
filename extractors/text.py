"""Sentences and tokens of a text, with their places: `text[start:end]` is what each of them says.

Both are pure functions in one pass over the text, so the time grows with its length and no sentence is too long.
They work on what news is made of: abbreviations (`Inc.`, `PT.`, `No.`), datelines, headlines, bullet lists, hard
line breaks, text without capitals or without full stops.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Token(NamedTuple):
    """A word, number or mark. `end` is exclusive; offsets count code points."""

    text: str
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence, headline or list item, without the space around it."""

    start: int
    end: int


# Reuters codes (NWSa.N); letters with dots (U.S., N.V.); numbers with separators; a prefix before a name (ex-Google);
# words with inner marks (AT&T, Wix.com, Mobile-8, O'Neil), but not the possessive 's and not what says of a name what
# it has to do with another word (Swiss-based, EADS-owned); the possessive; any other visible character alone.
TOKEN = re.compile(
    r"\b[A-Z]{2,5}[a-z]?\.[A-Z]{1,2}\b(?!\.)"
    r"|(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,]\d+)*(?![^\W_]|[.,]\d)"
    r"|(?:ex|non|pre|post|anti|co|pro)-(?=[A-Z])"
    r"|[^\W_]+(?:(?:&|[\-‐‑](?!(?:based|owned|backed|led|listed|controlled|run|affiliated|headquartered|funded)\b)"
    r"|['’](?!s\b)|\.(?=[a-z0-9]|(?:COM|CO|ID|NET|ORG)\b))[^\W_]+)*"
    r"|['’]s\b"
    r"|[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`; offsets count from the beginning of the text.

    Characters that nobody sees (zero-width, direction marks, soft hyphens) belong to no token.

    >>> [token.text for token in tokenize("AT&T's $1.5bn bid, U.S. says")]
    ['AT&T', "'s", '$', '1.5bn', 'bid', ',', 'U.S.', 'says']
    """
    matches = TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(match[0], match.start(), match.end()) for match in matches]


# After these a full stop never ends a sentence.
TITLES = frozenset(
    "mr mrs ms dr prof gen sen rep gov capt col lt sgt rev hon st mt ft vs no nos fig art al approx est dept jan feb "
    "mar apr jun jul aug sep sept oct nov dec e.g i.e cf ir hj drs dra tn ny sdr yth kol brigjen jend mayjen hlm "
    "hal tgl jl kec kab kel tlp telp a.n s.d d.a pt cv ud rp us ra rr h kh r.a jr sr".split()
)
# After these it may: what follows decides.
MAYBE = frozenset(
    "inc corp co ltd llc llp lp plc tbk bros cos cie pty sdn bhd etc dll dsb dkk pvt intl mfg assn s.a n.v b.v a.g "
    "u.s u.k u.n u.s.a s.p.a p.m a.m p.t d.c e.u ph.d s.e s.h m.m m.b.a s.sos s.t m.si".split()
)
# Words that open a sentence far more often than they stand inside a name.
STARTERS = frozenset(
    "the a an in on it he she they we i this that these those but and as at by for from if its his her their "
    "there when while with after before under since although however meanwhile also both according other "
    "analysts shares no not you our some many most one two what who how so or to last founded based "
    "headquartered di ke dari pada dalam untuk dengan yang ini itu ia dia kami kita mereka namun tetapi tapi "
    "sementara selain sebelumnya saat ketika setelah sejak menurut adapun juga akan telah sebagai karena "
    "jika bila atas oleh hal para perseroan perusahaan saham sedangkan bahkan lalu kemudian selanjutnya "
    "sehingga serta dan meski kata".split()
)

STOP = re.compile(r"[.!?…。]+[\"'”’»)\]]*(?=\s|$)|\n")
BULLET = re.compile(r"\s*(?:[-•*·▪●–—►◦]|\(?\d{1,2}[.)]|[a-z][.)])\s")
LAST_WORD = re.compile(r"[^\s(\[\"'“‘]+$")
# A line of wrapped text is about as long as its neighbours; shorter or longer lines stand for themselves.
WRAPPED = range(45, 95)


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order; they do not overlap and leave out only space.

    The lists of abbreviations serve both languages at once, so a text that mixes them is no harder.
    A blank line always ends a sentence; a single line break does unless the line looks wrapped.

    >>> text = "Amazon.com Inc. Chief Jeff Bezos spoke. The U.S. firm agreed."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Amazon.com Inc. Chief Jeff Bezos spoke.', 'The U.S. firm agreed.']
    """
    has_capitals = any(map(str.isupper, text[:2000]))
    sentences: list[Sentence] = []
    start = line_start = 0
    for match in STOP.finditer(text):
        end = match.end()
        if match[0] == "\n":
            broken = _line_break_ends(text, line_start, match.start(), end)
            line_start = end
        else:
            broken = _stop_ends(text, match, start, has_capitals)
        if broken:
            _add(sentences, text, start, end)
            start = end
    _add(sentences, text, start, len(text))
    return sentences


def _add(sentences: list[Sentence], text: str, start: int, end: int) -> None:
    part = text[start:end]
    body = part.strip()
    if body:
        begin = start + len(part) - len(part.lstrip())
        sentences.append(Sentence(begin, begin + len(body)))


def _line_break_ends(text: str, line_start: int, line_end: int, next_start: int) -> bool:
    line = text[line_start:line_end].strip()
    following = text[next_start : next_start + 80]
    first = following.lstrip(" \t\r")[:1]
    if not line or first in ("", "\n"):
        return True
    if BULLET.match(following) or line[-1] in '.!?…:;”"':
        return True
    return not (first.islower() or line_end - line_start in WRAPPED or line[-1] in ",-–—&")


def _stop_ends(text: str, match: re.Match[str], start: int, has_capitals: bool) -> bool:
    following = text[match.end() : match.end() + 40].lstrip()
    if not following:
        return True
    first = following.lstrip("\"'“‘«([<-–—•*")[:1] or following[0]
    if first.islower() and has_capitals:
        return first != following[0] and match[0][0] in "!?"
    if match[0] != ".":
        return not (match[0] in ("...", "…") and first.islower())
    word = LAST_WORD.search(text, max(start, match.start() - 25), match.start())
    last = word[0].casefold() if word else ""
    if last in TITLES or (len(last) == 1 and last.isalpha()):
        return False
    if last in MAYBE or re.fullmatch(r"(?:\w\.)+\w", last):
        return following.split(maxsplit=1)[0].casefold().strip(',"“') in STARTERS
    # The number of a list item: `1. Delwood`.
    return not (
        last.isdigit() and len(last) <= 2 and text[max(start, match.start() - 3) : match.start()].strip() == last
    )
