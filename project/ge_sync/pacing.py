"""How fast the server may be asked. A bucket of this process; every request of the client takes from it first."""

import threading
import time
from collections.abc import Callable


class Pace:
    """A token bucket that holds one second's worth, and a pause that everybody keeps to."""

    def __init__(
        self,
        per_second: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._per_second = per_second
        self._burst = max(1.0, per_second)
        self._tokens = self._burst
        self._clock, self._sleep = clock, sleep
        self._filled_at = clock()
        self._paused_until = 0.0
        self._lock = threading.Lock()

    def take(self) -> None:
        """Return when one more request may be sent."""
        self._sleep_for(self._reserve())

    def pause(self, seconds: float) -> None:
        """Let nobody ask for that long; a longer pause that runs already stays."""
        with self._lock:
            self._paused_until = max(self._paused_until, self._clock() + seconds)

    def pause_left(self) -> float:
        """Seconds until somebody may ask again; 0 where nobody asked for a pause."""
        with self._lock:
            return max(self._paused_until - self._clock(), 0.0)

    def _reserve(self) -> float:
        """Take a token, on credit if there is none, and say how long to wait until it is earned."""
        with self._lock:
            now = self._clock()
            self._tokens = min(self._burst, self._tokens + (now - self._filled_at) * self._per_second)
            self._filled_at = now
            self._tokens -= 1
            return max(self._paused_until - now, -self._tokens / self._per_second, 0.0)

    def _sleep_for(self, seconds: float) -> None:
        if seconds > 0:
            self._sleep(seconds)
