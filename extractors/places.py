"""Where words stand in a content, by their characters, and which of several places speaks for a fact."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dealgraph.schemas import Evidence

# White space and the marks that typesetters and programs exchange, each folded to one character, so that offsets stay.
FOLDED = str.maketrans(
    {
        **dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
        **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
        **dict.fromkeys("‘’‚‛ʼ´`", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
    }
)


# What may be joined to a word that is whole all the same: enclitics (`pemerintahnya`), and small words and legal forms
# whose space was lost on the way from page to text (`PT INKAdengan`).
JOINED_AFTER = frozenset(
    "nya lah pun kah dan dengan untuk yang bersama pada dari di ke oleh sebagai adalah akan telah juga saat ini itu "
    "and the to of in for with at said has is".split()
)
JOINED_BEFORE = frozenset({"pt", "tbk", "inc", "ltd"})
LONGEST = 1 + max(map(len, JOINED_AFTER | JOINED_BEFORE))
LONGEST_WORD = 40  # what is longer is no word of a text
FIRST_LETTERS = re.compile(r"[^\W_]+")
LAST_LETTERS = re.compile(r"[^\W_]+\Z")


class Place(NamedTuple):
    """`content[start:end]`, offsets in code points."""

    start: int
    end: int


class Characters:
    """A content in which phrases are found by their characters: any white space is one space, and quotation marks and
    dashes of one kind are the same."""

    def __init__(self, content: str) -> None:
        self.content = content
        self._folded = content.translate(FOLDED)
        self._whole_places: dict[str, list[Place]] = {}

    def find(self, phrase: str) -> list[Place]:
        """All places of the phrase in order, not inside longer words (`Meta` in `Metal`). A phrase without a letter or
        digit is nowhere. The facts of an article share their names, so answers are kept."""
        wanted = folded(phrase)
        if wanted not in self._whole_places:
            self._whole_places[wanted] = self._whole(self._find(wanted))
        return self._whole_places[wanted]

    def first(self, sentence: str) -> Place | None:
        """The first place of a sentence, whatever touches it."""
        return next(iter(self._find(folded(sentence))), None)

    def find_in_any_case(self, phrase: str) -> list[Place]:
        """As `find`, capitals and small letters alike."""
        wanted = folded(phrase)
        if not any(map(str.isalnum, wanted)):
            return []
        return self._whole(self._spaced(wanted, re.IGNORECASE))

    def said(self, place: Place) -> str:
        """The words at a place as the content writes them, with single spaces."""
        return " ".join(self.content[place.start : place.end].split())

    def holds(self, evidence: Evidence) -> bool:
        """Whether the quote stands where the evidence says."""
        return self.content[evidence.start : evidence.end] == evidence.quote

    def _find(self, wanted: str) -> list[Place]:
        if not any(map(str.isalnum, wanted)):
            return []
        places = []
        start = self._folded.find(wanted)
        while start >= 0:
            places.append(Place(start, start + len(wanted)))
            start = self._folded.find(wanted, start + len(wanted))
        return places or self._spaced(wanted)

    def _spaced(self, wanted: str, flags: int = 0) -> list[Place]:
        """The places where more than one space parts the words."""
        pattern = re.compile(" +".join(map(re.escape, wanted.split(" "))), flags)
        return [Place(*match.span()) for match in pattern.finditer(self._folded)]

    def _whole(self, places: list[Place]) -> list[Place]:
        """The places that no letter or digit touches; if there are none, those that only joined words touch."""
        touched = {place: self._touching(place) for place in places}
        free = [place for place, (before, after) in touched.items() if not before and not after]
        return free or [
            place
            for place, (before, after) in touched.items()
            if (not before or before.lower() in JOINED_BEFORE) and (not after or after in JOINED_AFTER)
        ]

    def _touching(self, place: Place) -> tuple[str, str]:
        """The letters and digits that touch a place before and after, as far as a joined word could reach."""
        text, (start, end) = self._folded, place
        before = LAST_LETTERS.search(text, max(0, start - LONGEST), start) if text[start].isalnum() else None
        after = FIRST_LETTERS.match(text, end, end + LONGEST) if text[end - 1].isalnum() else None
        return before[0] if before else "", after[0] if after else ""


def whole_words(text: str, start: int, end: int) -> Place:
    """The place, widened to the ends of its first and last word, but not over what may be joined to one.

    >>> whole_words("Perseroan", 0, 7), whole_words("Telkomselnya", 0, 9)
    (Place(start=0, end=9), Place(start=0, end=9))
    """
    before = LAST_LETTERS.search(text, max(0, start - LONGEST_WORD), start) if text[start].isalnum() else None
    after = FIRST_LETTERS.match(text, end, end + LONGEST_WORD) if text[end - 1].isalnum() else None
    if before and len(before[0]) < LONGEST_WORD and before[0].lower() not in JOINED_BEFORE:
        start = before.start()
    if after and len(after[0]) < LONGEST_WORD and after[0] not in JOINED_AFTER:
        end = after.end()
    return Place(start, end)


def folded(phrase: str) -> str:
    """The phrase as contents are compared with it."""
    return " ".join(phrase.translate(FOLDED).split())


def among(places: Sequence[Place], place: Place) -> bool:
    """Whether a place is one of these, which ascend."""
    number = bisect_left(places, place)
    return number < len(places) and places[number] == place


def chosen(groups: Sequence[Sequence[Place]], sentences: Sequence[Place], given: Iterable[Place] = ()) -> list[Place]:
    """The places that speak for a value of a fact told in these sentences; the groups of candidates come best first,
    each in ascending order.

    They are those that an extractor gave, else what those touch, else the first group's inside the sentences, else the
    next group's, else the one place of the best group that is nearest to a sentence.
    """
    wanted = set(given)
    kept = [place for place in wanted if any(among(group, place) for group in groups)]
    if wanted and not kept:
        every = [place for group in groups for place in group]
        kept = [place for place in every if any(w.start < place.end and place.start < w.end for w in wanted)]
    for group in groups:
        kept = kept or [place for sentence in sentences for place in _inside(group, sentence)]
    for group in groups:
        kept = kept or _nearest(group, sentences)
    return sorted(set(kept))


def _inside(places: Sequence[Place], sentence: Place) -> Iterator[Place]:
    for number in range(bisect_left(places, (sentence.start,)), len(places)):
        if places[number].start >= sentence.end:
            return
        if places[number].end <= sentence.end:
            yield places[number]


def _nearest(places: Sequence[Place], sentences: Sequence[Place]) -> list[Place]:
    """The place that is nearest to one of the sentences, of equally near ones the first; none of none."""
    numbers = (bisect_left(places, (sentence.start,)) for sentence in sentences)
    near = {place for number in numbers for place in places[max(0, number - 1) : number + 1]} or set(places[:1])
    return sorted(near, key=lambda place: (min((distance(place, s) for s in sentences), default=0), place))[:1]


def distance(place: Place, other: Place) -> int:
    """Characters between two places, 0 when they touch."""
    return max(other.start - place.end, place.start - other.end, 0)


def outermost(places: Iterable[Place]) -> list[Place]:
    """The places that lie inside no other, in order."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda p: (p.start, -p.end)):
        if not kept or place.end > kept[-1].end:
            kept.append(place)
    return kept
