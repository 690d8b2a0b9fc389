"""How often the lease of whoever reads a list, or waits for documents, is lengthened."""

import time
from collections.abc import Iterator

import pytest

from project.ge_sync.adapters.source import Fetched
from project.ge_sync.fetch import fetch_all, one_by_one
from project.runs.errors import Cancelled

PAGES = list(range(1, 20))
NUMBERS = [(str(page), "") for page in PAGES]


class _Server:
    def document(self, license_number: str, *, etag: str) -> Fetched:
        return Fetched(document={}, etag=etag)


def test_pages_that_come_at_once_share_one_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("project.ge_sync.fetch.SELDOM_SECONDS", 3_600.0)
    signs: list[None] = []

    assert list(one_by_one(iter(PAGES), alive=lambda: signs.append(None))) == PAGES
    assert len(signs) == 1


def test_pages_that_take_their_time_have_one_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("project.ge_sync.fetch.SELDOM_SECONDS", 0.0)
    signs: list[None] = []

    assert list(one_by_one(iter(PAGES), alive=lambda: signs.append(None))) == PAGES
    assert len(signs) > len(PAGES)


def test_documents_that_come_at_once_share_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("project.ge_sync.fetch.SELDOM_SECONDS", 3_600.0)
    signs: list[None] = []

    asked = list(fetch_all(_Server(), NUMBERS, threads=2, alive=lambda: signs.append(None)))

    assert (len(asked), len(signs)) == (len(NUMBERS), 1)


def test_a_page_that_is_long_in_coming_is_waited_for_with_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("project.ge_sync.fetch.SELDOM_SECONDS", 0.0)
    monkeypatch.setattr("project.ge_sync.fetch.BEAT_SECONDS", 0.01)
    signs: list[None] = []

    def pages() -> Iterator[int]:
        while len(signs) < 3:
            time.sleep(0.001)
        yield 1

    assert list(one_by_one(pages(), alive=lambda: signs.append(None))) == [1]


def test_who_is_cancelled_between_pages_reads_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("project.ge_sync.fetch.SELDOM_SECONDS", 0.0)
    read: list[int] = []

    def unless_cancelled() -> None:
        if len(read) == 3:
            raise Cancelled("a person asked")

    def read_all() -> None:
        for page in one_by_one(iter(PAGES), alive=unless_cancelled):
            read.append(page)

    with pytest.raises(Cancelled):
        read_all()

    assert read == PAGES[:3]
