"""The pace, with a clock of the test's own."""

from project.ge_sync.pacing import Pace


class Clock:
    """Sleeping moves it on."""

    def __init__(self) -> None:
        self.now = 100.0

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def pace(per_second: float) -> tuple[Pace, Clock]:
    clock = Clock()
    return Pace(per_second, clock=clock.read, sleep=clock.sleep), clock


def test_a_seconds_worth_goes_at_once() -> None:
    bucket, clock = pace(5)

    for _ in range(5):
        bucket.take()

    assert clock.now == 100.0


def test_more_than_that_waits_its_turn() -> None:
    bucket, clock = pace(5)

    for _ in range(15):
        bucket.take()

    assert round(clock.now, 6) == 102.0


def test_less_than_one_a_second_is_possible() -> None:
    bucket, clock = pace(0.5)

    for _ in range(3):
        bucket.take()

    assert clock.now == 104.0


def test_a_pause_holds_everybody() -> None:
    bucket, clock = pace(50)

    bucket.pause(30)
    bucket.take()

    assert clock.now == 130.0


def test_a_pause_says_how_long_it_still_takes() -> None:
    bucket, clock = pace(50)

    bucket.pause(30)
    clock.now += 20

    assert bucket.pause_left() == 10.0


def test_without_a_pause_nothing_is_left() -> None:
    bucket, _ = pace(50)

    assert bucket.pause_left() == 0.0


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    bucket, clock = pace(50)

    bucket.pause(30)
    bucket.pause(1)
    bucket.take()

    assert clock.now == 130.0
