from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from project.runs.crontab import Ticks

INDIA = ZoneInfo("Asia/Kolkata")
NIGHTLY = Ticks(
    minutes=frozenset({30}),
    hours=frozenset({0}),
    days_of_week=frozenset(range(7)),
    days_of_month=frozenset(range(1, 32)),
    months=frozenset(range(1, 13)),
    zone=INDIA,
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=INDIA)


def ticks(schedule: Ticks, after: datetime, until: datetime) -> list[datetime]:
    return list(schedule.between(after, until))


def test_the_latest_tick_comes_first() -> None:
    assert ticks(NIGHTLY, at(20, 12), at(22, 12)) == [at(22, 0, 30), at(21, 0, 30)]


def test_a_tick_at_the_end_belongs_to_the_span() -> None:
    assert ticks(NIGHTLY, at(22, 0), at(22, 0, 30)) == [at(22, 0, 30)]


def test_a_tick_at_the_beginning_does_not() -> None:
    assert ticks(NIGHTLY, at(22, 0, 30), at(22, 12)) == []


def test_half_past_midnight_in_india_is_the_evening_before_in_utc() -> None:
    assert ticks(NIGHTLY, at(22, 0), at(22, 12))[0].astimezone(UTC) == datetime(2026, 11, 21, 19, 0, tzinfo=UTC)


def test_the_span_may_be_given_in_utc() -> None:
    assert ticks(NIGHTLY, at(22, 0).astimezone(UTC), at(22, 12).astimezone(UTC)) == [at(22, 0, 30)]


def test_sunday_is_day_zero() -> None:
    sundays = replace(NIGHTLY, days_of_week=frozenset({0}))
    assert ticks(sundays, at(16, 0), at(23, 0)) == [at(22, 0, 30)]


def test_day_of_month_and_day_of_week_must_both_match() -> None:
    first_sunday = replace(NIGHTLY, days_of_week=frozenset({0}), days_of_month=frozenset(range(1, 8)))
    assert ticks(first_sunday, at(1, 0), at(30, 0)) == [at(1, 0, 30)]


def test_several_times_a_day_come_latest_first() -> None:
    often = replace(NIGHTLY, hours=frozenset({0, 12}), minutes=frozenset({0, 30}))
    assert ticks(often, at(22, 0, 15), at(22, 13)) == [at(22, 12, 30), at(22, 12), at(22, 0, 30)]
