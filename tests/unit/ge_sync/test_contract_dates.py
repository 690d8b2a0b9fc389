"""Dates and instants in every notation the contract accepts, and in none that it doesn't."""

from datetime import UTC, date, datetime

import pytest

from project.ge_sync.contract.dates import IST, day, instant
from project.ge_sync.contract.notes import Notes, Unreadable


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-02",
        "2026-02-02T10:00:00+05:30",
        "2026-02-01T20:00:00Z",
        "2026-02-02 13:12:0",
        "2026-2-2 3:1:0.5",
        "02/02/2026",
        "2/2/2026 13:12:00",
        "02/02/26",
        "2-Feb-26",
        "02-FEB-2026",
    ],
)
def test_every_notation_of_a_day_is_read(text: str) -> None:
    assert day(text, Notes()) == date(2026, 2, 2)


@pytest.mark.parametrize(
    "raw",
    [
        "0000-00-00",
        "-",
        "",
        "2026-02-30",
        "31/02/2026",
        "12/31/2026",
        "2-Fev-26",
        "NA",
        "9999-12-31T23:59:59Z",
        1,
        None,
        True,
    ],
)
def test_what_is_no_day_is_refused(raw: object) -> None:
    with pytest.raises(Unreadable):
        day(raw, Notes())


@pytest.mark.parametrize("raw", ["0001-01-01T00:00:00+05:30", "9999-12-31T23:59:59Z", "31/12/9999 23:59:59"])
def test_the_first_and_last_year_have_no_instant_but_a_day(raw: str) -> None:
    with pytest.raises(Unreadable):
        instant(raw, Notes())
    assert day("9999-12-31", Notes()) == date(9999, 12, 31)


def test_a_day_before_the_month_is_never_guessed_the_other_way() -> None:
    assert day("03/04/2026", Notes()) == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-21T23:59:59+05:30", datetime(2026, 11, 21, 23, 59, 59, tzinfo=IST)),
        ("2026-11-21T23:59:59Z", datetime(2026, 11, 21, 23, 59, 59, tzinfo=UTC)),
        ("2026-11-21T23:59:59", datetime(2026, 11, 21, 23, 59, 59, tzinfo=IST)),
        ("2026-02-02 13:12:0", datetime(2026, 2, 2, 13, 12, tzinfo=IST)),
        ("2026-02-02 13:12:0.5", datetime(2026, 2, 2, 13, 12, 0, 500_000, tzinfo=IST)),
        ("02/02/2026 13:12:00", datetime(2026, 2, 2, 13, 12, tzinfo=IST)),
    ],
)
def test_every_notation_of_an_instant_is_read(text: str, expected: datetime) -> None:
    assert instant(text, Notes()) == expected


@pytest.mark.parametrize("raw", ["2026-11-21T25:00:00", "0000-00-00 00:00:00", "yesterday", 1.5, None])
def test_what_is_no_instant_is_refused(raw: object) -> None:
    with pytest.raises(Unreadable):
        instant(raw, Notes())


def test_another_notation_is_noted() -> None:
    notes = Notes()

    day("02/02/2026", notes)
    instant("2026-02-02 13:12:0", notes)

    assert notes.counts == {"coerced": 2}


def test_the_contracts_own_notation_is_not_noted() -> None:
    notes = Notes()

    day("2026-02-02", notes)
    instant("2026-02-02T13:12:00+05:30", notes)

    assert notes.counts == {}
