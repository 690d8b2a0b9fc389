"""Whoever reads the output may stop at any time, as `| head` does: that is no error to tell of."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from project.output.exit_status import ExitStatus


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """Flush standard output at the end; the exit status stays, 2 where the run could not finish for it."""
    try:
        yield
        sys.stdout.flush()
    except SystemExit:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            _forget_output()
        raise
    except BrokenPipeError:
        _forget_output()
        sys.exit(int(ExitStatus.FAILED))


def _forget_output() -> None:
    """So that Python's own flush at the end has somewhere to go."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
