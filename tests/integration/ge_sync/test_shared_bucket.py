"""The bucket in Redis: one for all, whoever takes from it."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from project.ge_sync.control.bucket import Bucket
from tests.faults.fleet import Broker


def bucket(url: str, name: str, *, per_second: float = 50.0, burst: int = 5) -> Bucket:
    return Bucket(name, per_second=per_second, burst=burst, redis_url=url)


@pytest.fixture
def name() -> Iterator[str]:
    """A source that only this test knows."""
    made = f"test:{os.getpid()}:{time.monotonic_ns()}"
    yield made
    redis.Redis.from_url(os.environ["REDIS_URL"]).delete(f"ge_sync:bucket:{made}")


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    broker = Broker(tmp_path)
    yield broker
    broker.kill()


def times_of(buckets: list[Bucket], *, each: int) -> list[float]:
    """When tokens were taken, by a thread for each bucket."""
    taken: list[float] = []

    def take(mine: Bucket) -> None:
        for _ in range(each):
            mine.take()
            taken.append(time.monotonic())

    threads = [threading.Thread(target=take, args=[mine]) for mine in buckets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(taken)


def most_within(seconds: float, times: list[float]) -> int:
    """The most of them in any span of that length."""
    return max(sum(1 for other in times if begin <= other < begin + seconds) for begin in times)


def test_four_that_take_at_once_stay_within_one_limit(name: str) -> None:
    url = os.environ["REDIS_URL"]

    times = times_of([bucket(url, name) for _ in range(4)], each=25)

    assert len(times) == 100
    assert most_within(1.0, times) <= 50 + 5


def test_the_limit_is_used_to_the_full(name: str) -> None:
    url = os.environ["REDIS_URL"]

    times = times_of([bucket(url, name) for _ in range(2)], each=50)

    assert 100 / (times[-1] - times[0]) > 40


def test_another_source_has_a_bucket_of_its_own(name: str) -> None:
    slow, other = (bucket(os.environ["REDIS_URL"], each, per_second=0.5) for each in (name, f"{name}:other"))
    client = redis.Redis.from_url(os.environ["REDIS_URL"])
    for mine in (slow, other):
        client.hset(mine._key, mapping={"tokens": "1", "filled_at": f"{time.time():.6f}"})

    began = time.monotonic()
    slow.take()
    other.take()

    assert time.monotonic() - began < 1.5
    client.delete(other._key)


def test_a_flushed_redis_gives_nobody_a_second_burst(broker: Broker) -> None:
    mine = bucket(broker.url, "x", per_second=10, burst=5)
    times = []
    for _ in range(4):
        broker.client.flushall()
        for _ in range(5):
            mine.take()
            times.append(time.monotonic())

    assert most_within(1.0, times) <= 10 + 1


def test_without_redis_it_goes_on_slowly_and_with_it_again_as_before(broker: Broker) -> None:
    mine = bucket(broker.url, "x", per_second=64)
    mine.take()
    broker.kill()
    times = times_of([mine], each=8)
    assert most_within(1.0, times) <= 64 / 16 + 1

    broker.start()
    time.sleep(2.1)
    times = times_of([mine], each=64)

    assert times[-1] - times[0] < 2.0


def test_a_key_of_another_kind_is_as_if_redis_were_away(broker: Broker) -> None:
    broker.client.set("ge_sync:bucket:x", "not a bucket")

    times = times_of([bucket(broker.url, "x", per_second=64)], each=4)

    assert most_within(1.0, times) <= 64 / 16 + 1
