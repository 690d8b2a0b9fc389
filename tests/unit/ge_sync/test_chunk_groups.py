"""Licences that share something stay together, in the order of the first of them."""

from project.ge_sync.chunks import MOST_TOGETHER, together


def test_licences_that_share_nothing_stay_alone() -> None:
    assert together(["1", "2", "3"], []) == [["1"], ["2"], ["3"]]


def test_those_that_share_directly_or_by_others_are_one_group() -> None:
    assert together(["1", "2", "3", "4", "5"], [["1", "4"], ["4", "5"]]) == [["1", "4", "5"], ["2"], ["3"]]


def test_a_group_grows_no_longer_than_a_transaction_may() -> None:
    numbers = [f"{number:04d}" for number in range(MOST_TOGETHER + 7)]

    groups = together(numbers, [numbers])

    assert [len(group) for group in groups] == [MOST_TOGETHER] + [1] * 7
    assert sorted(number for group in groups for number in group) == numbers
