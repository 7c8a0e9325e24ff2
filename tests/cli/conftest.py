"""Running commands as a user does, on a small story of our own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from dealgraph.cli import cli

ARTICLES = [
    {
        "doc_id": "kopiku-1",
        "url": "https://news.example.com/kopiku-1",
        "title": "Alder Capital backs Kopiku",
        "publisher": "The Ledger Post",
        "published": "2025-03-04",
        "lang": "en",
        "text": "Alder Capital has invested $20 million in Kopiku for a 12.5% stake. Kopiku runs coffee shops.",
    },
    {
        "doc_id": "kopiku-2",
        "title": "Alder Capital menanam modal di Kopiku",
        "publisher": "Harian Niaga",
        "published": "2025-03-04",
        "lang": "id",
        "text": "Alder Capital menginvestasikan US$ 25 juta di Kopiku. Kopiku juga bekerja sama dengan Bank Selat.",
    },
]
ROLES = [{"role": "investor", "name": "Alder Capital"}, {"role": "investee", "name": "Kopiku"}]
FACTS = [
    {
        "doc_id": "kopiku-1",
        "facts": [
            {
                "type": "investment",
                "status": "completed",
                "participants": ROLES,
                "amount": {"value": 20_000_000, "currency": "USD"},
                "stake_percent": 12.5,
                "evidence": ["Alder Capital has invested $20 million in Kopiku for a 12.5% stake."],
            }
        ],
    },
    {
        "doc_id": "kopiku-2",
        "facts": [
            {
                "type": "investment",
                "status": "completed",
                "participants": ROLES,
                "amount": {"value": 25_000_000, "currency": "USD"},
                "evidence": ["Alder Capital menginvestasikan US$ 25 juta di Kopiku."],
            },
            {
                "type": "partnership",
                "status": "active",
                "participants": [{"role": "party", "name": "Kopiku"}, {"role": "party", "name": "Bank Selat"}],
                "evidence": ["Kopiku juga bekerja sama dengan Bank Selat."],
            },
        ],
    },
]


class Ran(NamedTuple):
    """What a command did: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path, given: str | bytes | None = None) -> Ran:
    """Runs a command; what would be a traceback fails the test."""
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], input=given, catch_exceptions=False)
    return Ran(result.exit_code, result.stdout, result.stderr)


def json_lines(path: Path, rows: Iterable[Mapping[str, Any] | str]) -> Path:
    """A file of JSON lines; rows that are strings stand in it as they are."""
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def away_from_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty current folder, and no settings of whoever runs the tests."""
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.delenv("DEALGRAPH_STORE", raising=False)
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return json_lines(tmp_path / "articles.jsonl", ARTICLES)


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return json_lines(tmp_path / "facts.jsonl", FACTS)


@pytest.fixture
def loaded(address: str, articles: Path, facts: Path) -> str:
    """The address of a store, embedded or Neo4j, that holds the story."""
    assert run("load", articles, facts, "--store", address).code == 0
    return address
