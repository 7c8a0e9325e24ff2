"""Every command explains itself, with an example, and stands in the README."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from dealgraph.cli import cli, options
from dealgraph.schemas import FACT_TYPES, STATUSES
from tests.cli.conftest import run

README = Path(__file__).parents[2] / "README.md"

COMMANDS = {name: command for name, command in cli.commands.items() if not isinstance(command, click.Group)}
GROUPS = {name: command for name, command in cli.commands.items() if isinstance(command, click.Group)}
COMMANDS |= {f"{name} {inner}": command for name, group in GROUPS.items() for inner, command in group.commands.items()}


@pytest.mark.parametrize("name", sorted(COMMANDS | GROUPS))
def test_each_command_has_a_sentence_an_example_and_a_place_in_the_readme(name: str):
    shown = run(*name.split(), "--help").out
    assert "Example" in shown
    assert f"dealgraph {name}" in shown
    assert (COMMANDS | GROUPS)[name].get_short_help_str(200).endswith(".")
    assert f"dealgraph {name}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_option_says_what_it_does(name: str):
    options = [param for param in COMMANDS[name].params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_help_is_there_at_once():
    seconds = []
    for _ in range(5):
        begun = computed()
        subprocess.run([sys.executable, "-m", "dealgraph", "--help"], check=True, capture_output=True)
        seconds.append(computed() - begun)
    assert min(seconds) < 0.5  # 0.06 s is usual; that nothing heavy is loaded is held by another test


def computed() -> float:
    """Seconds that processes started here have computed, however busy the machine is."""
    times = os.times()
    return times.children_user + times.children_system


def test_a_command_that_does_not_exist():
    ran = run("frobnicate")
    assert ran.code == 2
    assert "No such command 'frobnicate'" in ran.err


def test_the_types_and_states_that_options_offer_are_those_of_facts():
    assert (options.TYPES, options.STATUSES) == (FACT_TYPES, STATUSES)
