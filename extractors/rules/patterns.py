"""Relations that no verb tells: `X, a unit of Y`, `Y's X division`, `anak usaha Y, X`, `CEO of X`.

A pattern is a regular expression over the words of a sentence in which every name is `@` and its index; its groups
are roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dealgraph.extractors.rules.frames import Instance
from dealgraph.extractors.rules.layout import Item
from dealgraph.extractors.rules.lexicon import Frame, parse_frame
from dealgraph.schemas import Language, Role

ADJECTIVES = r"(?:[\w.\-]+ ){0,4}?"
UNIT = r"(?:unit|subsidiary|division|arm|affiliate|subsidiaries|units|portfolio company|portfolio companies)"
CHILD = r"(?:anak usaha|anak perusahaan|entitas anak|unit usaha|cucu usaha|lini bisnis|sub holding|subholding)"
NAME = r"@\d+"

OWNERSHIP: dict[Language, tuple[str, ...]] = {
    "en": (
        rf"(?P<owned>{NAME}) ,? ?(?:which is |is |was )?(?:now )?(?:a|an|the|part of the)? ?{ADJECTIVES}{UNIT} of (?:the )?"
        rf"{ADJECTIVES}(?P<owner>{NAME})",
        rf"(?P<owner>{NAME})(?: 's)? (?:(?:wholly|majority)[- ]?owned )?{UNIT} ,? ?(?P<owned>{NAME})(?! 's)",
        rf"(?P<owner>{NAME}) 's (?P<owned>{NAME}) {UNIT}\b",
        rf"(?P<owner>{NAME}) (?P<owned>{NAME}) {UNIT}\b",
        rf"(?:through|via) (?P<owner>{NAME}) ,? ?{ADJECTIVES}{UNIT} ,? ?(?P<owned>{NAME})",
        rf"(?P<owner>{NAME}) {ADJECTIVES}{UNIT} ,? (?P<owned>{NAME}) ,",
        rf"(?P<owner>{NAME}) ,? (?:is )?(?:the |a |an )?{ADJECTIVES}(?:parent|owner|parent company|holding company) of "
        rf"{ADJECTIVES}(?P<owned>{NAME})",
        rf"(?P<owned>{NAME}) (?:'s|and its) {ADJECTIVES}(?:parent|owner)(?: company)? ,? ?(?P<owner>{NAME})",
        rf"(?P<owner>{NAME}) (?:owned|backed) (?P<owned>{NAME})",
        rf"(?P<owned>{NAME}) parent(?: company)? ,? ?(?P<owner>{NAME})",
        rf"(?P<owned>{NAME}) , (?P<owner>{NAME}) 's {ADJECTIVES}{UNIT}\b",
        rf"(?P<owned>{NAME}) , [^@;]{{0,160}}? and an? {ADJECTIVES}{UNIT} of {ADJECTIVES}(?P<owner>{NAME})",
        rf"(?P<owned>{NAME}) ,? in which (?P<owner>{NAME}) (?:is|has|holds|owns|currently|already|held)\b",
        rf"(?P<owner>{NAME}) (?P<owned>{NAME}) {ADJECTIVES}(?:unit|arm|division|subsidiary)\b",
        rf"{UNIT} of (?P<owner>{NAME}) (?:include|are) (?P<owned>{NAME})",
        rf"(?P<owner>{NAME})(?: 's)? {UNIT} (?:include|are) (?P<owned>{NAME})",
    ),
    "id": (
        rf"(?P<owned>{NAME}) ,? ?(?:yang )?(?:merupakan |adalah |sebagai |selaku )?(?:salah satu )?{CHILD} (?:dari |milik )?"
        rf"(?P<owner>{NAME})",
        rf"{CHILD} (?P<owner>{NAME}) ,? ?(?:yakni |yaitu )?,? ?(?P<owned>{NAME})",
        rf"(?P<owner>{NAME}) ,? ?(?:melalui|lewat) (?:{CHILD}(?:nya)?|unit usahanya) ,? ?(?:yakni |yaitu )?,? ?(?P<owned>{NAME})",
        rf"(?P<owner>{NAME}) ,? ?(?:selaku |sebagai |yang merupakan |adalah )?(?:perusahaan )?induk (?:usaha |perusahaan )?(?:dari )?"
        rf"(?P<owned>{NAME})",
        rf"(?P<owner>{NAME}) ,? ?(?:selaku |sebagai |adalah )?(?:pemilik|pengendali|pemegang saham (?:mayoritas|utama|pengendali)) "
        rf"(?:dari |merek )?(?P<owned>{NAME})",
        rf"(?P<owned>{NAME}) (?:yang merupakan )?(?:milik|besutan) (?P<owner>{NAME})",
        rf"(?P<owned>{NAME}) ,? ?(?:yang )?(?:merupakan |menjadi )?bagian dari (?P<owner>{NAME})",
        rf"(?:induk usaha|induk perusahaan|induk) (?P<owned>{NAME}) ,? ?(?:yakni |yaitu )?,? ?(?P<owner>{NAME})",
        rf"(?P<owner>{NAME}) memiliki {CHILD} ,? ?(?:yakni |yaitu |bernama )?,? ?(?P<owned>{NAME})",
    ),
}
FRAME = parse_frame("ownership: owner > owned")
COMPILED: dict[Language, tuple[tuple[Frame, re.Pattern[str]], ...]] = {
    language: tuple((FRAME, re.compile(pattern)) for pattern in patterns) for language, patterns in OWNERSHIP.items()
}
CUES: dict[Language, frozenset[str]] = {
    "en": frozenset(
        "unit subsidiary division arm affiliate subsidiaries units parent owner which portfolio owned backed holding".split()
    ),
    "id": frozenset(
        "anak entitas unit cucu lini sub subholding induk pemilik pengendali pemegang milik besutan bagian".split()
    ),
}


def match_patterns(items: Sequence[Item], language: Language) -> Iterator[Instance]:
    """What the patterns find in a sentence; the coordinated names behind a role go with it."""
    if not any(item.word in CUES[language] for item in items):
        return
    parts = [f"@{k}" if item.names and item.kind != "person" else item.word for k, item in enumerate(items)]
    text = " ".join(parts)
    seen: set[tuple[int, int]] = set()
    for frame, pattern in COMPILED[language]:
        for match in pattern.finditer(text):
            owner, owned = int(match["owner"][1:]), int(match["owned"][1:])
            pair = (items[owner].party, items[owned].party)
            if pair[0] == pair[1] or pair in seen or items[owned].kind in ("reference", "possessive"):
                continue
            seen.add(pair)
            roles: list[tuple[Role, int]] = [("owner", owner), ("owned", owned)]
            first, last = sorted((owner, owned))
            yield Instance(frame, frame.type, first, last + 1, "noun", False, roles, words_apart=True)
