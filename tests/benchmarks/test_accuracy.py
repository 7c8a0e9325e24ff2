"""The accuracy benchmark, from documents to figures that a card holds."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import falls, main

DOCUMENTS = [
    {
        "doc_id": "one",
        "lang": "en",
        "published": "2024-05-06",
        "title": "Harrow Mills buys Blyth Paper",
        "text": "Harrow Mills Inc has acquired Blyth Paper Co for $47.5 million, it said on Monday.",
    },
    {"doc_id": "two", "lang": "id", "title": None, "text": "Hujan turun di Samarinda sejak pagi."},
]
GOLD = [
    {
        "doc_id": "one",
        "facts": [
            {
                "type": "acquisition",
                "status": "completed",
                "participants": [
                    {"role": "acquirer", "name": "Harrow Mills Inc", "aliases": ["Harrow Mills"]},
                    {"role": "target", "name": "Blyth Paper Co", "aliases": ["Blyth Paper"]},
                ],
                "amount": {"value": 47500000, "currency": "USD"},
                "evidence": ["Harrow Mills Inc has acquired Blyth Paper Co for $47.5 million, it said on Monday."],
            }
        ],
    },
    {"doc_id": "two", "facts": []},
]


@pytest.fixture
def own_set(tmp_path: Path) -> list[str]:
    """A set called `own/tiny`, as the first arguments of the command."""
    paths = []
    for name, rows in (("documents", DOCUMENTS), ("facts", GOLD)):
        path = tmp_path / "own" / f"tiny.{name}.jsonl"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        paths.append(str(path))
    return paths


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["accuracy", *arguments, "--extractor", "rules"])
    main()


def test_what_is_found_is_scored(
    own_set: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    run(monkeypatch, *own_set, "--json", "--bootstrap", "20")
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (result["set"], result["documents"]) == ("own/tiny", 2)
    assert result["facts"]["f1"] == result["slots"]["f1"] == 1.0
    assert result["facts"]["interval"][1] == 1.0
    assert result["empty_documents"] == {"gold": 1, "kept_empty": 1}
    assert sum(row["facts"] for row in result["reliability"]) == 1


def test_the_table_names_types_slots_and_confidence(
    own_set: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    run(monkeypatch, *own_set)
    shown = capsys.readouterr().out
    assert "acquisition         1.0000  1.0000  1.0000      1      1      1" in shown
    assert "documents without facts kept empty: 1 of 1" in shown
    assert "expected calibration error" in shown


def test_a_card_that_was_recorded_is_met_and_a_better_one_is_not(
    own_set: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    card = tmp_path / "figures.json"
    card.write_text('{"own/other": {"fact_f1": 0.5}}', encoding="utf-8")
    run(monkeypatch, *own_set, "--record", str(card))
    figures = json.loads(card.read_text(encoding="utf-8"))
    assert figures["own/other"] == {"fact_f1": 0.5}
    assert figures["own/tiny"]["fact_f1"] == 1.0
    run(monkeypatch, *own_set, "--card", str(card))
    card.write_text('{"own/tiny": {"slot_f1": 1.02}}', encoding="utf-8")
    with pytest.raises(SystemExit, match=r"own/tiny: slot_f1 is 1.0000, the card says 1.0200"):
        run(monkeypatch, *own_set, "--card", str(card))


def test_a_set_that_the_card_does_not_know_is_no_success(
    own_set: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    card = tmp_path / "figures.json"
    card.write_text("{}", encoding="utf-8")
    with pytest.raises(SystemExit, match="has no figures for own/tiny"):
        run(monkeypatch, *own_set, "--card", str(card))


def test_a_fall_of_less_than_a_point_is_none():
    assert falls({"fact_f1": 0.700}, {"fact_f1": 0.691}) == []
    assert falls({"fact_f1": 0.700}, {"fact_f1": 0.689}) == ["fact_f1 is 0.6890, the card says 0.7000"]
    assert falls({"sure_precision": 0.9}, {}) != []


def test_what_was_found_can_be_kept(own_set: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    run(monkeypatch, *own_set, "--out", str(tmp_path / "found.jsonl"))
    rows = [json.loads(line) for line in (tmp_path / "found.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["doc_id"] for row in rows] == ["one", "two"]
    assert rows[0]["facts"][0]["type"] == "acquisition"
