"""The server's clock."""

from datetime import datetime

from dev.ge_server.clock import IST, Clock

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=IST)


def test_a_frozen_clock_stands_still() -> None:
    assert Clock(day=0, frozen=NOW).now() == NOW


def test_a_frozen_clock_moves_a_day_for_each_day_of_change() -> None:
    clock = Clock(day=1, frozen=NOW)
    clock.move_to(3)
    assert clock.now().isoformat() == "2026-11-24T01:00:00+05:30"


def test_the_stamps_of_a_day_agree_between_a_server_of_that_day_and_one_of_the_next() -> None:
    today = Clock(day=1, frozen=NOW)
    tomorrow = Clock(day=2, frozen=NOW.replace(day=23))
    assert today.stamp(1, 60) == tomorrow.stamp(1, 60) == "2026-11-22T00:59:00+05:30"


def test_the_stamps_of_a_real_clock_are_the_same_after_a_restart() -> None:
    assert Clock(day=0).stamp(0, 5) == Clock(day=0).stamp(0, 5)


def test_no_stamp_lies_after_a_real_clock() -> None:
    clock = Clock(day=3000)
    assert datetime.fromisoformat(clock.stamp(3000, 0)) <= datetime.now(IST)
