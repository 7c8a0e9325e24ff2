"""Positions in companies, as written: `chief executive officer`, `senior vice president of sales`, `Plt. Dirut`,
`Direktur Manajemen Risiko, Legal, dan HSSE`.

A position is a head (`director`), what qualifies it (`non-executive`) and the field it heads (`of human resources`).
Where it could end earlier both ends are given, since `president of Lincoln` may be a title or a title and a company.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealgraph.extractors.values.found import Found
from dealgraph.extractors.values.patterns import alternatives, phrases
from dealgraph.schemas import Language


@dataclass(frozen=True, slots=True)
class FoundPosition(Found):
    """A position; `raw` is its text. `body`: a board or committee as a whole, which one joins or leaves."""

    body: bool = False


# Fields that a director, head or officer is in charge of, in both languages.
FIELDS = frozenset(
    """
    accounting acquisitions administrasi administration advertising affairs alliances analytics applications
    appointments artificial aset asia asset assets assurance audit banking baru beauty bisnis brand brands broking
    business capital care channel client clinical cloud commerce commercial communication communications community
    compensation compliance consumer content control corporate creative credit culture customer cyber dana data daya
    delivery design designate development digital distribusi distribution diversity domestic ecommerce economic
    editorial education ekosistem eksekutif eksplorasi energi energy engineering enterprise environmental equities
    equity ethics europe executive experience exploration external facilities finance financial fixed fund global
    government group growth hardware health hilirisasi hr hsse hubungan hukum human humas income independen industri
    industrial informasi information infrastructure infrastruktur innovation inovasi insights institutional
    insurance integration intelligence internal international inventory investasi investment investments investor it
    jaringan jasa joint kebijakan kelembagaan kemitraan kepatuhan keselamatan keuangan key komersial komunikasi
    konstruksi konsumen konsumer korporasi korporat kredit launch launches layanan learning legal lending litigation
    logistics logistik loyalty managed management manajemen manufacturing manusia market marketing markets media
    medical merchandising mergers messaging mikro mineral mining mobile model network new news niaga non-eksekutif
    operasi operasional operating operation operations partnerships pasok payments pelayanan pemasaran pembangkitan
    pemeliharaan pendanaan penelitian pengadaan pengawasan pengembangan pengolahan penjaminan penjualan people
    perbankan perdagangan perencanaan performance pertambangan pertumbuhan perusahaan planning platform platforms
    policy portfolio portofolio powertrain privacy private procurement product production products produk produksi
    program programs project projects property proyek public purchasing quality rantai real-estate regional
    regulatory relations reporting research resource resources restructuring retail revenue riset risiko risk ritel
    safety sales scientific sdm securities security sekretaris service services sistem software solutions sourcing
    strategi strategic strategis strategy subscription sumber supply support sustainability syariah systems talent
    tambang tax technical technology teknik teknis teknologi terbarukan trading training transformasi transformation
    transition transmisi treasuri treasury trust u.s. uk umum us usaha value-based venture ventures venue wealth
    wholesale workplace
    """.split()
)
ACRONYMS = "CEO CFO COO CTO CIO CMO CHRO CRO CPO CSO CCO CDO CAO CGO CLO CISO GM EVP SVP AVP VP MD".split()
QUALIFIERS = alternatives(
    phrases("""
    vice, deputy, executive, senior, non-executive, nonexecutive, independent, interim, acting, lead, co, group, global,
    regional, general, managing, assistant, associate, honorary, worldwide, founding, founder and, company, corporate,
    wakil, deputi, plt, plt., pjs, pj, pelaksana tugas, pelaksana tugas harian
    """)
)
HEADS = alternatives(
    phrases("""
    president director, president commissioner, chief executive, chairman, chairwoman, chairperson, chair, president,
    director, commissioner, treasurer, secretary, general counsel, controller, manager, partner, principal, head,
    founder, adviser, advisor, trustee, governor, chief scientist, chief economist, chief,
    presiden direktur, direktur utama, direktur pelaksana, direktur eksekutif, direktur independen, direktur,
    presiden komisaris, komisaris utama, komisaris independen, komisaris, presiden, ketua dewan, ketua umum, ketua,
    kepala eksekutif, kepala ilmuwan, kepala, koordinator, sekretaris perusahaan, dirut, wadirut, komut, wakomut,
    manajer, penasihat, pendiri, pejabat eksekutif, gubernur
    """)
)
CHIEF_OFFICER = r"chief\s(?:[\w&-]+\s){1,4}?officer"
QUALIFIER = re.compile(rf"(?<![\w-])(?:{QUALIFIERS})(?=[\s-])", re.I)
HEAD = re.compile(
    rf"(?<![\w-])(?:(?:{QUALIFIERS})[\s-]){{0,4}}"
    rf"(?P<core>{CHIEF_OFFICER}|{HEADS}|(?-i:{'|'.join(ACRONYMS)}))(?:s|nya)?(?![\w-])",
    re.I,
)
BODY = re.compile(
    r"\b(?:advisory\s|supervisory\s|management\s)?board(?:\sof\s(?:directors|commissioners|advisers))?\b"
    r"|\bdewan\s(?:komisaris|direksi|pengawas|pembina)\b|\bdireksi\b",
    re.I,
)
# `(CEO)` or `(PTH)` beside the long form belongs to it.
SHORT_FORM = re.compile(r"\s\([A-Z]{2,5}\)")
ALSO = re.compile(r"(?:\s(?:and|dan|merangkap|sekaligus)\s|\s?[/&]\s?)(?:the\s)?", re.I)
# A field of more words is a list of something else.
MOST_WORDS = 12
OF_BODY = re.compile(rf"\s(?:of|on)\s(?:(?:the|its|their)\s)?(?:{BODY.pattern})", re.I)
OF_FIELD = re.compile(r"\s(?:of|for|bidang)(?:\s(?:the|its))?(?=\s)", re.I)
FIELD = re.compile(r"(?:,?\s(?:and|dan|&|of)|,)?\s(?P<word>[\w'’-]+)", re.I)
FIELD_BEFORE = re.compile(r"(?P<word>[\w'’-]+)\s\Z")


def find_positions(text: str, language: Language) -> list[FoundPosition]:
    """All positions in the text in order, for each start the longest reading first, with and without what qualifies
    them; both languages at once, since Indonesian news keeps English titles.

    >>> [p.raw for p in find_positions("She was named vice president of sales.", "en")]
    ['vice president of sales', 'vice president', 'president of sales', 'president']
    """
    found = {(match.start(), match.end()): True for match in BODY.finditer(text)}
    for head in HEAD.finditer(text):
        ends = _ends(text, head.end()) | {head.end("core")}
        starts = {match.start() for match in QUALIFIER.finditer(text, head.start(), head.start("core"))}
        for start in starts | {head.start("core"), _field_start(text, head.start())}:
            found.update({(start, end): False for end in ends})
    places = sorted(found.items(), key=lambda item: (item[0][0], -item[0][1]))
    return [FoundPosition(start, end, text[start:end], body) for (start, end), body in places]


def _ends(text: str, end: int) -> set[int]:
    """Where a position whose head ends here may end."""
    ends = {end, _field_end(text, end)}
    if short := SHORT_FORM.match(text, end):
        ends |= {short.end(), _field_end(text, short.end())}
    if body := OF_BODY.match(text, end):
        ends.add(body.end())
    for stop in sorted(ends):
        also = ALSO.match(text, stop)
        head = HEAD.match(text, also.end()) if also else None
        if head:
            ends |= {head.end(), _field_end(text, head.end())}
    return ends


def _field_end(text: str, end: int) -> int:
    """Where the field that follows a head ends; `end` when none follows."""
    of = OF_FIELD.match(text, end)
    position = of.end() if of else end
    for _ in range(MOST_WORDS):
        match = FIELD.match(text, position)
        if match is None or match["word"].casefold() not in FIELDS:
            break
        position = end = match.end()
    return end


def _field_start(text: str, start: int) -> int:
    """Where the field that stands before a head starts (`finance` director); `start` when none does."""
    for _ in range(MOST_WORDS):
        match = FIELD_BEFORE.search(text, max(0, start - 24), start)
        if match is None or match["word"].casefold() not in FIELDS:
            break
        start = match.start()
    return start
