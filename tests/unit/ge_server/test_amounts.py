"""Whole units in and out of decimal text."""

import pytest

from dev.ge_server.amounts import as_text, as_units, in_rupees, split


@pytest.mark.parametrize(
    ("units", "places", "text"),
    [(0, 2, "0.00"), (1, 2, "0.01"), (-1250, 2, "-12.50"), (-1, 3, "-0.001"), (838_500, 4, "83.8500")],
)
def test_units_become_text_and_back(units: int, places: int, text: str) -> None:
    assert as_text(units, places) == text
    assert as_units(text, places) == units


def test_parts_add_up_to_the_whole() -> None:
    assert split(100, [1, 1, 1]) == [33, 33, 34]


def test_a_part_without_weight_gets_nothing() -> None:
    assert split(100, [3, 0, 1, 0]) == [75, 0, 25, 0]


def test_rupees_are_rounded_half_up() -> None:
    assert in_rupees(1, 5000) == 1
    assert in_rupees(1, 4999) == 0
