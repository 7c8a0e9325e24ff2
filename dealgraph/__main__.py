"""`python -m dealgraph` and the `dealgraph` command."""

from __future__ import annotations


def main() -> None:
    from dealgraph.cli import cli

    cli(prog_name="dealgraph")


if __name__ == "__main__":
    main()
