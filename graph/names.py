"""Names as people write them, brought to forms in which equal names are equal.

The core of a name is what is left without case, diacritics, punctuation and legal form; it is what names are compared
and looked up by. All functions are pure and cached: a graph has far fewer distinct names than mentions.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from dealgraph.graph.gazetteer import countries, legal_forms
from dealgraph.graph.name_words import (
    ABBREVIATIONS,
    ASSET_WORDS,
    COMMON_WORDS,
    DEGREES,
    FUNCTION_WORDS,
    GROUP_WORDS,
    LEADING_FORMS,
    LEADING_GROUP,
    PARTY_WORDS,
    SITE_WORDS,
    STATE_FILLERS,
    STATE_WORDS,
    TITLES,
)

LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that Unicode does not decompose into a base letter and a mark."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart.

    `core` is its key. `anchored` says that a legal form stood with it, so it is a firm's full name and no short form.
    `loose` is the core without group words ("" where it has none, or where what is left is too common to single out a
    firm). `generic`: it names nobody in particular. `described`: an asset that has a description for a name."""

    core: str
    anchored: bool = False
    loose: str = ""
    generic: bool = False
    described: bool = False

    @property
    def words(self) -> list[str]:
        return self.core.split()


def words_of(name: str) -> list[str]:
    """The words of a name: no case, no diacritics, no punctuation, abbreviations spelled out, letters joined.

    >>> words_of("AT&T"), words_of("L'Oréal S.A."), words_of("Procter and Gamble Mfg.")
    (['att'], ['loreal', 'sa'], ['procter', 'and', 'gamble', 'manufacturing'])
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    plain = re.sub(r"(?<=s)['’`]s?\b|['’`´]", "", plain.translate(LETTERS))
    plain = re.sub(r"\b(\w)[./](?=\w\b)", r"\1", plain)
    words = re.findall(r"\w+", plain.replace("_", " ").replace("&", " and "))
    words = [ABBREVIATIONS.get(word, word) for word in words]
    if len(words) == 3 and words[1] == "and" and len(words[0]) <= 2 and len(words[2]) <= 2:
        return [words[0] + words[2]]
    return words


@lru_cache(maxsize=200_000)
def read_name(name: str) -> Name:
    """A company's name taken apart.

    >>> read_name("PT Bank Rakyat Indonesia (Persero) Tbk").core
    'bank rakyat indonesia'
    >>> read_name("Kelompok Lippo").loose, read_name("Lippo Group").core
    ('lippo', 'lippo group')
    >>> read_name("pemerintah Prancis").core
    'government of france'
    """
    words = _letters_joined(words_of(name))
    state = _state(words)
    if state:
        return Name(core=f"government of {state}".casefold(), anchored=True)
    core, anchored = _without_legal_form(words)
    if len(core) == 1 and core[0] in PARTY_WORDS and len(words) > 1:
        core, anchored = words, True  # `Investment Limited Partnership`: the legal form is part of the name
    if len(core) > 1 and core[0] == "the":
        core = core[1:]
    if len(core) > 1 and core[0] in LEADING_GROUP:
        core = [*core[1:], "group"]
    loose = list(core)
    while len(loose) > 1 and loose[-1] in GROUP_WORDS | {"com"}:
        loose.pop()
    telling = len(loose) < len(core) and not all(w in COMMON_WORDS or w in PARTY_WORDS for w in loose)
    generic = all(word in PARTY_WORDS or word in FUNCTION_WORDS for word in core)
    return Name(
        core=" ".join(core) or name.casefold().strip() or name,
        anchored=anchored,
        loose=" ".join(loose) if telling else "",
        generic=generic,
        described=not anchored and (generic or _is_description(name, core)),
    )


def _letters_joined(words: list[str]) -> list[str]:
    """The words with runs of single letters as one: `j p morgan` as `jp morgan`."""
    joined: list[str] = []
    run = False
    for word in words:
        single = len(word) == 1 and word.isalpha()
        if single and run:
            joined[-1] += word
        else:
            joined.append(word)
        run = single
    return joined


def _state(words: list[str]) -> str | None:
    """The country whose state the words name, None where they name none."""
    country = [word for word in words if word not in STATE_WORDS and word not in STATE_FILLERS]
    found = countries().get(" ".join(country)) if len(country) < len(words) else None
    return found[1] if found and not STATE_WORDS.isdisjoint(words) else None


def _without_legal_form(words: list[str]) -> tuple[list[str], bool]:
    """The words less the legal forms at either end, and whether there was one."""
    forms = legal_forms()
    left = list(words)
    while len(left) > 1 and (left[0] in LEADING_FORMS):
        left = left[1:]
    ended = True
    while ended:
        ended = False
        for size in (4, 3, 2, 1):
            if size < len(left) and tuple(left[-size:]) in forms:
                left, ended = left[:-size], True
                break
        while ended and len(left) > 1 and left[-1] in ("and", "a", "public", "private"):
            left.pop()  # what is left of "and Co" and "a Limited Partnership"
    return left, len(left) < len(words)


def _is_description(name: str, core: list[str]) -> bool:
    """Whether a name describes an asset: it holds an asset word in lower case (a site's with no proper name beside it),
    or another's name with a possessive."""
    spelled = re.findall(r"[^\W\d_]+(?:['’]s?(?=\s))?", name)
    lower = {word for word in spelled if word in ASSET_WORDS and len(spelled) > 1}
    if lower and lower <= SITE_WORDS and any(word.istitle() for word in spelled):
        return False
    possessive = any(re.fullmatch(r"\w+(?:['’]s|s['’])", word) for word in spelled[:-1])
    return bool(lower) or (possessive and bool(ASSET_WORDS & set(core)))


def is_short_form(short: str, full: str) -> bool:
    """Whether one core is made of another's words or first letters, so that it may stand for many such names.

    >>> is_short_form("scale", "scale ai"), is_short_form("bri", "bank rakyat indonesia")
    (True, True)
    >>> is_short_form("facebook", "meta platforms")
    False
    """
    parts, whole = short.split(), full.split()
    if len(parts) < len(whole) and _in_order(parts, whole):
        return True
    return is_acronym(short, full) or (len(parts) == 1 and whole[0].startswith(parts[0]) and len(parts[0]) >= 3)


def _in_order(parts: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(part in rest for part in parts)


def is_acronym(short: str, full: str) -> bool:
    """Whether the letters of one core are the first letters of another's words, function words counted or not.

    >>> is_acronym("bi", "bank indonesia"), is_acronym("bi", "bank rakyat indonesia")
    (True, False)
    """
    letters = short.replace(" ", "")
    words = full.split()
    if not 2 <= len(letters) <= 6 or len(words) < 2:
        return False
    return letters in ("".join(word[0] for word in words), initials(full))


def initials(core: str) -> str:
    """The first letters of a core's words without function words, or the core itself where it is one short word; what
    a name and its acronym are both looked up by. "" where there are too few or too many letters.

    >>> initials("bakrie sumatra plantation"), initials("bsp")
    ('bsp', 'bsp')
    """
    words = [word for word in core.split() if word not in FUNCTION_WORDS]
    letters = words[0] if len(words) == 1 else "".join(word[0] for word in words)
    return letters if 2 <= len(letters) <= 6 else ""


@lru_cache(maxsize=200_000)
def sound_of(core: str) -> str:
    """What is left of a core when spelling varies: no spaces, vowels, doubles, plural s or function words.
    "" for names that are too short for that to tell anything.

    >>> sound_of("natrindo telepon seluler") == sound_of("natrindo telepon selular")
    True
    """
    words = [word for word in core.split() if word not in FUNCTION_WORDS]
    joined = "".join(re.sub(r"(?<=[^\Ws]{3})s$", "", word) for word in words)
    if len(joined) < 10:
        return ""
    return re.sub(r"(.)\1+", r"\1", joined[0] + re.sub(r"[aeiouy]", "", joined[1:]))


@lru_cache(maxsize=100_000)
def person_core(name: str) -> str:
    """A person's name without titles, degrees and middle initials.

    >>> person_core("Sir Peter G. Walters"), person_core("Dr. Ir. H. Budi Santoso, M.M.")
    ('peter walters', 'budi santoso')
    """
    words = words_of(name.split(",")[0])
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in DEGREES:
        words.pop()
    if len(words) > 2:
        words = [words[0], *(w for w in words[1:-1] if len(w) > 1), words[-1]]
    return " ".join(words) or name.casefold()


PERSON = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Sir|Dr|Ir|Drs|Bapak|Ibu|Haji|Tan Sri|Datuk|Dato)\b\.? )[A-Z].*"
    r"|[A-Z][a-z]+(?: [A-Z]\.)+ ?(?:[A-Z][\w’'-]+ ?){1,2}"
    r"|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3},? (?:Jr|Sr)\b\.?"
    r"|(?:[A-Z]\. ?)+(?:[A-Z][\w’'-]+ ?){1,2}(?:II|III)"
)
"""How a private person's name looks where no role says that it is one: with a title, a middle initial or a suffix."""


def looks_like_person(name: str) -> bool:
    """Whether the shape of a name says that it is a person's.

    >>> looks_like_person("Randolph W. Lenz"), looks_like_person("Arthur J. Smith Inc")
    (True, False)
    """
    return bool(PERSON.fullmatch(name)) and not read_name(name).anchored


def spelled_alike(a: str, b: str) -> bool:
    """Whether two cores are one name in two spellings: the same but for spaces and function words, or word for word
    the same but for one edit in six letters. Of 7,000 listed companies it takes none for another.

    >>> spelled_alike("london sumatera", "london sumatra"), spelled_alike("miller industries", "mueller industries")
    (True, False)
    """
    one, two = ([word for word in core.split() if word not in FUNCTION_WORDS] for core in (a, b))
    if "".join(one) == "".join(two):
        return bool(one)
    if len(one) != len(two):
        return False
    pairs = [(x, y) for x, y in zip(one, two, strict=True) if x != y]
    return all(_edits(x, y, 2) <= min(len(x), len(y), 12) // 6 and x.isalpha() and y.isalpha() for x, y in pairs)


def near(a: str, b: str) -> bool:
    """Whether two cores differ by no more than a slip of the pen: long, same digits, at most two edits, one in ten.

    >>> near("salim invomas pratama", "salim ivomas pratama"), near("fund one", "fund two")
    (True, False)
    """
    short, long = sorted((a.replace(" ", ""), b.replace(" ", "")), key=len)
    allowed = min(2, len(short) // 9)
    if len(long) - len(short) > allowed or re.findall(r"\d", a) != re.findall(r"\d", b):
        return False
    return _edits(short, long, allowed) <= allowed


def _edits(a: str, b: str, limit: int) -> int:
    """Edits between two strings with transpositions (Damerau 1964, adjacent ones), counted up to limit + 1."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if older and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
