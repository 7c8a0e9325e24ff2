"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])

FORMATS = ("table", "json", "jsonl", "csv")


def store_option(command: Command) -> Command:
    return click.option(
        "--store",
        metavar="PLACE",
        help="A folder, or a Neo4j server as neo4j://host or bolt://host. "
        "Else what DEALGRAPH_STORE says, else ./dealgraph.db.",
    )(command)


def format_option(command: Command) -> Command:
    return click.option(
        "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print."
    )(command)


def output_option(command: Command) -> Command:
    return click.option(
        "-o", "--output", metavar="PATH", default="-", help="Where to write; standard output when nothing is said."
    )(command)


def confidence_option(command: Command) -> Command:
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        metavar="0..1",
        help="Leave out facts of which the extractor is less sure than this.",
    )(command)


def strict_option(command: Command) -> Command:
    return click.option("--strict", is_flag=True, help="Exit with 1 also when a fact was quarantined.")(command)


def verbose_option(command: Command) -> Command:
    return click.option(
        "-v", "--verbose", is_flag=True, help="Tell of each fact and each value that its article does not bear out."
    )(command)
