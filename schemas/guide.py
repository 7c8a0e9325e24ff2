"""Facts as JSON in the form of the annotation guide, the form of all files that dealgraph reads and writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from dealgraph.schemas.evidence import Evidence
from dealgraph.schemas.facts import FACT, Fact, Money

FIELDS = (
    "type",
    "status",
    "participants",
    "amount",
    "stake_percent",
    "valuation",
    "round",
    "position",
    "date",
    "attributed_to",
    "evidence",
)


def to_guide(fact: Fact, *, evidence: bool = False) -> dict[str, Any]:
    """The fact as a JSON object of the guide; with `evidence` the spans of each value in `"spans"` (values by name,
    participants as a list of lists in their order), and `confidence` and `extractor` beside them."""
    row: dict[str, Any] = {
        "type": fact.type,
        "status": fact.status,
        "participants": [{"role": p.role, "name": p.name, "aliases": list(p.aliases)} for p in fact.participants],
        "amount": _money(fact.amount),
        "stake_percent": fact.stake.percent if fact.stake else None,
        "valuation": _money(fact.valuation),
        "round": fact.round.text if fact.round else None,
        "position": fact.position.text if fact.position else None,
        "date": fact.date.iso if fact.date else None,
        "attributed_to": [credit.name for credit in fact.attributed_to],
        "evidence": [sentence.quote for sentence in fact.evidence],
    }
    if evidence:
        row["confidence"] = fact.confidence
        row["extractor"] = fact.extractor
        row["spans"] = _all_spans(fact)
    return row


def from_guide(row: Any, *, extractor: str = "unknown") -> Fact:
    """The fact that a JSON object of the guide states; its spans stay empty but for those in `"spans"`, which the
    gate checks like all else. Evidence without spans is kept as quotes that start at 0: the gate finds their place.

    Raises ValueError with one line that names the field and what is wrong with it.
    """
    if not isinstance(row, dict):
        raise ValueError("a fact must be a JSON object")
    unknown = sorted(row.keys() - set(FIELDS) - {"spans", "confidence", "extractor"})
    if unknown:
        raise ValueError(f"unknown fields {', '.join(map(str, unknown))}")
    try:
        return FACT.validate_python(
            {
                "type": row.get("type"),
                "status": row.get("status"),
                "participants": row.get("participants") or [],
                "amount": row.get("amount"),
                "stake": _wrapped(row.get("stake_percent"), "percent"),
                "valuation": row.get("valuation"),
                "round": _wrapped(row.get("round"), "text"),
                "position": _wrapped(row.get("position"), "text"),
                "date": _wrapped(row.get("date"), "iso"),
                "attributed_to": [{"name": name} for name in row.get("attributed_to") or []],
                "evidence": [_unplaced(quote) for quote in row.get("evidence") or []],
                "confidence": row.get("confidence"),
                "extractor": row.get("extractor") or extractor,
            }
        )
    except ValidationError as error:
        raise ValueError(one_line(error)) from None


def one_line(error: ValidationError) -> str:
    """The first complaint of pydantic as `field: reason`, and how many more there are."""
    first, *rest = error.errors(include_url=False, include_input=False)
    place = ".".join(str(part) for part in first["loc"] if part != "tagged-union")
    more = f" (and {len(rest)} more)" if rest else ""
    return f"{place}: {first['msg']}{more}" if place else f"{first['msg']}{more}"


def _money(money: Money | None) -> dict[str, Any] | None:
    if money is None:
        return None
    value = int(money.value) if money.value.is_integer() else money.value
    return {"value": value, "currency": money.currency}


def _wrapped(value: Any, field: str) -> dict[str, Any] | None:
    return None if value is None or value == "" else {field: value}


def _unplaced(quote: Any) -> Any:
    return {"quote": quote, "start": 0, "end": len(quote)} if isinstance(quote, str) else quote


def _spans(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [{"quote": e.quote, "start": e.start, "end": e.end} for e in evidence]


def _all_spans(fact: Fact) -> dict[str, Any]:
    values = {
        "amount": fact.amount,
        "stake_percent": fact.stake,
        "valuation": fact.valuation,
        "round": fact.round,
        "position": fact.position,
        "date": fact.date,
    }
    return {
        "participants": [_spans(p.evidence) for p in fact.participants],
        "attributed_to": [_spans(credit.evidence) for credit in fact.attributed_to],
        "status": _spans(fact.status_evidence),
        "evidence": _spans(fact.evidence),
        **{name: _spans(value.evidence) for name, value in values.items() if value is not None},
    }
