"""`python -m dealgraph` and the `dealgraph` command."""

from __future__ import annotations


def main() -> None:
    from dealgraph.cli import cli

    cli()


if __name__ == "__main__":
    main()
