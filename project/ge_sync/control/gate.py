"""Whether the server may be asked: every request passes here, and what one worker meets here stops them all.

The row is the truth. It is read again when it is older than half a second, so that a pause reaches every process within
that time, and a flushed Redis or a killed worker forgets nothing.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from project.ge_sync.control import row
from project.ge_sync.control.aside import aside
from project.ge_sync.errors import GEAsksToWait, GEUnavailable
from project.ge_sync.resting import rest

# A longer wait than this is left to the run's own retry: a task that sleeps holds its worker.
PATIENCE_SECONDS = 20.0
# Limits are counted by the minute, and a run that began anew after each would never come to its end.
PAUSE_PATIENCE_SECONDS = 65.0
FRESH_SECONDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the row said, by this process's clock."""

    read_at: float
    paused_until: float
    open_until: float | None
    failures: int
    reason: str


class Gate:
    """Safe to use from several threads; the one whose request tries a server that was away is the prober."""

    def __init__(
        self,
        source_name: str,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = rest,
    ) -> None:
        self._name, self._clock, self._sleep = source_name, clock, sleep
        self._lock = threading.Lock()
        self._known: _Known | None = None
        self._prober: int | None = None

    def enter(self) -> None:
        """Return when a request may be sent; GEAsksToWait or GEUnavailable where that is too long to wait for."""
        waited = 0.0
        while (left := self._closed_for()) > 0:
            if waited + left > (PAUSE_PATIENCE_SECONDS if self._is_paused() else PATIENCE_SECONDS):
                raise self._refusal(left)
            self._sleep(left)
            waited += left

    def pause(self, seconds: float) -> None:
        """The server wants to be left alone by everybody; a longer pause that runs already stays."""
        self._tell(partial(row.pause, self._name, seconds))

    def failed(self, reason: str) -> None:
        """The server was asked and had no answer; after enough of that in a row nobody asks for a while."""
        self._tell(partial(row.count_failure, self._name, reason))

    def trip(self, reason: str) -> None:
        """Asking on makes it worse: nobody asks for a while."""
        self._tell(partial(row.count_failure, self._name, reason, at_once=True))

    def answered(self) -> None:
        """The server is there: earlier failures count no more."""
        if self._known is None or self._known.failures:
            self._tell(partial(row.forget_failures, self._name))

    def _tell(self, news: Callable[[], None]) -> None:
        with self._lock:
            aside(news)
            self._known = self._prober = None

    def _closed_for(self) -> float:
        """Seconds until it's worth looking again; 0 where a request may be sent now."""
        known, now = self._current(), self._clock()
        if known.paused_until > now:
            return known.paused_until - now
        if known.open_until is None:
            return 0.0
        if known.open_until > now:
            return known.open_until - now
        return 0.0 if self._may_probe() else FRESH_SECONDS

    def _may_probe(self) -> bool:
        me = threading.get_ident()
        with self._lock:
            if self._prober is None and aside(partial(row.claim_probe, self._name)):
                self._prober = me
            return self._prober == me

    def _current(self) -> _Known:
        with self._lock:
            if self._known is None or self._clock() - self._known.read_at > FRESH_SECONDS:
                self._known = self._read()
            return self._known

    def _read(self) -> _Known:
        now, said = self._clock(), aside(partial(row.read, self._name))
        return _Known(
            read_at=now,
            paused_until=now + said.pause_seconds,
            open_until=None if said.open_seconds is None else now + said.open_seconds,
            failures=said.failures,
            reason=said.reason,
        )

    def _is_paused(self) -> bool:
        return self._current().paused_until > self._clock()

    def _refusal(self, left: float) -> GEUnavailable:
        if self._is_paused():
            return GEAsksToWait.for_seconds(left)
        return GEUnavailable(f"The GE server is not asked for now, after failures in a row: {self._current().reason}.")
