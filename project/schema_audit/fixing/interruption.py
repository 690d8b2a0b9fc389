"""Ctrl-C while statements run: the one that runs is cancelled, what has ended is written down, then it stops.

libpq waits without looking at signals, so psycopg2 is given a way of waiting that does. psycopg 3 needs none.
"""

import select
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from django.db.backends.postgresql import psycopg_any

_LOOKS_EACH_SECONDS = 0.2
_psycopg2: Any = getattr(psycopg_any, "extensions", None)  # None under psycopg 3


class Interruption:
    """Whether somebody asked to stop."""

    def __init__(self) -> None:
        self.asked = False
        self._cancelled = False

    def raise_if_asked(self) -> None:
        """To be called where stopping leaves nothing untold."""
        if self.asked:
            raise KeyboardInterrupt

    def hear(self, number: int, frame: FrameType | None) -> None:
        """The handler of SIGINT; whoever presses again doesn't want to wait."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True

    def wait(self, connection: Any) -> None:
        """psycopg2's wait callback: waits for the server, and cancels what runs when somebody asks to stop."""
        while (state := connection.poll()) != _psycopg2.POLL_OK:
            reading = [connection] if state == _psycopg2.POLL_READ else []
            writing = [connection] if state == _psycopg2.POLL_WRITE else []
            select.select(reading, writing, [], _LOOKS_EACH_SECONDS)
            if self.asked and not self._cancelled:
                self._cancelled = True
                connection.cancel()


@contextmanager
def interruption() -> Iterator[Interruption]:
    """Hold Ctrl-C back while the block runs; its end is the last safe place."""
    held = Interruption()
    if _psycopg2 is None or threading.current_thread() is not threading.main_thread():
        yield held
        return
    before = signal.signal(signal.SIGINT, held.hear)
    _psycopg2.set_wait_callback(held.wait)
    try:
        yield held
    finally:
        _psycopg2.set_wait_callback(None)
        signal.signal(signal.SIGINT, before)
    held.raise_if_asked()
