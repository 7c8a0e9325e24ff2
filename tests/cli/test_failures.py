"""Whatever goes wrong ends in one sentence on stderr and the exit code that the error stands for."""

from __future__ import annotations

import errno

import click
import pytest
from click.testing import CliRunner

from dealgraph import errors
from dealgraph.cli.failures import ReportingGroup


def outcome(error: BaseException) -> tuple[int, str]:
    """Exit code and stderr of a command that raises the error."""

    @click.group(cls=ReportingGroup)
    def group() -> None:
        pass

    @group.command()
    def fail() -> None:
        raise error

    result = CliRunner().invoke(group, ["fail"])
    assert result.stdout == ""
    return result.exit_code, result.stderr


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (errors.InputError("news.txt isn't there"), 1, "news.txt isn't there"),
        (errors.ArticleError("a.jsonl, line 7", "broken JSON"), 1, "a.jsonl, line 7: broken JSON"),
        (errors.NotFoundError("nothing is called Skale"), 1, "nothing is called Skale"),
        (
            errors.NotFoundError("nothing is called Skale", ["Scale AI", "Scala"]),
            1,
            "nothing is called Skale; near it: Scale AI, Scala",
        ),
        (errors.UsageError("choose one of the two"), 2, "choose one of the two"),
        (errors.QueryError("a ) is missing"), 2, "a ) is missing"),
        (errors.StoreError("the server is down"), 3, "the server is down"),
        (errors.StoreLockedError("another run is writing"), 3, "another run is writing"),
        (errors.TimeLimitError("30 s are over"), 4, "30 s are over"),
        (PermissionError(errno.EACCES, "Permission denied", "news.txt"), 1, "news.txt: permission denied"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "no space left on device"),
        (MemoryError(), 1, "this machine ran out of memory"),
        (KeyboardInterrupt(), 130, "stopped"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else None,
)
def test_an_error_is_a_sentence_and_a_code(error, code, message):
    assert outcome(error) == (code, f"Error: {message}\n")


def test_a_mistake_of_ours_is_not_hidden():
    with pytest.raises(ZeroDivisionError):
        CliRunner().invoke(_broken(), ["fail"], catch_exceptions=False)


def _broken() -> click.Group:
    @click.group(cls=ReportingGroup)
    def group() -> None:
        pass

    @group.command()
    def fail() -> None:
        raise ZeroDivisionError

    return group
