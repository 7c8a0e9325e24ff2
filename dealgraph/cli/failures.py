"""What goes wrong is told in one sentence on stderr, with the exit code that `dealgraph.errors` lists."""

from __future__ import annotations

import errno
from typing import Any

import click

from dealgraph.cli.output import say
from dealgraph.errors import DealgraphError, NotFoundError

INTERRUPTED = 130
"""128 + SIGINT, what shells give for Ctrl-C."""


class ReportingGroup(click.Group):
    """A group of commands that never show a traceback for what input, the machine or the user can cause."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DealgraphError as error:
            message, code = _sentence(error), error.exit_code
        except KeyboardInterrupt as error:
            message, code = ": ".join(filter(None, ("stopped", str(error)))), INTERRUPTED
        except MemoryError:
            message, code = "this machine ran out of memory", 1
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of our output has gone (`| head`): click ends quietly
                raise
            message, code = _system_sentence(error), 1
        say(f"Error: {message}")
        ctx.exit(code)


def _sentence(error: DealgraphError) -> str:
    message = str(error)
    if isinstance(error, NotFoundError) and error.suggestions:
        return f"{message}; near it: {', '.join(error.suggestions)}"
    return message


def _system_sentence(error: OSError) -> str:
    reason = (error.strerror or str(error) or type(error).__name__).lower()
    return f"{error.filename}: {reason}" if error.filename else reason
