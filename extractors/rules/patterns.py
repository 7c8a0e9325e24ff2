"""Relations that no verb tells: `X, a unit of Y`, `Y's X division`, `anak usaha Y, X`, `customers include X`.

A pattern is a regular expression over the words of a sentence in which every name is `@` and its index. In the tables,
`<owner>` stands for a name that fills this role, `<unit>`, `<child>` and `<adj>` for the words given below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dealgraph.extractors.rules.frames import Instance
from dealgraph.extractors.rules.layout import LINKS, Item
from dealgraph.extractors.rules.lexicon import Frame, parse_frame
from dealgraph.schemas import Language, Role

WORDS = {
    "<adj>": r"(?:[\w.\-]+ ){0,4}?",
    "<unit>": r"(?:unit|subsidiary|division|arm|affiliate|subsidiaries|units|portfolio company|portfolio companies)",
    "<child>": r"(?:anak usaha|anak perusahaan|entitas anak|unit usaha|cucu usaha|lini bisnis|sub ?holding)",
    "<namely>": r",? ?(?:yakni |yaitu |bernama )?,? ?",
    "<include>": r"(?:include|includes|including|such as|are)",
    "<being>": r"(?:yang )?(?:merupakan |adalah |sebagai |selaku |menjadi )?",
}
OWNERSHIP_EN = (
    r"<owned> ,? ?(?:which is |is |was )?(?:now )?(?:a|an|the|part of the)? ?<adj><unit> of (?:the )?<adj><owner>",
    r"<owned> , [^@;]{0,160}? and an? <adj><unit> of <adj><owner>",
    r"<owned> , <owner> 's <adj><unit>\b",
    r"<owned> (?:'s |and its )?(?:parent|owner)(?: company)? ,? ?<owner>",
    r"<owned> ,? in which <owner> (?:is|has|holds|owns|currently|already|held)\b",
    r"<owner>(?: 's)? (?:(?:wholly|majority)[- ]?owned )?<unit> ,? ?<owned>(?! 's)",
    r"<owner> (?:'s )?<owned> <adj>(?:unit|arm|division|subsidiary)\b",
    r"(?:through|via) <owner> ,? ?<adj><unit> ,? ?<owned>",
    r"<owner> <adj><unit> ,? <owned> ,",
    r"<owner> ,? (?:is )?(?:the |a |an )?<adj>(?:parent|owner|parent company|holding company) of <adj><owned>",
    r"<owner> (?:owned|backed) <owned>",
    r"<unit> of <owner> <include> <owned>",
    r"<owner>(?: 's)? <unit> <include> <owned>",
)
OWNERSHIP_ID = (
    r"<owned> ,? ?<being>(?:salah satu )?<child> (?:dari |milik )?<owner>",
    r"<owned> (?:yang merupakan )?(?:milik|besutan) <owner>",
    r"<owned> ,? ?<being>bagian dari <owner>",
    r"<child> <owner><namely><owned>",
    r"<owner> ,? ?(?:melalui|lewat) (?:<child>(?:nya)?|unit usahanya)<namely><owned>",
    r"<owner> ,? ?<being>(?:perusahaan )?induk (?:usaha |perusahaan )?(?:dari )?<owned>",
    r"<owner> ,? ?<being>(?:pemilik|pengendali|pemegang saham (?:mayoritas|utama|pengendali)) (?:dari |merek )?<owned>",
    r"<owner> memiliki <child><namely><owned>",
    r"(?:induk usaha|induk perusahaan|induk) <owned><namely><owner>",
)
SUPPLY_EN = (
    r"<supplier> [^@;]{0,60}?(?:customers|clients)[^@;]{0,40}? <include> <adj><customer>",
    r"<supplier> 's (?:\w+ ){0,2}(?:customers|clients) ,? ?<include> <adj><customer>",
)
SUPPLY_ID = (
    r"<supplier> [^@;]{0,60}?(?:pelanggan|klien)(?:nya)? [^@;]{0,30}?(?:seperti|adalah|termasuk|antara lain) "
    r"<customer>",
)
# A sentence without one of these words has none of the relations.
CUES = frozenset(
    "unit subsidiary division arm affiliate subsidiaries units parent owner which portfolio owned backed customers "
    "clients anak entitas cucu lini sub subholding induk pemilik pengendali pemegang milik besutan bagian pelanggan "
    "pelanggannya klien kliennya".split()
)


Pattern = tuple[Frame, tuple[Role, Role], re.Pattern[str]]


def _compiled(spec: str, roles: tuple[Role, Role], patterns: Sequence[str]) -> list[Pattern]:
    compiled: list[Pattern] = []
    for pattern in patterns:
        for word, expression in WORDS.items():
            pattern = pattern.replace(word, expression)
        for role in roles:
            pattern = pattern.replace(f"<{role}>", rf"(?P<{role}>@\d+)")
        compiled.append((parse_frame(spec), roles, re.compile(pattern)))
    return compiled


def _of_language(ownership: Sequence[str], supply: Sequence[str]) -> list[Pattern]:
    holdings = _compiled("ownership: owner > owned", ("owner", "owned"), ownership)
    return holdings + _compiled("supply: supplier > customer", ("supplier", "customer"), supply)


PATTERNS: dict[Language, list[Pattern]] = {
    "en": _of_language(OWNERSHIP_EN, SUPPLY_EN),
    "id": _of_language(OWNERSHIP_ID, SUPPLY_ID),
}


def match_patterns(items: Sequence[Item], language: Language) -> Iterator[Instance]:
    """What the patterns find in a sentence, each pair of parties once. Names listed behind the object go with it."""
    if CUES.isdisjoint(item.word for item in items):
        return
    text = " ".join(f"@{k}" if item.names and item.kind != "person" else item.word for k, item in enumerate(items))
    seen: set[tuple[str, int, int]] = set()
    for frame, roles, pattern in PATTERNS[language]:
        for match in pattern.finditer(text):
            subject, thing = (int(match[role][1:]) for role in roles)
            pair = (frame.type, items[subject].party, items[thing].party)
            if pair[1] == pair[2] or pair in seen or items[thing].kind in ("reference", "possessive"):
                continue
            seen.add(pair)
            listed = _listed(items, thing) if thing > subject else [thing]
            filled: list[tuple[Role, int]] = [(roles[0], subject), *((roles[1], k) for k in listed)]
            first, last = sorted((subject, thing))
            yield Instance(frame, frame.type, first, last + 1, "noun", False, filled, words_apart=True)


def _listed(items: Sequence[Item], k: int) -> list[int]:
    """The names of the list that begins at k: `A, B and C`."""
    found = [k]
    while k + 2 < len(items):
        step = 3 if items[k + 1].word == "," and items[k + 2].word in LINKS else 2
        joined = items[k + 1].word in LINKS | {","} and k + step < len(items)
        if not joined or items[k + step].kind not in ("company", "name"):
            break
        k += step
        found.append(k)
    linked = any(items[n - 1].word in LINKS for n in found[1:])
    return found if linked else found[:1]
