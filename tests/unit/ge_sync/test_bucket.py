"""The bucket of one process, with a clock of the test's own."""

import logging

import pytest

from project.ge_sync.control.bucket import SHARES, Bucket, LocalBucket

NO_REDIS = "redis://127.0.0.1:1/0"


class Clock:
    """Sleeping moves it on."""

    def __init__(self) -> None:
        self.now = 100.0

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def seconds_for(takes: int, *, per_second: float) -> float:
    clock = Clock()
    bucket = Bucket("x", per_second=per_second, burst=5, redis_url=NO_REDIS, clock=clock.read, sleep=clock.sleep)
    for _ in range(takes):
        bucket.take()
    return clock.now - 100.0


def test_it_starts_empty_and_earns_a_token_at_a_time() -> None:
    clock = Clock()
    bucket = LocalBucket(2, burst=1, clock=clock.read)

    assert bucket.wait() == 0.5
    clock.now += 0.5
    assert bucket.wait() == 0.0
    assert bucket.wait() == 0.5


def test_it_holds_no_more_than_its_burst() -> None:
    clock = Clock()
    bucket = LocalBucket(2, burst=3, clock=clock.read)
    clock.now += 1000

    assert [bucket.wait() for _ in range(4)] == [0.0, 0.0, 0.0, 0.5]


@pytest.mark.parametrize("per_second", [0.01, 1.0, 160.0])
def test_without_redis_a_process_asks_slowly_and_never_without_limit(per_second: float) -> None:
    assert seconds_for(10, per_second=per_second) == pytest.approx(10 / per_second * SHARES, rel=0.01)


def test_that_redis_is_away_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    seconds_for(50, per_second=1.0)

    assert [record.getMessage() for record in caplog.records] == [
        "Redis doesn't pace the requests to the GE server (ConnectionError): slowly on."
    ]
