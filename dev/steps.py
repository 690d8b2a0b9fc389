"""What a developer sees: a line per step as it ends, or one sentence that says why there is none."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


class CannotRun(Exception):  # noqa: N818  # read aloud: "raise CannotRun(why)"
    """Something the developer must put right; the text is the one sentence that says what."""


@dataclass(kw_only=True)
class Step:
    """What a step prints at its end; the work may put the outcome into its words."""

    outcome: str


def say(text: str) -> None:
    """A line that is seen at once, also through a pipe."""
    print(f"==> {text}", flush=True)


def refuse(reason: object) -> None:
    """The sentence of a `CannotRun`, to standard error."""
    print(reason, file=sys.stderr, flush=True)


@contextmanager
def step(outcome: str) -> Iterator[Step]:
    """Tell the outcome and the time taken once the work inside is done; a failure tells its own story."""
    started = time.monotonic()
    told = Step(outcome=outcome)
    yield told
    say(f"{told.outcome} ({time.monotonic() - started:.1f} s)")
