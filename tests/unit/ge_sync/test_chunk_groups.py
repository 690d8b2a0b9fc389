"""Licences that share something stay together, in the order of the first of them."""

from project.ge_sync.chunks import MOST_TOGETHER, filled, together
from project.ge_sync.wanted import Wanted


def test_licences_that_share_nothing_stay_alone() -> None:
    assert together(["1", "2", "3"], []) == [["1"], ["2"], ["3"]]


def test_those_that_share_directly_or_by_others_are_one_group() -> None:
    assert together(["1", "2", "3", "4", "5"], [["1", "4"], ["4", "5"]]) == [["1", "4", "5"], ["2"], ["3"]]


def test_a_group_grows_no_longer_than_a_transaction_may() -> None:
    numbers = [f"{number:04d}" for number in range(MOST_TOGETHER + 7)]

    groups = together(numbers, [numbers])

    assert [len(group) for group in groups] == [MOST_TOGETHER] + [1] * 7
    assert sorted(number for group in groups for number in group) == numbers


def _alone(count: int, sha256: str) -> list[list[Wanted]]:
    return [[Wanted(str(number), sha256)] for number in range(count)]


def test_a_small_run_has_chunks_of_a_hundred() -> None:
    assert [len(chunk) for chunk in filled(_alone(250, "came"))] == [100, 100, 50]


def test_a_run_of_thousands_has_larger_chunks_and_four_of_them_at_least() -> None:
    assert {len(chunk) for chunk in filled(_alone(1_000, "came"))} == {250}
    assert {len(chunk) for chunk in filled(_alone(7_000, "came"))} == {700}


def test_a_larger_chunk_has_a_hundred_licences_to_ask_for_at_most() -> None:
    mixed = [*_alone(1_000, ""), *_alone(3_000, "came")]

    chunks = filled(mixed)

    assert max(sum(not one.sha256 for one in chunk) for chunk in chunks) == 100
    assert sum(map(len, chunks)) == 4_000


def test_a_group_stays_whole_however_large_it_is() -> None:
    group = [Wanted(str(number)) for number in range(300)]

    assert filled([*_alone(30, "came"), group, *_alone(30, "came")])[1] == group
