"""Ask for many licences at once, with threads that never touch the database."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from django.conf import settings

from project.ge_sync.adapters.source import Fetched, Source
from project.ge_sync.errors import BeingAmended, GEError
from project.ge_sync.resting import woken_by

# A sign of life is a row written and one read: what is answered faster than this doesn't cost them each time.
SELDOM_SECONDS = 1.0
# How long the caller's lease may go without one while threads wait for the server: both together.
BEAT_SECONDS = 9.0
AMENDED_TRIES = 3
T = TypeVar("T")


class Asked(NamedTuple):
    """A licence, and its answer or why there is none."""

    license_number: str
    answer: Fetched | GEError


def fetch_all(
    source: Source, wanted: Iterable[tuple[str, str]], *, threads: int, alive: Callable[[], None]
) -> Iterator[Asked]:
    """The answers for (licence number, ETag) pairs as they arrive; `alive` is called at least each ten seconds.

    Licences that are being amended are asked for again after the others.
    """
    left, alive = list(wanted), _seldom(alive)
    for tries_left in range(AMENDED_TRIES, -1, -1):
        amended: set[str] = set()
        for asked in _fetch_once(source, left, threads=threads, alive=alive):
            if tries_left and isinstance(asked.answer, BeingAmended):
                amended.add(asked.license_number)
            else:
                yield asked
        left = [pair for pair in left if pair[0] in amended]
        if not left:
            return
        _rest(settings.GE_AMENDED_SECONDS, alive)


def _fetch_once(
    source: Source, wanted: Iterable[tuple[str, str]], *, threads: int, alive: Callable[[], None]
) -> Iterator[Asked]:
    with _threads(threads, "ge") as pool:
        waiting = {pool.submit(_ask, source, number, etag) for number, etag in wanted}
        while waiting:
            done, waiting = wait(waiting, timeout=BEAT_SECONDS, return_when=FIRST_COMPLETED)
            alive()
            for future in done:
                yield future.result()


def one_by_one(pages: Iterator[T], *, alive: Callable[[], None]) -> Iterator[T]:
    """The pages of a list, waited for beside the lease."""
    alive = _seldom(alive)
    with _threads(1, "ge-listing") as pool:
        while (page := _wait(pool.submit(next, pages, None), alive)) is not None:
            yield page


def beside(ask: Callable[[], T], *, alive: Callable[[], None]) -> T:
    """The answer to one question, waited for beside the lease."""
    with _threads(1, "ge-asking") as pool:
        return _wait(pool.submit(ask), alive)


def _seldom(alive: Callable[[], None]) -> Callable[[], None]:
    """The same at the first call, and then not before SELDOM_SECONDS are over."""
    last: float | None = None

    def now_and_then() -> None:
        nonlocal last
        if last is None or time.monotonic() - last >= SELDOM_SECONDS:
            alive()
            last = time.monotonic()

    return now_and_then


@contextmanager
def _threads(most: int, name: str) -> Iterator[ThreadPoolExecutor]:
    """Threads that rest no longer than somebody waits for them: until all is answered, cancelled, or stopped."""
    over = threading.Event()
    pool = ThreadPoolExecutor(max_workers=most, thread_name_prefix=name, initializer=woken_by, initargs=(over,))
    try:
        yield pool
    finally:
        over.set()
        pool.shutdown(wait=True, cancel_futures=True)


def _wait(future: Future[T], alive: Callable[[], None]) -> T:
    while not wait([future], timeout=BEAT_SECONDS).done:
        alive()
    alive()
    return future.result()


def _rest(seconds: float, alive: Callable[[], None]) -> None:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(left, BEAT_SECONDS))
        alive()


def _ask(source: Source, license_number: str, etag: str) -> Asked:
    try:
        return Asked(license_number, source.document(license_number, etag=etag))
    except GEError as error:
        return Asked(license_number, error)
