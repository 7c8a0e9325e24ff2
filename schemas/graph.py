"""What the graph derives from facts: parties, deals with their timelines, and what people decided about them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from dealgraph.schemas.article import digest
from dealgraph.schemas.evidence import Frozen
from dealgraph.schemas.facts import Status
from dealgraph.schemas.roles import FactType, Role

PartyKind = Literal["company", "person"]
DecisionKind = Literal["merge_companies", "split_companies", "merge_deals", "split_deals", "company"]
ValueName = Literal["amount", "stake_percent", "valuation", "round", "position"]


class Decision(Frozen):
    """What a person decided. It points at names and facts, never at derived ids, so it outlives every reload.

    - `merge_companies`: the parties that bear `names` (two or more) are one.
    - `split_companies`: what bears one of `names` is another party than all else that it resolves to; with `facts`
      this holds for those facts alone.
    - `merge_deals`: `facts` (two or more) tell of one deal. `split_deals`: `facts` tell of another deal than all else.
    - `company`: a company that a list brought: `names` (the first is what it is called), `identifiers`, `country`.
    """

    kind: DecisionKind
    names: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    country: str | None = None
    who: str | None = None
    when: str | None = None
    why: str | None = None

    @model_validator(mode="after")
    def _points_at_something(self) -> Decision:
        wanted = {
            "merge_companies": len(self.names) >= 2,
            "split_companies": len(self.names) >= 1,
            "merge_deals": len(self.facts) >= 2,
            "split_deals": len(self.facts) >= 1,
            "company": len(self.names) >= 1,
        }
        if not wanted[self.kind]:
            raise ValueError(f"a decision of kind {self.kind} needs more names or facts")
        return self

    @property
    def id(self) -> str:
        """Follows from what is decided, not from who or when: the same decision twice is one."""
        names = list(self.names) if self.kind == "company" else sorted(self.names)
        said = [self.kind, names, sorted(self.facts), sorted(self.identifiers), self.country]
        return "d-" + digest(repr(said))


class Join(Frozen):
    """Why two names are one party: the rule, and what it rests on in words."""

    names: tuple[str, str]
    rule: str
    because: str


class Party(Frozen):
    """A resolved company or person. `aliases` are all names it was given, each with the number of mentions (a fact's
    participant that bears it), most first. `identifiers` are (scheme, value) pairs: `("IDX", "BBRI")`."""

    id: str
    kind: PartyKind
    name: str
    aliases: tuple[tuple[str, int], ...]
    country: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    joins: tuple[Join, ...] = ()


class Value(Frozen):
    """One value that sources give, with the facts that do. `sources` counts copies of one story once; `first` and
    `last` are the publication times of the first and last of the facts (None where none is dated)."""

    value: float | str
    currency: str | None = None
    facts: tuple[str, ...]
    sources: int
    first: str | None = None
    last: str | None = None


class Step(Frozen):
    """A state of a deal, with all facts that tell it until the next one; `when` is the time of the first report,
    or the date that it gives where it tells the state as background."""

    status: Status
    when: str | None = None
    facts: tuple[str, ...]


class Reading(Frozen):
    """A mention that a deal takes for another party than its name alone would: the participant at `index` of the fact
    names `party`, because of what the deal's other facts say."""

    fact: str
    index: int
    party: str
    because: str


class DealParty(Frozen):
    """A party in a role of a deal, under the name that the deal's own facts use most."""

    role: Role
    party: str
    name: str


class Deal(Frozen):
    """One deal in the world, as far as its facts tell."""

    id: str
    type: FactType
    status: Status
    name: str
    facts: tuple[str, ...] = Field(min_length=1)
    parties: tuple[DealParty, ...]
    readings: tuple[Reading, ...] = ()
    timeline: tuple[Step, ...]
    values: dict[ValueName, tuple[Value, ...]] = Field(default_factory=dict)
    contested: tuple[ValueName, ...] = ()
    updated: tuple[ValueName, ...] = ()
    amount_usd: float | None = None
    usd_rate_date: str | None = None
    usd_rate_source: str | None = None
    announced: str | None = None
    first_reported: str | None = None
    last_reported: str | None = None
    articles: int
    sources: int

    def best(self, name: ValueName) -> Value | None:
        """The best supported value of that name (the first), None where no fact gives one."""
        values = self.values.get(name)
        return values[0] if values else None
