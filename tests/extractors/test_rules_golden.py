"""What the rules read from single sentences of both languages; the cases stand in tests/golden/rules_*.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dealgraph.extractors.rules.extractor import extract_facts
from dealgraph.schemas import Article, Fact, Language

GOLDEN = Path(__file__).parent.parent / "golden"


def cases() -> list[Any]:
    found = []
    for language in ("en", "id"):
        for case in json.loads((GOLDEN / f"rules_{language}.json").read_text(encoding="utf-8"))["cases"]:
            marks = [pytest.mark.xfail(reason=case["wrong"], strict=True)] if "wrong" in case else []
            found.append(pytest.param(language, case["text"], case["facts"], marks=marks, id=case["text"][:60]))
    return found


def told(fact: Fact, keys: set[str]) -> dict[str, Any]:
    """The fact in the form of the cases: all its participants, and of its values those that the case names."""
    values: dict[str, Any] = {
        "type": fact.type,
        "status": fact.status,
        "amount": fact.amount and [fact.amount.value, fact.amount.currency],
        "stake": fact.stake and fact.stake.percent,
        "round": fact.round and fact.round.text,
        "position": fact.position and fact.position.text,
    }
    said: dict[str, Any] = {key: value for key, value in values.items() if key in keys}
    for participant in fact.participants:
        said.setdefault(participant.role, []).append(participant.name)
    return {key: sorted(value) if key not in values else value for key, value in said.items()}


@pytest.mark.parametrize(("language", "text", "facts"), cases())
def test_the_facts_of_a_sentence(language: Language, text: str, facts: list[dict[str, Any]]) -> None:
    found = extract_facts(Article(doc_id="1", text=text, language=language))
    assert len(found) == len(facts)
    wanted = [
        {key: sorted(v) if key not in ("amount",) and isinstance(v, list) else v for key, v in f.items()} for f in facts
    ]
    assert sorted((told(f, set(w)) for f, w in zip(found, wanted, strict=True)), key=str) == sorted(wanted, key=str)
