"""What one worker meets stops them all: pause, circuit breaker and probe in the row of the source."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F
from django.db.models.functions import Now

from project.ge_sync.control.gate import Gate
from project.ge_sync.control.row import THRESHOLD
from project.ge_sync.errors import GEAsksToWait, GEUnavailable
from project.ge_sync.models import Source

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "ge.example"


class Slept(list[float]):
    """Where a gate's sleeping goes: noted, and past in the row at once."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)
        gone = timedelta(seconds=seconds)
        Source.objects.update(pause_until=F("pause_until") - gone, open_until=F("open_until") - gone)


@pytest.fixture
def gate() -> Callable[[], Gate]:
    """Gates of as many workers as a test wants, each of which looks at the row each time."""

    def of_a_worker() -> Gate:
        ticks = iter(range(0, 10**6, 10))
        return Gate(NAME, clock=lambda: float(next(ticks)), sleep=Slept())

    return of_a_worker


def fail(gate: Gate, times: int) -> None:
    for _ in range(times):
        gate.failed("the server answered 503")


def as_if_cooled_down() -> None:
    assert Source.objects.exclude(open_until=None).update(open_until=Now()) == 1


def test_nobody_is_held_at_first(gate: Callable[[], Gate]) -> None:
    gate().enter()

    assert not Source.objects.exists()


def test_a_long_pause_of_one_is_refused_to_all(gate: Callable[[], Gate]) -> None:
    gate().pause(3600)

    with pytest.raises(GEAsksToWait, match=r"left alone for 3[56]"):
        gate().enter()


def test_a_minute_of_pause_is_waited_for(gate: Callable[[], Gate]) -> None:
    gate().pause(60)
    sleep = Slept()

    Gate(NAME, clock=lambda: sum(sleep), sleep=sleep).enter()

    assert 59 < sum(sleep) < 60


def test_a_shorter_pause_does_not_end_a_longer_one(gate: Callable[[], Gate]) -> None:
    one = gate()
    one.pause(3600)
    one.pause(1)

    with pytest.raises(GEAsksToWait):
        gate().enter()


def test_one_failure_less_than_enough_closes_nothing(gate: Callable[[], Gate]) -> None:
    one, other = gate(), gate()
    fail(one, THRESHOLD - 1)

    other.enter()

    assert Source.objects.get().open_until is None


def test_failures_of_all_workers_count_together(gate: Callable[[], Gate]) -> None:
    one, other = gate(), gate()
    fail(one, THRESHOLD // 2)
    fail(other, THRESHOLD - THRESHOLD // 2)

    assert Source.objects.get().open_until is not None
    Source.objects.update(open_until=Now() + timedelta(minutes=5))
    with pytest.raises(GEUnavailable, match="not asked for now, after failures in a row: the server answered 503"):
        gate().enter()


def test_an_answer_in_between_begins_the_count_anew(gate: Callable[[], Gate]) -> None:
    one = gate()
    fail(one, THRESHOLD - 1)
    one.answered()
    fail(one, THRESHOLD - 1)

    gate().enter()

    assert Source.objects.get().open_until is None


def test_after_the_cool_down_one_worker_tries_and_the_others_wait(gate: Callable[[], Gate]) -> None:
    one, other = gate(), gate()
    fail(one, THRESHOLD)
    as_if_cooled_down()

    one.enter()

    with pytest.raises(GEUnavailable):
        other.enter()


def test_when_the_probe_is_answered_everybody_asks_again(gate: Callable[[], Gate]) -> None:
    one, other = gate(), gate()
    fail(one, THRESHOLD)
    as_if_cooled_down()
    one.enter()

    one.answered()

    other.enter()
    row = Source.objects.get()
    assert (row.failures, row.reason, row.open_until, row.probe_until) == (0, "", None, None)


def test_when_the_probe_fails_nobody_asks_for_longer(gate: Callable[[], Gate]) -> None:
    one = gate()
    fail(one, THRESHOLD)
    first = Source.objects.annotate(left=F("open_until") - Now()).get().left
    as_if_cooled_down()
    one.enter()

    fail(one, 1)

    second = Source.objects.annotate(left=F("open_until") - Now()).get().left
    assert second > first * 1.5


def test_what_was_on_its_way_when_it_opened_makes_it_no_longer(gate: Callable[[], Gate]) -> None:
    one = gate()
    fail(one, THRESHOLD)
    opened = Source.objects.get().open_until

    fail(gate(), 5)

    assert Source.objects.get().open_until == opened


def test_a_prober_that_died_is_replaced(gate: Callable[[], Gate]) -> None:
    fail(gate(), THRESHOLD)
    as_if_cooled_down()
    gate().enter()
    Source.objects.update(probe_until=Now())

    gate().enter()

    assert Source.objects.filter(probe_until__gt=Now()).exists()


def test_it_opens_at_once_where_asking_on_makes_it_worse(gate: Callable[[], Gate]) -> None:
    gate().trip("the server ended a session that it had only just opened")

    Source.objects.update(open_until=Now() + timedelta(minutes=5))
    with pytest.raises(GEUnavailable, match="only just opened"):
        gate().enter()
