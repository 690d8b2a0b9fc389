from datetime import datetime, timedelta

import pytest
from django.db.models.functions import Now
from django_celery_beat.models import CrontabSchedule, PeriodicTask

from project.runs.install import install
from project.runs.models import Kind, Outcome, Run, Trigger
from project.runs.start import start
from project.runs.ticks import answer_missed_ticks, start_scheduled
from tests.integration.runs.rows import a_finished_run, later

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


@pytest.fixture(autouse=True)
def hourly() -> None:
    """The structure is checked each hour at a minute ten minutes ago; the other kinds never."""
    install()
    PeriodicTask.objects.exclude(name="Database structure").delete()
    tick_at(minutes_ago=10)
    PeriodicTask.objects.update(start_time=Now() - timedelta(hours=100))


def tick_at(*, minutes_ago: int) -> None:
    CrontabSchedule.objects.update(
        hour="*", minute=str((now() - timedelta(minutes=minutes_ago)).minute), timezone="UTC"
    )


def now() -> datetime:
    return PeriodicTask.objects.annotate(now=Now()).get().now


def last_tick() -> datetime:
    return (now() - timedelta(minutes=10)).replace(second=0, microsecond=0)


def test_a_call_of_beat_is_for_the_latest_tick() -> None:
    run = start_scheduled(Kind.SCHEMA_AUDIT).run
    assert (run.scheduled_for, run.trigger) == (last_tick(), Trigger.SCHEDULE)


def test_two_beats_make_one_run() -> None:
    first, second = start_scheduled(Kind.SCHEMA_AUDIT), start_scheduled(Kind.SCHEMA_AUDIT)
    assert (first.created, second.created) == (True, False)
    assert first.run == second.run


def test_the_second_beat_may_come_after_the_end() -> None:
    first = start_scheduled(Kind.SCHEMA_AUDIT)
    later(first.run, finished_at=Now(), outcome=Outcome.CLEAN.value)
    assert not start_scheduled(Kind.SCHEMA_AUDIT).created


def test_a_beat_whose_clock_runs_ahead_means_the_coming_tick() -> None:
    tick_at(minutes_ago=-1)
    run = start_scheduled(Kind.SCHEMA_AUDIT).run
    assert run.scheduled_for is not None
    assert run.scheduled_for > now()


def test_a_kind_without_a_schedule_has_no_tick() -> None:
    assert start_scheduled(Kind.GE_SYNC).run.scheduled_for is None


def test_the_latest_missed_tick_is_caught_up_once() -> None:
    a_finished_run(scheduled_for=last_tick() - timedelta(hours=1))
    assert answer_missed_ticks() == (1, 0)
    assert answer_missed_ticks() == (0, 0)
    run = Run.objects.first()
    assert run is not None
    assert (run.trigger, run.scheduled_for, run.state) == (Trigger.CATCH_UP, last_tick(), "queued")


def test_earlier_missed_ticks_are_written_down() -> None:
    a_finished_run(scheduled_for=last_tick() - timedelta(hours=3))
    assert answer_missed_ticks() == (1, 2)
    silent = Run.objects.filter(outcome=Outcome.DID_NOT_RUN).order_by("scheduled_for")
    assert [run.scheduled_for for run in silent] == [last_tick() - timedelta(hours=hours) for hours in (2, 1)]


def test_a_tick_too_old_to_be_caught_up_is_written_down() -> None:
    yesterday = now() - timedelta(hours=23)
    CrontabSchedule.objects.update(hour=str(yesterday.hour), minute=str(yesterday.minute))
    a_finished_run(scheduled_for=yesterday - timedelta(days=1))
    assert answer_missed_ticks() == (0, 1)
    assert Run.objects.filter(outcome=Outcome.DID_NOT_RUN).count() == 1


def test_an_answered_tick_is_not_missed() -> None:
    start_scheduled(Kind.SCHEMA_AUDIT)
    assert answer_missed_ticks() == (0, 0)


def test_a_tick_of_a_moment_ago_is_not_missed_yet() -> None:
    tick_at(minutes_ago=2)
    a_finished_run(scheduled_for=now() - timedelta(minutes=50))
    assert answer_missed_ticks() == (0, 0)


def test_ticks_before_the_installation_are_not_missed() -> None:
    PeriodicTask.objects.update(start_time=Now())
    assert answer_missed_ticks() == (0, 0)


def test_a_schedule_that_is_switched_off_misses_nothing() -> None:
    PeriodicTask.objects.update(enabled=False)
    assert answer_missed_ticks() == (0, 0)


def test_a_tick_that_met_a_run_by_hand_is_caught_up_after_it() -> None:
    a_finished_run(scheduled_for=last_tick() - timedelta(hours=1))
    by_hand = start(Kind.SCHEMA_AUDIT, trigger=Trigger.MANUAL).run
    assert answer_missed_ticks() == (0, 0)
    later(by_hand, finished_at=Now(), outcome=Outcome.CLEAN.value)
    assert answer_missed_ticks() == (1, 0)
