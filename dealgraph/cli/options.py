"""The options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])

FORMATS = ("table", "json", "jsonl", "csv")
TYPES = (
    "acquisition",
    "merger",
    "investment",
    "divestiture",
    "ownership",
    "joint_venture",
    "partnership",
    "supply",
    "ipo",
    "debt",
    "executive_move",
)
"""The types of deals, as `dealgraph.schemas` has them, which takes too long to import for a list of options."""
STATUSES = ("rumoured", "planned", "announced", "completed", "active", "under_review", "terminated")
"""The states of deals, likewise."""


def iso_date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """A date as precise as wanted: `2025`, `2025-06`, `2025-06-13`."""
    if value and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value):
        raise click.BadParameter(f"{value} is no date such as 2025, 2025-06 or 2025-06-13")
    return value


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


def type_option(command: Command) -> Command:
    return click.option(
        "--type", "types", type=click.Choice(TYPES), multiple=True, help="Only deals of this type; may be given again."
    )(command)


def time_options(command: Command) -> Command:
    for name, side in (("--until", "earlier"), ("--since", "later")):
        said = f"Only deals announced (else first reported) on that date or {side}."
        command = click.option(name, metavar="DATE", callback=iso_date, help=said)(command)
    return command


class Filter(NamedTuple):
    """Which rows of deals are wanted; what is empty lets all pass."""

    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    min_amount: float | None = None

    def of(self, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows that pass, each with `type`, `status`, `announced`, `first_reported` and `amount_usd`."""
        return [row for row in rows if self._passes(row)]

    def _passes(self, row: dict[str, Any]) -> bool:
        from dealgraph.graph.selection import within

        when = (row["announced"] or row["first_reported"] or "")[:10]
        return (
            (not self.types or row["type"] in self.types)
            and (not self.statuses or row["status"] in self.statuses)
            and within(when, self.since, self.until)
            and (self.min_amount is None or (row["amount_usd"] or 0.0) >= self.min_amount)
        )


def filter_options(command: Command) -> Command:
    """Options that narrow a list of deals down; with those of `time_options` they are the fields of `Filter`."""
    command = click.option(
        "--min-amount",
        type=click.FloatRange(min=0),
        metavar="USD",
        help="Only deals of that many US dollars or more, other currencies at the rate of their day.",
    )(command)
    command = click.option(
        "--status", "statuses", type=click.Choice(STATUSES), multiple=True, help="Only deals in this state; likewise."
    )(command)
    return type_option(command)


def paging_options(command: Command) -> Command:
    command = click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Pass over that many.")(
        command
    )
    return click.option(
        "--limit", type=click.IntRange(1), default=1000, show_default=True, metavar="N", help="Show no more than these."
    )(command)
