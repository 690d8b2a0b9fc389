"""What envelopes say of a page, and what a run tells of it."""

from typing import Any

import pytest

from project.findings import Severity
from project.ge_sync.adapters.envelopes import VERSION, Envelopes, entries_lost


def told(*bodies: Any) -> list[tuple[str, Severity]]:
    envelopes = Envelopes()
    for body in bodies:
        envelopes.take(body)
    return [(finding.code, finding.severity) for finding in envelopes.remarks()]


@pytest.mark.parametrize(("count", "lost"), [(3, 1), ("3", 1), (2, 0), (1, 0), (None, 0), ("many", 0), (-1, 0)])
def test_entries_that_are_counted_and_not_there_are_lost(count: object, lost: int) -> None:
    assert entries_lost({"count": count, "data": [{}, {}]}) == lost


def test_a_page_that_counts_nothing_has_lost_nothing() -> None:
    assert entries_lost({"data": [{}]}) == entries_lost({"count": 3, "data": None}) == 0
    assert told({"data": [{}]}) == []


def test_a_page_that_lacks_entries_is_told() -> None:
    assert told({"count": 3, "data": [{}]}) == [("short_page", Severity.WARNING)]


@pytest.mark.parametrize("count", [1, "many", 1.5, True])
def test_a_count_that_cannot_be_right_is_told(count: object) -> None:
    assert told({"count": count, "data": [{}, {}]}) == [("odd_count", Severity.INFO)]


def test_a_page_with_the_entries_that_it_counts_is_not_told() -> None:
    assert told({"count": 2, "data": [{}, {}], "schema_version": VERSION}) == []


def test_a_listing_that_had_to_do_without_documents_is_told() -> None:
    envelopes = Envelopes()
    assert envelopes.remarks() == []

    envelopes.without_documents = "larger than 8 MB."

    (told,) = envelopes.remarks()
    assert (told.code, "can't be read (larger than 8 MB): " in told.message) == ("listed_without_documents", True)


@pytest.mark.parametrize(
    ("version", "severity"),
    [
        ("1.5", Severity.INFO),
        ("1", Severity.INFO),
        ("2.0", Severity.WARNING),
        ("", Severity.WARNING),
        (None, "warning"),
    ],
)
def test_another_version_of_the_contract_is_told_once(version: object, severity: Severity) -> None:
    page = {"schema_version": version, "data": []}

    assert told(page, page) == [("schema_version", severity)]


def test_versions_without_end_are_not_kept() -> None:
    assert len(told(*({"schema_version": f"7.{minor}", "data": []} for minor in range(1000)))) == 5
