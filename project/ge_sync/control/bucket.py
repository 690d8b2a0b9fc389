"""How fast the server may be asked: one bucket for all workers in Redis, and a slow one of this process without it."""

import logging
import threading
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from project.ge_sync.resting import rest

logger = logging.getLogger(__name__)
_SCRIPT = (Path(__file__).parents[1] / "lua" / "take_token.lua").read_text()
# Without Redis nobody knows how many ask: each process takes such a part, so that this many stay below the limit.
SHARES = 16
LOOK_AGAIN_SECONDS = 2.0
# What is left of a token by rounding isn't worth a wait of its own, and could be one without end.
SHORTEST_WAIT_SECONDS = 0.0001
_HASTE = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}


class LocalBucket:
    """Tokens of one process; starts empty. Not safe for several threads."""

    def __init__(self, per_second: float, *, burst: float, clock: Callable[[], float]) -> None:
        self._per_second, self._burst, self._clock = per_second, burst, clock
        self._tokens, self._filled_at = 0.0, clock()

    def wait(self) -> float:
        """0 when there was a token, which is taken; else the seconds until there is one."""
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._filled_at) * self._per_second)
        self._filled_at = now
        if self._tokens >= 1:
            self._tokens -= 1
            return 0.0
        return max((1 - self._tokens) / self._per_second, SHORTEST_WAIT_SECONDS)


class Bucket:
    """In any span of t seconds all workers together take at most `per_second` * t + `burst`, of one second's worth."""

    def __init__(
        self,
        source_name: str,
        *,
        per_second: float,
        burst: int,
        redis_url: str,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = rest,
    ) -> None:
        self._key = f"ge_sync:bucket:{source_name}"
        self._per_second, self._burst = per_second, max(1.0, min(burst, per_second))
        self._redis_url, self._clock, self._sleep = redis_url, clock, sleep
        self._turn = threading.Lock()
        self._slow: LocalBucket | None = None
        self._look_again_at = 0.0

    def take(self) -> None:
        """Return when one more request may be sent; the threads of a process wait in line."""
        with self._turn:
            while (wait := self._wait()) > 0:
                self._sleep(wait)

    def _wait(self) -> float:
        if self._slow is not None and self._clock() < self._look_again_at:
            return min(self._slow.wait(), LOOK_AGAIN_SECONDS)
        try:
            microseconds = int(_client(self._redis_url)[1](keys=[self._key], args=[self._per_second, self._burst]))
        except (redis.RedisError, OSError) as error:
            return self._wait_without_redis(error)
        if self._slow is not None:
            logger.info("Redis is back: the requests to the GE server are paced together again.")
            self._slow = None
        return microseconds / 1_000_000

    def _wait_without_redis(self, error: Exception) -> float:
        if self._slow is None:
            logger.warning("Redis doesn't pace the requests to the GE server (%s): slowly on.", type(error).__name__)
            self._slow = LocalBucket(self._per_second / SHARES, burst=1, clock=self._clock)
        self._look_again_at = self._clock() + LOOK_AGAIN_SECONDS
        return min(self._slow.wait(), LOOK_AGAIN_SECONDS)


@cache
def _client(url: str) -> tuple[Any, Any]:
    """A client of this process and its script; it connects when it is used, anew after a fork."""
    client = redis.Redis.from_url(url, retry=Retry(NoBackoff(), 0), **_HASTE)
    return client, client.register_script(_SCRIPT)
