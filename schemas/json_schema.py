"""The form of the guide as JSON Schema, for those who make or check facts outside Python."""

from __future__ import annotations

from typing import Any

from dealgraph.schemas.facts import STATUSES
from dealgraph.schemas.guide import FIELDS
from dealgraph.schemas.roles import FACT_TYPES, ROLES, FactType

NAMES = {"type": "array", "items": {"type": "string", "minLength": 1}}
NAME_OR_NULL = {"type": ["string", "null"]}


def guide_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one line of facts: `{"doc_id": …, "facts": […]}`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The facts of one article, as dealgraph reads and writes them",
        "type": "object",
        "required": ["doc_id", "facts"],
        "properties": {
            "doc_id": {"type": "string", "minLength": 1},
            "facts": {"type": "array", "items": {"oneOf": [_fact(fact_type) for fact_type in FACT_TYPES]}},
        },
        "$defs": {
            "money": {
                "type": ["object", "null"],
                "required": ["value", "currency"],
                "properties": {
                    "value": {"type": "number", "minimum": 0, "description": "whole units: 14300000000"},
                    "currency": {"type": "string", "pattern": "^[A-Z]{3}$", "description": "ISO 4217"},
                },
                "additionalProperties": False,
            },
            "spans": {
                "type": "array",
                "description": "where a value stands: content[start:end] == quote, in Unicode code points",
                "items": {
                    "type": "object",
                    "required": ["quote", "start", "end"],
                    "properties": {
                        "quote": {"type": "string", "minLength": 1},
                        "start": {"type": "integer", "minimum": 0},
                        "end": {"type": "integer", "minimum": 1},
                    },
                    "additionalProperties": False,
                },
            },
        },
    }


def _fact(fact_type: FactType) -> dict[str, Any]:
    """One type's facts: its own roles, and the values that all types share."""
    participant = {
        "type": "object",
        "required": ["role", "name"],
        "properties": {
            "role": {"enum": sorted(ROLES[fact_type].allowed)},
            "name": {"type": "string", "minLength": 1},
            "aliases": NAMES,
        },
        "additionalProperties": False,
    }
    money = {"$ref": "#/$defs/money"}
    values: dict[str, Any] = {
        "type": {"const": fact_type},
        "status": {"enum": list(STATUSES)},
        "participants": {"type": "array", "minItems": 1, "items": participant},
        "amount": money,
        "stake_percent": {"type": ["number", "null"], "minimum": 0, "maximum": 100},
        "valuation": money,
        "round": NAME_OR_NULL,
        "position": NAME_OR_NULL,
        "date": {"type": ["string", "null"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
        "attributed_to": NAMES,
        "evidence": NAMES,
    }
    spans = {"$ref": "#/$defs/spans"}
    listed = {"type": "array", "items": spans}
    return {
        "title": fact_type,
        "type": "object",
        "required": ["type", "status", "participants"],
        "properties": {field: values[field] for field in FIELDS}
        | {
            "confidence": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
            "extractor": {"type": "string"},
            "spans": {
                "type": "object",
                "properties": {"participants": listed, "attributed_to": listed},
                "additionalProperties": spans,
            },
        },
        "additionalProperties": False,
    }
