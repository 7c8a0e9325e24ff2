"""What one article says of one deal: eleven types of fact, their roles and values.

The words, roles and rules are those of the annotation guide that comes with dealgraph's evaluation data
(docs/facts.md holds it for readers).
"""

from __future__ import annotations

import json
from typing import Annotated, Literal, get_args

from pydantic import Field, TypeAdapter, model_validator

from dealgraph.schemas.article import digest
from dealgraph.schemas.evidence import Evidence, Frozen
from dealgraph.schemas.roles import ROLES, FactType, Role

Status = Literal["rumoured", "planned", "announced", "completed", "active", "under_review", "terminated"]
STATUSES: tuple[Status, ...] = get_args(Status)

Spans = tuple[Evidence, ...]


class Participant(Frozen):
    """A named party in its role. `name` is the fullest form in the article, `aliases` every other form there.

    `evidence` holds mentions of any of the forms; the gate fills it."""

    role: Role
    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    evidence: Spans = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and then its aliases."""
        return (self.name, *self.aliases)


class Money(Frozen):
    """An amount in whole units of an ISO 4217 currency: `{"value": 14300000000, "currency": "USD"}`."""

    value: float = Field(ge=0, allow_inf_nan=False)
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    evidence: Spans = ()


class Stake(Frozen):
    """A share of a company in per cent, 0 to 100."""

    percent: float = Field(ge=0, le=100)
    evidence: Spans = ()


class Text(Frozen):
    """A value that is copied as written: a round (`Series A`) or a position (`direktur utama`)."""

    text: str = Field(min_length=1)
    evidence: Spans = ()


class When(Frozen):
    """An ISO 8601 date as precise as stated: `2025`, `2025-06` or `2025-06-13`."""

    iso: str = Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    evidence: Spans = ()


class Credit(Frozen):
    """An outlet, person or organisation that the article credits for the fact."""

    name: str = Field(min_length=1)
    evidence: Spans = ()


class FactBase(Frozen):
    """What all facts share. `evidence` are the sentences that carry the fact; `status_evidence` the words that tell
    its status (the sentences themselves where no single word does)."""

    type: FactType
    status: Status
    participants: tuple[Participant, ...] = Field(min_length=1)
    amount: Money | None = None
    stake: Stake | None = None
    valuation: Money | None = None
    round: Text | None = None
    position: Text | None = None
    date: When | None = None
    attributed_to: tuple[Credit, ...] = ()
    evidence: Spans = ()
    status_evidence: Spans = ()
    confidence: float | None = Field(default=None, ge=0, le=1)
    extractor: str = "unknown"

    @model_validator(mode="after")
    def _roles_allowed(self) -> FactBase:
        foreign = sorted({p.role for p in self.participants} - ROLES[self.type].allowed)
        if foreign:
            raise ValueError(f"{self.type} has no role {', '.join(foreign)}")
        return self

    def named(self, role: Role) -> tuple[Participant, ...]:
        """The participants that fill a role, in their order."""
        return tuple(p for p in self.participants if p.role == role)

    @property
    def core(self) -> tuple[Participant, ...]:
        """The participants in core roles, in their order."""
        return tuple(p for p in self.participants if p.role in ROLES[self.type].core)

    def identity(self, article_id: str) -> str:
        """The fact's id: a hash of the article and of what the fact says of type, participants, status, amount,
        stake, date and where; so the same fact read twice is one, and a change in any of them is another."""
        said = [
            article_id,
            self.type,
            sorted([p.role, p.name, *sorted(p.aliases)] for p in self.participants),
            self.status,
            self.amount and [_number(self.amount.value), self.amount.currency],
            self.stake and _number(self.stake.percent),
            self.date and self.date.iso,
            sorted([e.start, e.end] for e in self.evidence),
        ]
        return "f-" + digest(json.dumps(said, ensure_ascii=False), 20)


def _number(value: float) -> str:
    return format(value + 0.0, ".10g")


class Acquisition(FactBase):
    """Control, a whole company, a business or an asset is bought."""

    type: Literal["acquisition"] = "acquisition"


class Merger(FactBase):
    """Companies combine as peers, or are said to merge."""

    type: Literal["merger"] = "merger"


class Investment(FactBase):
    """Money for a minority stake, a funding round, a private placement, a follow-on share purchase."""

    type: Literal["investment"] = "investment"


class Divestiture(FactBase):
    """A stake, business or asset is sold or put up for sale and no buyer is named."""

    type: Literal["divestiture"] = "divestiture"


class Ownership(FactBase):
    """A standing holding, told as background."""

    type: Literal["ownership"] = "ownership"


class JointVenture(FactBase):
    """Companies form or own a common new company."""

    type: Literal["joint_venture"] = "joint_venture"


class Partnership(FactBase):
    """Companies work together: alliance, memorandum, licence, integration, research."""

    type: Literal["partnership"] = "partnership"


class Supply(FactBase):
    """One is customer or vendor of the other."""

    type: Literal["supply"] = "supply"


class Ipo(FactBase):
    """A company lists, files to list, or sells shares to the public."""

    type: Literal["ipo"] = "ipo"


class Debt(FactBase):
    """Loan, bond, credit line."""

    type: Literal["debt"] = "debt"


class ExecutiveMove(FactBase):
    """A person joins, leaves, is appointed or dismissed at executive or board level."""

    type: Literal["executive_move"] = "executive_move"


Fact = Annotated[
    Acquisition
    | Merger
    | Investment
    | Divestiture
    | Ownership
    | JointVenture
    | Partnership
    | Supply
    | Ipo
    | Debt
    | ExecutiveMove,
    Field(discriminator="type"),
]
FACT: TypeAdapter[Fact] = TypeAdapter(Fact)
"""Builds a fact of the right class: `FACT.validate_python({"type": "merger", …})`."""
