"""A thread that waits out a pause is let go when nobody waits for it, and never before."""

import threading
from collections.abc import Iterator

import pytest

from project.ge_sync.adapters.source import Fetched
from project.ge_sync.errors import GEUnavailable
from project.ge_sync.fetch import fetch_all, one_by_one
from project.ge_sync.resting import rest, woken_by
from project.runs.errors import Cancelled

LONG = 3_600.0


class _PausedServer:
    """Answers the first licence at once, and lets the others rest for an hour."""

    def document(self, license_number: str, *, etag: str) -> Fetched:
        if license_number != "1":
            rest(LONG)
        return Fetched(document={}, etag=etag)


def _cancelled() -> None:
    raise Cancelled("a person asked")


def test_a_cancelled_run_wakes_the_threads_that_rest() -> None:
    with pytest.raises(Cancelled):
        list(fetch_all(_PausedServer(), [("1", ""), ("2", ""), ("3", "")], threads=3, alive=_cancelled))

    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ge_")]


def test_a_listing_that_rests_is_woken_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def pages() -> Iterator[int]:
        rest(LONG)
        yield 1

    monkeypatch.setattr("project.ge_sync.fetch.BEAT_SECONDS", 0.01)

    with pytest.raises(Cancelled):
        list(one_by_one(pages(), alive=_cancelled))


def test_a_rest_that_somebody_waits_for_is_slept_through() -> None:
    over, slept = threading.Event(), threading.Event()

    def sleeper() -> None:
        woken_by(over)
        rest(0.01)
        slept.set()

    thread = threading.Thread(target=sleeper)
    thread.start()
    thread.join()

    assert slept.is_set()


def test_who_is_woken_has_no_answer() -> None:
    over = threading.Event()
    over.set()
    told: list[GEUnavailable] = []

    def sleeper() -> None:
        woken_by(over)
        try:
            rest(LONG)
        except GEUnavailable as error:
            told.append(error)

    thread = threading.Thread(target=sleeper)
    thread.start()
    thread.join()

    assert [str(error) for error in told] == ["Nobody waits for the answer any more."]
