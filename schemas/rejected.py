"""What the gate refused: kept, counted and shown, never loaded as a fact."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from pydantic import Field

from dealgraph.schemas.article import digest
from dealgraph.schemas.evidence import Frozen
from dealgraph.schemas.facts import Fact
from dealgraph.schemas.guide import to_guide


class Rejected(Frozen):
    """A fact that an article does not say, or not enough of it.

    `fact` is the fact as JSON in the form of the guide, as the extractor gave it; `reason` one sentence.
    """

    article_id: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    fact: str
    extractor: str = "unknown"

    @classmethod
    def of(cls, fact: Fact, article_id: str, reason: str) -> Rejected:
        row = json.dumps(to_guide(fact), ensure_ascii=False)
        return cls(article_id=article_id, reason=reason, fact=row, extractor=fact.extractor)

    @cached_property
    def id(self) -> str:
        """Follows from all that it holds: the same refusal twice is one."""
        return "r-" + digest("\n".join((self.article_id, self.extractor, self.reason, self.fact)), 20)

    @property
    def type(self) -> str:
        """The type that the fact claims, empty where it has none."""
        row: Any = json.loads(self.fact)
        return str(row.get("type") or "") if isinstance(row, dict) else ""
