"""Whom a sentence credits: `Reuters reported`, `according to Jane Doe`, `dikutip dari Kontan`, `kata Budi Santoso`.

Outlets, persons and organisations alike; whether one is a party to the deal or the publisher itself, and so no credit
for the fact, is for the caller to see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealgraph.extractors.values.found import Found
from dealgraph.extractors.values.patterns import alternatives, phrases
from dealgraph.extractors.values.positions import HEAD
from dealgraph.schemas import Language


@dataclass(frozen=True, slots=True)
class FoundCredit(Found):
    """A name that is credited; `raw` is the name. `titled`: a title stood before it, so that `raw` may begin with an
    organisation (`CEO Kalla Group Solihin Kalla`: `Kalla Group Solihin Kalla`), and only its last name is credited."""

    titled: bool = False


WORD = r"(?:[A-Z][\w.'’&-]{0,40}[\w.]|[A-Z]|\d{1,4}[a-z]\w{0,20}|al-[A-Z]\w{1,30})"
NAME = rf"(?<![\w.])(?:{WORD})(?:\s(?:(?:of|de|la|der|van|von|bin|und)\s)?{WORD}){{0,6}}"
PAPER = (
    r"(?:\s(?:(?:business|news|daily|weekly|financial)\s){0,3}"
    r"(?:newspaper|daily|weekly|agency|magazine|website|reports?))?"
)
SAYS = alternatives(
    phrases("""
    said, says, told, reported, reports, added, confirmed, noted, wrote, cited, quoted, estimated, stated, announced,
    mengatakan, menyatakan, menuturkan, menjelaskan, mengungkapkan, mengungkap, menyebut, menyebutkan, menambahkan,
    melaporkan, memaparkan, bilang, berujar, mengaku, menegaskan, memberitakan, menulis, memastikan, mencatat, menilai,
    menerangkan, mengklaim, menuliskan, mewartakan, memperkirakan, mengemukakan, berharap, menceritakan, mengusulkan,
    membenarkan, mengakui, membantah
    """)
)
SAID_BY = alternatives(
    phrases("""
    according to, said, says, told, quoted by, cited by, citing, quoting, reported by,
    kata, ujar, tutur, ucap, jelas, ungkap, imbuh, tambah, terang, papar, tegas, sebut, sambung, pungkas, tandas,
    tutup, lanjut, menurut, mengutip, melansir, dikutip, dilansir, disitat, dilaporkan, dikabarkan, diberitakan,
    diungkapkan, disampaikan
    """)
)
LINK = (
    r"(?:\s(?:the|a|an|to|from|by|in|reports?|dari|oleh|laman|media|situs|harian|kantor\sberita|via|melalui|laporan|data|"
    r"sumber|surat\skabar|majalah|news|agency|newspaper|business|daily|Russian|Russian\sNews\sAgency|German|UK)){0,6}"
)
APPOSITION = r"(?:,\s[^.;\"“”]{3,80}?,|\s\([^()]{2,30}\))?"
OFFICE = (
    r"(?:\s(?:chief|executive|senior|analyst|spokes\w{2,8}|chairman|president|director|minister|secretary|manager|"
    r"economist)){1,3}"
)
CREDITED = (
    re.compile(rf"(?P<name>{NAME}){APPOSITION},?{PAPER}\s(?:(?:has|had|juga|also|pun|turut)\s)?(?:{SAYS})\b"),
    re.compile(rf"\b(?i:{SAID_BY})(?:nya)?{LINK},?\s(?P<name>{NAME})(?:(?:,|{OFFICE})\s(?P<person>{NAME}))?"),
    re.compile(rf"\b[Rr]eports?\s(?:in|by|from){LINK}\s(?P<name>{NAME})(?:\sand\s(?:the\s)?(?P<second>{NAME}))?"),
    re.compile(rf"(?P<name>{NAME})(?:['’]s)?\s(?:news\sagency\s)?reports?\b"),
)
# Capitalised words that open a sentence or stand in place of a name.
NO_NAMES = frozenset(
    """
    he she it they we i but and the this that these those in on at a an separately however meanwhile both company
    officials executives sources analysts monday tuesday wednesday thursday friday saturday sunday ia dia mereka kami
    perseroan perusahaan pihaknya beliau sementara sebelumnya selain adapun namun pemerintah sumber analis menteri
    senin selasa rabu kamis jumat sabtu minggu
    """.split()
)
ARTICLE = re.compile(
    r"(?:The|In|But|And|Separately|Menurut|Namun|Sementara|Sebelumnya|Adapun|Selain|Kepala|Bos|Menteri)\s"
)


def find_credits(sentence: str, language: Language) -> list[FoundCredit]:
    """The names that a sentence credits, in order, without titles and articles.

    >>> [credit.raw for credit in find_credits("Meta is in talks, the Wall Street Journal reported.", "en")]
    ['Wall Street Journal']
    """
    del language  # a name and a verb of saying tell in either language
    found: dict[int, FoundCredit] = {}
    for pattern in CREDITED:
        for match in pattern.finditer(sentence):
            named = [_credit(sentence, *match.span(group)) for group in pattern.groupindex if match[group]]
            if len(named) == 2 and match.lastgroup == "person":
                # `kata Direktur Lautan Luas, Herman Santoso`: the office names its company, then its holder.
                office = "," not in match[0] or (named[0] is not None and named[0].titled)
                named = named[1:] if office else named[:1]
            found |= {credit.end: credit for credit in named if credit and credit.end not in found}
    return [found[end] for end in sorted(found)]


def _credit(sentence: str, start: int, end: int) -> FoundCredit | None:
    titled = False
    while article := ARTICLE.match(sentence, start, end):
        start = article.end()
    for head in HEAD.finditer(sentence, start, end):
        if head.end() < end:
            start, titled = head.end() + 1, True
    name = (
        sentence[start:end].rstrip(".,") if not re.search(r"\b[A-Z]\.$", sentence[start:end]) else sentence[start:end]
    )
    name = re.sub(r"['’]s$", "", name)
    if len(name) < 2 or name.casefold() in NO_NAMES or not name[0].isalnum():
        return None
    return FoundCredit(start, start + len(name), name, titled)
