"""What was asked of the server: the last requests in full, and counts of all of them by endpoint."""

from collections import Counter, deque
from threading import Lock
from typing import Any

KEPT = 2000


class RequestLog:
    """Bounded memory of requests; control requests are not in it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._by_endpoint: Counter[str] = Counter()
        self._by_status: Counter[str] = Counter()

    def add(self, endpoint: str, entry: dict[str, Any]) -> None:
        """Note one request whose answer is made; `bytes` counts its body before compression, `at` is when it came."""
        with self._lock:
            self._last.append({"endpoint": endpoint} | entry)
            self._by_endpoint[endpoint] += 1
            self._by_status[str(entry["status"])] += 1

    def read(self) -> dict[str, Any]:
        """Total, counts by endpoint and by status, and the requests still remembered, oldest first."""
        with self._lock:
            return {
                "total": self._by_endpoint.total(),
                "by_endpoint": dict(self._by_endpoint),
                "by_status": dict(self._by_status),
                "kept": KEPT,
                "requests": list(self._last),
            }

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._last.clear()
            self._by_endpoint.clear()
            self._by_status.clear()
