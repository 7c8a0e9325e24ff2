"""How a company's deals look: the columns of the table, and the quotes below it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import click

from dealgraph.cli.output import Column, Row, counted, printable, show_table, width

CONTESTED = "*"
"""Behind a value on which sources differ."""


def _with(row: Row) -> str:
    others = row["with"]
    if len({other["role"] for other in others}) > 1:
        return ", ".join(f"{other['name']} ({worded(other['role'])})" for other in others)
    return ", ".join(other["name"] for other in others)


def worded(name: str) -> str:
    """A type, role or status as words: `under review`."""
    return name.replace("_", " ")


def amount_text(value: float, currency: str) -> str:
    """`$14.3B`."""
    from dealgraph.schemas import Money, money_text

    return money_text(Money(value=value, currency=currency))


def _amount(row: Row) -> str:
    if row["amount"] is None:
        return ""
    text = amount_text(row["amount"], row["currency"])
    return text + CONTESTED if "amount" in row["contested"] else text


def _stake(row: Row) -> str:
    if row["stake_percent"] is None:
        return ""
    text = f"{row['stake_percent']:g}%"
    return text + CONTESTED if "stake_percent" in row["contested"] else text


def _reported(row: Row) -> str:
    first, last = ((row[key] or "")[:10] for key in ("first_reported", "last_reported"))
    return first if first == last else f"{first} to {last}"


COLUMNS = (
    Column("type", lambda row: worded(row["type"])),
    Column("role", lambda row: worded(row["role"])),
    Column("with", _with),
    Column("amount", _amount, right=True),
    Column("stake", _stake, right=True),
    Column("status", lambda row: worded(row["status"])),
    Column("reported", _reported),
    Column("told by", lambda row: str(row["sources"]), right=True),
)


def show_deals(deals: Sequence[Row]) -> None:
    """Prints the table, and what its marks mean."""
    show_table(deals, COLUMNS)
    if any(row["contested"] for row in deals):
        click.echo(f"{CONTESTED} sources differ; --sources shows what each says")


def show_sources(deals: Sequence[Row]) -> None:
    """Prints each deal, what each article says of it, and the words that say it."""
    told = {(row["deal"], *(report["fact"] for report in row["reports"])): row for row in deals}
    for deal in told.values():
        click.echo(click.style(printable(deal["name"]), bold=True) + click.style(f"   {deal['deal']}", dim=True))
        show_reports(deal["reports"])
        click.echo()
    click.echo(counted(len(told), "deal"))


def show_reports(reports: Sequence[Row]) -> None:
    """Prints what each article says of a deal, and the words that say it."""
    for report in reports:
        place = ", ".join(filter(None, ((report["published"] or "")[:10], report["publisher"] or report["title"])))
        click.echo(_indented(f"{place}: {report['says']}", 2))
        for quote in report["quotes"]:
            click.echo(_indented(f"“{quote}”", 4))


def _indented(text: str, columns: int) -> str:
    """The text as one paragraph that fits the screen, `columns` from its left edge."""
    indent = " " * columns
    return textwrap.fill(
        printable(text), width(), initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
