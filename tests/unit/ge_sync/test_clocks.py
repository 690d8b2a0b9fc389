from datetime import UTC, datetime, timedelta

import pytest

from project.ge_sync.reporting.clocks import clock_findings, odd_clock

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
NONE = timedelta(0)


@pytest.mark.parametrize(
    ("ahead", "words"),
    [(timedelta(hours=3), "3 hours ahead of ours"), (timedelta(minutes=-6), "6 minutes behind ours")],
)
def test_a_clock_that_is_off_is_told(ahead: timedelta, words: str) -> None:
    assert words in odd_clock(NOW, ahead=ahead, now=NOW)


def test_a_listing_from_the_future_is_told() -> None:
    assert "dated 2 hours ahead" in odd_clock(NOW + timedelta(hours=2), ahead=NONE, now=NOW)


def test_a_listing_of_the_day_before_yesterday_is_told() -> None:
    assert "2 days old" in odd_clock(NOW - timedelta(days=2), ahead=NONE, now=NOW)


@pytest.mark.parametrize("as_of", [NOW, NOW - timedelta(hours=12), NOW + timedelta(minutes=4), None])
def test_clocks_that_agree_are_no_news(as_of: datetime | None) -> None:
    assert odd_clock(as_of, ahead=timedelta(minutes=-4), now=NOW) == ""
    assert clock_findings("") == []
