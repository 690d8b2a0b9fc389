"""Ending in order: what a signal interrupts is unwound, and what is being stopped is not interrupted."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked this process to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.signal = signal.Signals(number)

    @property
    def exit_status(self) -> int:
        """The status a shell shows for a program that this signal ended."""
        return 128 + self.signal


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Turn SIGTERM, Ctrl-C and a closed terminal into `Stopped`, so that everything started is stopped."""

    def unwind(number: int, _frame: object) -> None:
        raise Stopped(number)

    before = {number: signal.signal(number, unwind) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def not_now() -> Iterator[None]:
    """Hold these signals back until the work inside, which must be short, is done."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
