"""Where a value stands in an article."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Frozen(BaseModel):
    """Base of all models: immutable, hashable, and closed to fields that nobody defined."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Frozen):
    """A quote and its place: `content[start:end] == quote`, offsets in Unicode code points of `Article.content`."""

    quote: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _length_fits(self) -> Evidence:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"a quote of {len(self.quote)} characters can't stand at {self.start}:{self.end}")
        return self

    @classmethod
    def at(cls, content: str, start: int, end: int) -> Evidence:
        """The evidence that stands at `content[start:end]`."""
        return cls(quote=content[start:end], start=start, end=end)
