"""The evidence gate: whatever made a fact, nothing of it passes that its article does not say.

Each value is looked for in the content: names, rounds, positions and credits by their characters, amounts, stakes and
dates by the project's own parsers (so `wholly owned` is 100 %, and `last month` a month that follows from the
publication date). What is found gets its evidence, near the fact's sentences first; what isn't is dropped, with the
reason. A fact that has no sentence, or loses a party that its type needs, is quarantined.

The gate is pure: the same article and fact give the same verdict, and a checked fact passes unchanged.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from dealgraph.extractors.places import Characters, Place, among, chosen, outermost
from dealgraph.extractors.values.amounts import FoundMoney, find_amounts
from dealgraph.extractors.values.cues import FoundCue, find_cues
from dealgraph.extractors.values.dates import FoundDate, find_dates
from dealgraph.extractors.values.found import Found
from dealgraph.extractors.values.rounds import FoundRound, find_rounds
from dealgraph.extractors.values.stakes import FoundStake, find_stakes
from dealgraph.schemas import ROLES, Article, Credit, Evidence, Fact, Money, Participant, Spans, Stake, Text, When

F = TypeVar("F", bound=Found)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A value that the article does not say: the field, what the fact claimed, and why it can't stay."""

    field: str
    claim: str
    reason: str

    def __str__(self) -> str:
        return f"{self.field} {self.claim!r}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The fact with all its evidence, or None and the reason why it is quarantined; and what was dropped from it."""

    fact: Fact | None
    dropped: tuple[Dropped, ...] = ()
    reason: str | None = None


def check(article: Article, fact: Fact) -> Verdict:
    """What of a fact the article says. For several facts of one article `check_all` is faster."""
    return Gate(article).check(fact)


def check_all(article: Article, facts: Iterable[Fact]) -> list[Verdict]:
    """The verdicts on the facts of one article, in their order; the article is parsed once."""
    gate = Gate(article)
    return [gate.check(fact) for fact in facts]


class Gate:
    """The gate of one article; parses it when a fact first asks for a kind of value."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.characters = Characters(article.content)
        self._cues: dict[tuple[int, int], list[FoundCue]] = {}

    def check(self, fact: Fact) -> Verdict:
        """What of a fact the article says."""
        return _Check(self, fact).verdict()

    def cues(self, start: int, end: int) -> list[FoundCue]:
        """The cues of a sentence, which the facts that it tells share."""
        if (start, end) not in self._cues:
            self._cues[start, end] = find_cues(self.article.content[start:end], self.article.language)
        return self._cues[start, end]

    @cached_property
    def amounts(self) -> list[FoundMoney]:
        return find_amounts(self.article.content, self.article.language)

    @cached_property
    def stakes(self) -> list[FoundStake]:
        return find_stakes(self.article.content, self.article.language)

    @cached_property
    def dates(self) -> list[FoundDate]:
        return find_dates(self.article.content, self.article.language, self.article.published)

    @cached_property
    def rounds(self) -> list[FoundRound]:
        return find_rounds(self.article.content, self.article.language)


class _Check:
    """One fact under examination: its sentences as they were found, and what had to be dropped so far."""

    def __init__(self, gate: Gate, fact: Fact) -> None:
        self.gate = gate
        self.fact = fact
        self.sentences: list[Place] = []
        self.dropped: list[Dropped] = []

    def verdict(self) -> Verdict:
        self.sentences = self._sentences()
        if not self.sentences:
            none = "none of its sentences stands in the article" if self.fact.evidence else "it gives no sentence"
            return Verdict(None, tuple(self.dropped), none)
        participants = self._participants()
        if not ROLES[self.fact.type].complete([participant.role for participant in participants]):
            return Verdict(None, tuple(self.dropped), _why_incomplete(self.fact, participants))
        checked = self.fact.model_copy(
            update={
                "participants": participants,
                "amount": self._money("amount", self.fact.amount),
                "valuation": self._money("valuation", self.fact.valuation),
                "stake": self._stake(self.fact.stake),
                "date": self._date(self.fact.date),
                "round": self._round(self.fact.round),
                "position": self._position(self.fact.position),
                "attributed_to": self._credits(),
                "evidence": self._spans(self.sentences),
                "status_evidence": self._spans(self._status_places()),
            }
        )
        return Verdict(checked, tuple(self.dropped))

    def _sentences(self) -> list[Place]:
        """The places of the fact's sentences in the order of the fact, each once."""
        places: list[Place] = []
        for sentence in self.fact.evidence:
            place = next(iter(self._given([sentence])), None) or self.characters.first(sentence.quote)
            if place is None:
                self._drop("evidence", sentence.quote, "the article has no such words")
            elif place not in places:
                places.append(place)
        return places

    def _participants(self) -> tuple[Participant, ...]:
        kept: dict[tuple[str, str], Participant] = {}
        for participant in self.fact.participants:
            checked = self._participant(participant)
            if checked is None:
                self._drop(participant.role, participant.name, "the article does not name it")
            elif (checked.role, checked.name) in kept:
                self._drop(participant.role, participant.name, "it is named twice in this role")
            else:
                kept[checked.role, checked.name] = checked
        return tuple(kept.values())

    def _participant(self, participant: Participant) -> Participant | None:
        """The participant by those of its forms that the article has. Where the name itself is not among them, the
        longest alias becomes the name."""
        found = {form: places for form in participant.forms if (places := self.characters.find(form))}
        if not found:
            return None
        chief = participant.name if participant.name in found else max(found, key=len)
        for form in participant.forms:
            if form not in found:
                self._drop("name" if form == participant.name else "alias", form, "the article does not say it")
        forms = {self.characters.said(found[form][0]): found[form] for form in (chief, *found)}
        name, *aliases = forms
        return Participant(
            role=participant.role,
            name=name,
            aliases=tuple(aliases),
            evidence=self._mentions(list(forms.values()), participant.evidence),
        )

    def _mentions(self, forms: list[list[Place]], given: Spans) -> Spans:
        """Where the forms of a party, its name first, speak for it. The name itself is always among them."""
        kept = [place for place in self._given(given) if any(among(places, place) for places in forms)]
        kept = kept or chosen([outermost({place for places in forms for place in places})], self.sentences)
        if not any(among(forms[0], place) for place in kept):
            kept += chosen([forms[0]], self.sentences)
        return self._spans(sorted(set(kept)))

    def _money(self, field: str, money: Money | None) -> Money | None:
        if money is None:
            return None

        def says(amount: FoundMoney) -> bool:
            return amount.says(money.value, money.currency)

        found = self._given_values(self.gate.amounts, money.evidence, lambda a: says(a) and not a.per_share)
        found = found or [amount for amount in self.gate.amounts if says(amount)]
        whole = [amount for amount in found if not amount.per_share]
        groups = [[amount for amount in whole if not amount.in_range], [amount for amount in whole if amount.in_range]]
        spans = self._of_values(groups, money.evidence)
        if not spans:
            reason = "the article gives it only for a share" if found else "the article gives no such amount"
            self._drop(field, f"{money.value:,.10g} {money.currency}", reason)
        return money.model_copy(update={"evidence": spans}) if spans else None

    def _stake(self, stake: Stake | None) -> Stake | None:
        if stake is None:
            return None
        found = self._given_values(self.gate.stakes, stake.evidence, lambda share: share.says(stake.percent))
        found = found or [share for share in self.gate.stakes if share.says(stake.percent)]
        groups = [[share for share in found if share.holding], [share for share in found if not share.holding]]
        spans = self._of_values(groups, stake.evidence)
        if not spans:
            self._drop("stake", f"{stake.percent:g} %", "the article gives no such share")
        return stake.model_copy(update={"evidence": spans}) if spans else None

    def _date(self, when: When | None) -> When | None:
        if when is None:
            return None
        found = self._given_values(self.gate.dates, when.evidence, lambda date: date.says(when.iso))
        found = found or [date for date in self.gate.dates if date.says(when.iso)]
        groups = [[date for date in found if date.iso == when.iso], [date for date in found if date.iso != when.iso]]
        spans = self._of_values(groups, when.evidence)
        if not spans:
            self._drop("date", when.iso, "no words of the article say this date")
        return when.model_copy(update={"evidence": spans}) if spans else None

    def _round(self, given: Text | None) -> Text | None:
        """The round under its usual name, however the article writes it."""
        if given is None:
            return None
        found = [round_ for round_ in self.gate.rounds if round_.says(given.text)]
        spans = self._of_values([found], given.evidence)
        return Text(text=found[0].name, evidence=spans) if spans else self._text("round", given)

    def _position(self, given: Text | None) -> Text | None:
        """The position as written; of several holders the article may tell it in the plural."""
        if given is None:
            return None
        plural = [] if self.characters.find_in_any_case(given.text) else self.characters.find(given.text + "s")
        if not plural:
            return self._text("position", given)
        kept = chosen([plural], self.sentences, self._given(given.evidence))
        return Text(text=given.text, evidence=self._spans(kept))

    def _text(self, field: str, given: Text) -> Text | None:
        """A text as the article writes it."""
        places = self.characters.find(given.text) or self.characters.find_in_any_case(given.text)
        if not places:
            self._drop(field, given.text, "the article has no such words")
            return None
        kept = chosen([places], self.sentences, self._given(given.evidence))
        text = self.characters.said(kept[0])
        alike = [place for place in kept if self.characters.said(place) == text]
        return Text(text=text, evidence=self._spans(alike))

    def _credits(self) -> tuple[Credit, ...]:
        kept: dict[str, Credit] = {}
        for credit in self.fact.attributed_to:
            places = self.characters.find(credit.name)
            if not places:
                self._drop("attributed_to", credit.name, "the article does not name it")
                continue
            spans = self._spans(chosen([places], self.sentences, self._given(credit.evidence)))
            name = self.characters.said(places[0])
            kept.setdefault(name, Credit(name=name, evidence=spans))
        return tuple(kept.values())

    def _status_places(self) -> list[Place]:
        """The words that tell the status: those that the extractor gave, else the cues in the sentences, else the
        sentences themselves."""
        given = self._given(self.fact.status_evidence)
        if given:
            return sorted(set(given))
        cues = [
            Place(start + cue.start, start + cue.end)
            for start, end in self.sentences
            for cue in self.gate.cues(start, end)
            if self.fact.status in cue.statuses
        ]
        return sorted(set(cues) or self.sentences)

    @property
    def characters(self) -> Characters:
        return self.gate.characters

    def _given(self, evidence: Iterable[Evidence]) -> list[Place]:
        """The places that an extractor gave, where the quotes do stand there."""
        return [Place(e.start, e.end) for e in evidence if self.characters.holds(e)]

    def _given_values(self, found: Sequence[F], given: Spans, says: Callable[[F], bool]) -> list[F]:
        """Of what the parsers found, what stands at the places that an extractor gave and says the same."""
        here: list[F] = []
        for start, end in self._given(given):
            first = bisect_left(found, start, key=lambda value: value.start)
            last = bisect_left(found, start + 1, first, key=lambda value: value.start)
            here += [value for value in found[first:last] if value.end == end and says(value)]
        return here

    def _of_values(self, groups: Sequence[Sequence[Found]], given: Spans) -> Spans:
        """The evidence of a value among what the parsers found, the better groups first."""
        places = [[Place(found.start, found.end) for found in group] for group in groups]
        return self._spans(chosen(places, self.sentences, self._given(given)))

    def _spans(self, places: Iterable[Place]) -> Spans:
        return tuple(Evidence.at(self.characters.content, place.start, place.end) for place in places)

    def _drop(self, field: str, claim: str, reason: str) -> None:
        self.dropped.append(Dropped(field, claim, reason))


def _why_incomplete(fact: Fact, participants: Sequence[Participant]) -> str:
    """What the fact lacks, in plain words."""
    table = ROLES[fact.type]
    roles = {participant.role for participant in participants}
    if len(table.core) == 1:
        return f"the article names fewer than {table.sides} of its {table.core[0]} roles"
    missing = " or ".join(role for role in table.core if role not in roles)
    return f"the article does not name its {missing}"
