"""The documentation builds without a warning, tells of all that there is, and asks nobody but itself for anything."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import dealgraph
from dealgraph.cli import cli
from dealgraph.graph.export import FORMATS
from dealgraph.graph.model import LABELS
from tests.browser import Watched, chromium

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", place]
    environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    return place


def text_of(page: Path) -> str:
    return re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))


def headings_of(page: Path) -> set[str]:
    found = re.findall(r"<h[1-4][^>]*>(.*?)</h[1-4]>", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return {re.sub(r"<[^>]+>|¶|&para;", " ", heading).split()[0] for heading in found}


def commands(group: click.Group, path: str) -> Iterator[str]:
    for name, command in group.commands.items():
        yield f"{path} {name}"
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


def test_every_command_is_described(site: Path):
    text = text_of(site / "reference" / "commands" / "index.html")
    assert [command for command in commands(cli, "dealgraph") if f"Usage: {command} [OPTIONS]" not in text] == []


def test_every_format_has_a_section(site: Path):
    assert set(FORMATS) <= headings_of(site / "reference" / "formats" / "index.html")


def test_every_public_name_has_a_section(site: Path):
    assert set(dealgraph.__all__) <= headings_of(site / "reference" / "python" / "index.html")


def test_every_label_has_its_properties(site: Path):
    text = text_of(site / "reference" / "data-model" / "index.html")
    assert [label for label in LABELS if label not in text] == []
    assert "stake_percent number" in text


def test_no_mark_is_left(site: Path):
    for page in site.rglob("*.html"):
        assert not re.search(r"<!-- table: \\w+ -->|--8&lt;--|--8<--", page.read_text(encoding="utf-8")), page


def test_pages_open_without_an_error_or_a_request_to_anyone(site: Path):
    with chromium() as browser:
        for page in ("index.html", "tutorial/index.html", "reference/python/index.html"):
            watched = Watched(browser.new_page())
            watched.page.goto((site / page).as_uri())
            assert [url for url in watched.requests if not url.startswith(("file:", "data:", "blob:"))] == []
            assert watched.page.locator("article h1").count() == 1
            watched.page.close()
