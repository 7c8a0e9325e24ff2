"""How a company's deals look: the columns of the table, and the quotes below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from dealgraph.cli.output import Column, Row, counted

if TYPE_CHECKING:
    from rich.padding import Padding


def _with(row: Row) -> str:
    return ", ".join(dict.fromkeys(other["name"] for other in row["with"]))


def _amount(row: Row) -> str:
    from dealgraph.schemas import Money, money_text

    if row["amount"] is None:
        return ""
    text = money_text(Money(value=row["amount"], currency=row["currency"]))
    return f"{text} (contested)" if "amount" in row["contested"] else text


def _stake(row: Row) -> str:
    if row["stake_percent"] is None:
        return ""
    text = f"{row['stake_percent']:g}%"
    return f"{text} (contested)" if "stake_percent" in row["contested"] else text


def _reported(row: Row) -> str:
    first, last = ((row[key] or "")[:10] for key in ("first_reported", "last_reported"))
    return first if first == last else f"{first} to {last}"


COLUMNS = (
    Column("type", lambda row: row["type"].replace("_", " ")),
    Column("role", lambda row: row["role"].replace("_", " ")),
    Column("with", _with),
    Column("amount", _amount, right=True),
    Column("stake", _stake, right=True),
    Column("status", lambda row: row["status"].replace("_", " ")),
    Column("reported", _reported),
    Column("sources", lambda row: str(row["sources"]), right=True),
)


def show_sources(deals: Sequence[Row]) -> None:
    """Prints each deal, what each article says of it, and the words that say it."""
    from rich.text import Text

    from dealgraph.cli.output import console

    screen = console()
    for deal in {row["deal"]: row for row in deals}.values():
        screen.print(Text(f"{deal['name']}", style="bold"), Text(f"  {deal['deal']}", style="dim"))
        for report in deal["reports"]:
            place = ", ".join(filter(None, ((report["published"] or "")[:10], report["publisher"] or report["title"])))
            screen.print(_indented(f"{place}: {report['says']}", 2))
            for quote in report["quotes"]:
                screen.print(_indented(f"“{' '.join(quote.split())}”", 4, style="italic"))
        screen.print()
    click.echo(counted(len({row["deal"] for row in deals}), "deal"))


def _indented(text: str, columns: int, style: str = "") -> Padding:
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(text, style=style), (0, 0, 0, columns), expand=False)
