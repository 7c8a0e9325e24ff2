"""The scripts of `examples/` run as they stand, and print what their texts say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import empty

EXAMPLES = Path(__file__).parents[1] / "examples"
PRINTED = {
    "first_steps.py": ["12 new articles", "\nScale AI (", "“Meta has invested $14.3 billion in Scale AI"],
    "extract_only.py": ["02-meta-invests: Meta invests $14.3B", "amount 14,300,000,000 USD: “$14.3 billion”"],
    "load_own_facts.py": ["25 facts are in the graph, 1 was refused", "- "],
    "own_extractor.py": ["1 facts of agreed-purchases-1", "- Harrow Foods acquires Blyth Dairy (announced)"],
    "networks.py": [
        "Most connected investors",
        "From Google to Meta\n- Google and Scale AI: ",
        "Whose deals hold the market together\n",
        "- Kirimaja and Selat Ventures\n",
    ],
    "exports.py": ["deals.gexf\ndeals.graphml\nmeta.html\ntables\n"],
}
"""What each script prints, among other things."""


def run(script: str, *arguments: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, EXAMPLES / script, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONWARNINGS": "error::DeprecationWarning:__main__"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_script_is_run():
    assert {path.name for path in EXAMPLES.glob("*.py")} == set(PRINTED)


@pytest.mark.parametrize("script", PRINTED)
def test_a_script_runs_as_it_stands(script: str, tmp_path: Path):
    printed = run(script, folder=tmp_path)
    for said in PRINTED[script]:
        assert said in printed


def test_the_first_steps_on_a_server(neo4j_server: str, tmp_path: Path):
    empty(neo4j_server)
    printed = run("first_steps.py", neo4j_server, folder=tmp_path)
    for said in PRINTED["first_steps.py"]:
        assert said in printed


def test_the_readme_names_every_script():
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [name for name in PRINTED if f"`{name}`" not in text] == []
