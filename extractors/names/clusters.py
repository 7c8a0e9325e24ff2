"""Which mentions of one document mean the same party, and what to call it.

Forms are joined when one defines the other (`Bank Negara Indonesia (BNI)`), when they are the same words less the
legal form, when one is the acronym or the first words of the other, or the last name of a person. A form that carries
a legal form of its own is a full name and is joined to nothing longer: `Fluor Corp` is not `Fluor Arabia Ltd`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from dealgraph.extractors.names import words
from dealgraph.extractors.names.mentions import Kind, Mention

LEGAL = words.LEGAL_SUFFIXES | words.LEGAL_PREFIXES | {"group", "grup", "the", "holdings", "holding"}
TITLES = frozenset("mr mrs ms miss dr prof sir lord dame gen general bapak ibu pak bu drs ir haji".split())
AND = frozenset(("and", "dan"))  # as good as `&`, which is no word
SMALL = frozenset("of and the for & dan de la".split())
# First words that many names share; a name is not shortened to one of them.
SHARED = frozenset(
    "bank first american national general united new international global royal pt north south east west china "
    "british canadian central state city grand great pacific atlantic deutsche banco badan kementerian universitas "
    "institute university the sun blue red gold silver green black white standard digital media credit capital "
    "indonesia nusantara pemerintah dinas air data green energy asia ministry department board union federal".split()
)
# What a full name adds to a short one; with other words behind it a name is a unit's or a product's.
GENERIC = frozenset(
    "group grup international global platforms technologies technology systems industries corporation enterprises "
    "motors motor airlines airways bank financial communications ai labs inc bancorp energy brands "
    "indonesia pharmaceuticals pharma therapeutics resources mining entertainment media holdings foods stores "
    "computers software networks nusantara tbk persada international co".split()
)
SELDOM = 4  # Fewer than one mention in so many that looks like a person's is an accident.
BETWEEN = re.compile(
    r"\s*(?:\(|,?\s*(?:also known as|or|atau|atau disingkat|disingkat|dikenal sebagai)\s+|<)\s*"
    r"(?:the|or|atau|selanjutnya|disebut|kode saham|kode emiten|[A-Z][\w .&-]{1,24}:|:|\s)*[\"“”‘']?\s*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Party:
    """A party of one document: `name` is its fullest form, `aliases` the other forms, commonest first."""

    name: str
    aliases: tuple[str, ...]
    kind: Kind
    mentions: tuple[Mention, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


def name_key(name: str) -> tuple[str, ...]:
    """The words of a name in lower case without accents, punctuation and legal forms (kept when nothing else is left).

    >>> name_key("PT Bank Négara (Persero) Tbk."), name_key("Group")
    (('bank', 'negara'), ('group',))
    """
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"(?<=\w)\.com\b", "", text)
    found = re.findall(r"\w+", re.sub(r"['’]s\b", "", text).replace(".", ""))
    while len(found) > 1 and found[0] in TITLES:
        del found[0]
    return tuple(word for word in found if word not in LEGAL and word not in AND) or tuple(found) or (name,)


def cluster(content: str, mentions: Sequence[Mention], body_start: int = 0) -> list[Party]:
    """The parties of a document in the order of their first mention; every mention belongs to exactly one.

    The text proper begins at `body_start`, behind the title: there a writer gives the full name before a short one.

    >>> from dealgraph.extractors.text import tokenize
    >>> from dealgraph.extractors.names.mentions import find_mentions
    >>> text = "Scale AI said Meta Platforms (META) bought 49% of Scale. Analysts like Meta."
    >>> [(p.name, p.aliases) for p in cluster(text, find_mentions(text, [tokenize(text)]))]
    [('Scale AI', ('Scale',)), ('Meta Platforms', ('META', 'Meta'))]
    """
    groups = _Groups(mentions)
    _join_definitions(content, mentions, groups)
    _join_short_forms(groups, body_start)
    members: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in mentions:
        members[groups.root(groups.key_of(mention))].append(mention)
    return [_party(found) for found in members.values()]


class _Groups:
    """Keys of forms, joined as in a union-find; each key's mentions decide what may be joined."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.parent: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.mentions: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
        for mention in mentions:
            key = self.key_of(mention)
            self.parent.setdefault(key, key)
            self.mentions[key].append(mention)

    def key_of(self, mention: Mention) -> tuple[str, ...]:
        return name_key(mention.text)

    def root(self, key: tuple[str, ...]) -> tuple[str, ...]:
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def join(self, short: tuple[str, ...], long: tuple[str, ...]) -> None:
        self.parent[self.root(short)] = self.root(long)

    def kind(self, key: tuple[str, ...]) -> Kind:
        return _kind(self.mentions[key])

    def first_in_body(self, key: tuple[str, ...], body_start: int, otherwise: float = inf) -> float:
        """Where the text proper first has this form; `otherwise` when only the title has it."""
        starts = (mention.start for mention in self.mentions[key])
        return next((start for start in starts if start >= body_start), otherwise)

    def prefixed(self, key: tuple[str, ...]) -> bool:
        """Whether a form of this key carries a legal form before it (`PT Pertamina`): nothing but such words as every
        name may have follows in its full form."""
        firsts = (mention.text.casefold().replace(".", "").split() for mention in self.mentions[key])
        return any(len(parts) > 1 and parts[0] in words.LEGAL_PREFIXES for parts in firsts)

    def initials(self, key: tuple[str, ...]) -> set[str]:
        """The first letters of a name's words, with those of its legal form and without: `GEC` is General Electric
        Co."""
        texts = {mention.text for mention in self.mentions[key]} if len(key) > 1 else set()
        found = {"".join(word[0] for word in key)} if len(key) > 1 else set()
        for text in texts:
            letters = "".join(word[0] for word in re.findall(r"\w+", text.casefold()) if word not in SMALL)
            found |= {letters[:length] for length in range(len(key), len(letters) + 1)}
        return found

    def full(self, key: tuple[str, ...]) -> bool:
        """Whether a form of this key carries a legal form behind it, as full names do."""
        return any(
            part in words.LEGAL_SUFFIXES - {"group", "co", "company"}
            for mention in self.mentions[key]
            for part in mention.text.casefold().replace(".", "").replace(",", "").split()[1:]
        )


def _join_definitions(content: str, mentions: Sequence[Mention], groups: _Groups) -> None:
    """Joins `Name (Form)`: what stands in brackets right behind a name and abbreviates it."""
    exchange = re.compile(r"\s*:")  # `(NASDAQ: XYZ)`: the exchange may be a name too
    named = [m for m in mentions if not (exchange.match(content, m.end) and content[: m.start].rstrip().endswith("("))]
    for left, right in pairwise(named):
        gap = content[left.end : right.start]
        if len(gap) > 40 or right.kind in ("outlet", "body", "place") or "\n" in gap:
            continue
        bare = gap == " " and right.text.isupper()
        if not (bare or BETWEEN.fullmatch(gap)):
            continue
        long, short = groups.key_of(left), groups.key_of(right)
        bracketed = "(" in gap and content[right.end : right.end + 2].lstrip("\"”’' ").startswith(")")
        ticker = bracketed and right.text.isupper() and right.text.isalpha() and len(right.text) <= 5
        quoted = any(mark in gap for mark in '"“‘')
        if abbreviates(short, long) or (bracketed and (quoted or set(short) <= set(long))) or (ticker and not bare):
            groups.join(short, long)


def abbreviates(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one word is made of the first letters of a name, in order: `bni` of Bank Negara Indonesia,
    `telkomsel` of Telekomunikasi Selular.

    >>> abbreviates(("ge",), ("general", "electric")), abbreviates(("ibm",), ("general", "electric"))
    (True, False)
    """
    if len(short) != 1 or len(long) < 2 or len(short[0]) < 2:
        return False
    letters = [word[0] for word in long if word not in SMALL]
    whole = [word[0] for word in long]
    if list(short[0]) in (letters, whole):
        return True
    return len(short[0]) > 3 and short[0][:2] == long[0][:2] and _subsequence(short[0], "".join(long))


def _subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _join_short_forms(groups: _Groups, body_start: int) -> None:
    keys = sorted(groups.parent, key=len)
    by_beginning: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    by_last: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    by_initials: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in keys:
        by_last[key[-1]].append(key)
        for length in range(1, len(key)):
            if key[:length] in groups.parent:
                by_beginning[key[:length]].append(key)
        for initials in groups.initials(key):
            by_initials[initials].append(key)
    for key in keys:
        if groups.root(key) != key or groups.kind(key) in ("place", "outlet", "body"):
            continue
        long = _longer(groups, key, by_beginning, by_last, by_initials, body_start)
        if long is not None:
            groups.join(key, long)


def _longer(
    groups: _Groups,
    key: tuple[str, ...],
    by_beginning: dict[tuple[str, ...], list[tuple[str, ...]]],
    by_last: dict[str, list[tuple[str, ...]]],
    by_initials: dict[str, list[tuple[str, ...]]],
    body_start: int,
) -> tuple[str, ...] | None:
    """The longer name that this form shortens, or None."""
    if len(key) == 1:
        people = [k for k in by_last[key[0]] + by_beginning[key] if len(k) > 1 and groups.kind(k) == "person"]
        if people and groups.kind(key) in ("person", "name"):
            return people[0]
    named = [k for k in by_initials[_acronym(groups.mentions[key][0].text, key)] if k != key]
    if named:
        return named[0]
    if groups.kind(key) == "person":
        same = [k for k in by_last[key[-1]] if len(k) > len(key) > 1 and set(key) < set(k)]
        return same[0] if same else None
    if groups.full(key) or (len(key) == 1 and key[0] in SHARED):
        return None
    told = groups.first_in_body(key, body_start)
    longer = [
        k
        for k in by_beginning[key]
        if groups.kind(k) not in ("person", "place", "outlet", "body")
        and not any(any(map(str.isdigit, word)) for word in k[len(key) :])
        and (
            groups.first_in_body(k, body_start, groups.mentions[k][0].start) < told or GENERIC.issuperset(k[len(key) :])
        )
    ]
    if groups.prefixed(key):
        longer = [k for k in longer if GENERIC.issuperset(k[len(key) :])]
    longer += [k for word in ("bank", "the", "sir") if (k := (word, *key)) in groups.parent]
    if not longer:
        return _ending(groups, key, by_last, told)
    # Several names may begin alike: the one told first, unless a later one is told far more often.
    return min(longer, key=lambda k: groups.mentions[k][0].start)


def _acronym(text: str, key: tuple[str, ...]) -> str:
    """The letters that a form may abbreviate a name by: `IBM`, `S&N`, `Bank BRI`; empty when it is no acronym."""
    if len(key) == 2 and key[0] == "bank":
        key, text = key[1:], text[4:].strip()
    short = len(key) == 1 or all(len(part) == 1 for part in key)
    return "".join(key) if short and text.isupper() and 2 <= len(text) <= 6 else ""


def _ending(
    groups: _Groups, key: tuple[str, ...], by_last: dict[str, list[tuple[str, ...]]], told: float
) -> tuple[str, ...] | None:
    """The one name of two or three words, told before, of which this form is the end: `Disney` of Walt Disney."""
    longer = [
        k
        for k in by_last[key[-1]]
        if len(key) < len(k) <= 3 and k[-len(key) :] == key and groups.mentions[k][0].start < told
    ]
    if len(longer) != 1 or GENERIC.issuperset(key) or groups.prefixed(key):
        return None
    return longer[0]


def _has_legal_form(name: str) -> bool:
    return any(part.strip(".,()").replace(".", "").casefold() in LEGAL for part in name.split())


def _kind(mentions: Sequence[Mention]) -> Kind:
    """What most of the mentions are, where they say more than that it is a name."""
    counts = Counter(mention.kind for mention in mentions)
    told = [(number, kind) for kind, number in counts.items() if kind != "name"]
    if not told:
        return "name"
    number, kind = max(told)
    return kind if kind != "person" or number * SELDOM >= len(mentions) else "name"


def _party(mentions: Sequence[Mention]) -> Party:
    forms = Counter(mention.text for mention in mentions)
    longest = max(len(name_key(form)) for form in forms)
    full = [form for form in forms if len(name_key(form)) == longest]
    name = max(
        full, key=lambda form: (not form.isupper() or len(form) < 6, _has_legal_form(form), forms[form], len(form))
    )
    common, times = forms.most_common(1)[0]
    if not _has_legal_form(name) and forms[name] == 1 and times > 2 and _kind(mentions) != "person":
        name = common  # said once, and never again: more likely a headline's or a unit's than the full name
    aliases = tuple(form for form, _ in forms.most_common() if form != name)
    return Party(name, aliases, _kind(mentions), tuple(mentions))
