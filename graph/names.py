"""Names as people write them, brought to a form in which equal names are equal."""

from __future__ import annotations

import re
import unicodedata

LEGAL = frozenset("pt tbk persero inc corp corporation co company ltd limited plc llc lp ag sa nv gmbh bhd pte".split())


def words_of(name: str) -> list[str]:
    """The words of a name: no case, no diacritics, no punctuation.

    >>> words_of("L'Oréal S.A.")
    ['loreal', 'sa']
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.findall(r"\w+", re.sub(r"[.'’`]", "", plain))


def core_name(name: str) -> str:
    """The name less case, diacritics, punctuation and legal forms (all words where nothing else is left).

    >>> core_name("PT Bank Rakyat Indonesia (Persero) Tbk")
    'bank rakyat indonesia'
    """
    words = words_of(name)
    return " ".join(w for w in words if w not in LEGAL) or " ".join(words) or name
