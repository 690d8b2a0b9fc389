from datetime import UTC, datetime

import pytest

from project.reports.words import duration, grouped, grouped_count, moment


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (0.42, "0.4 seconds"),
        (1, "1 second"),
        (9.96, "10 seconds"),
        (12.4, "12 seconds"),
        (60, "1 minute"),
        (125, "2 minutes 5 seconds"),
        (3_600, "1 hour"),
        (3_605, "1 hour"),
        (90_000, "1 day 1 hour"),
    ],
)
def test_a_duration_has_two_units_at_most(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_a_moment_is_told_in_ist_with_its_zone() -> None:
    assert moment(datetime(2026, 11, 22, 19, 30, tzinfo=UTC)) == "Mon 23 Nov 2026, 01:00 IST"


def test_thousands_are_grouped_thinly() -> None:
    assert grouped(12_500) == "12\u202f500"


def test_small_numbers_are_left_alone() -> None:
    assert grouped(500) == "500"


def test_one_is_singular_and_the_rest_plural() -> None:
    assert [grouped_count(number, "licence") for number in (0, 1, 2)] == ["0 licences", "1 licence", "2 licences"]
