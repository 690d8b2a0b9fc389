"""So many requests a minute, as the contract's X-RateLimit headers tell; none unless asked for."""

import time
from threading import Lock

WINDOW_SECONDS = 60


class RateLimit:
    """Counts requests in windows of one minute; `per_minute` of 0 sets no limit."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._lock = Lock()
        self._window_ends = 0.0
        self._used = 0

    def take(self) -> tuple[bool, dict[str, str]]:
        """Whether one more request is admitted, and the headers for its answer."""
        if not self._per_minute:
            return True, {}
        now = time.monotonic()
        with self._lock:
            if now >= self._window_ends:
                self._window_ends, self._used = now + WINDOW_SECONDS, 0
            self._used += 1
            left, seconds = self._per_minute - self._used, int(self._window_ends - now) + 1
        headers = {
            "X-RateLimit-Limit": str(self._per_minute),
            "X-RateLimit-Remaining": str(max(0, left)),
            "X-RateLimit-Reset": str(seconds),
        }
        return left >= 0, headers if left >= 0 else headers | {"Retry-After": str(seconds)}
