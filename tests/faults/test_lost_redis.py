"""Redis forgets everything, or dies: it costs time and nothing else."""

from datetime import timedelta

import redis
from django.db.models.functions import Now

from project.reports.models import Report
from project.runs.models import Kind, Outcome, Run, Trigger
from project.runs.start import start
from project.runs.sweep import sweep
from tests.faults.fleet import Broker, Fleet, wait_until


def ask() -> list[Run]:
    return [start(kind, trigger=Trigger.MANUAL).run for kind in (Kind.MIGRATION_AUDIT, Kind.SCHEMA_AUDIT)]


def all_finished() -> bool:
    sweep()
    return not Run.objects.open().exists()


def as_if_half_a_minute_had_passed() -> None:
    Run.objects.open().update(published_at=Now() - timedelta(seconds=31))


def assert_each_is_done_once(runs: list[Run]) -> None:
    assert [Run.objects.get(pk=run.pk).outcome for run in runs] == [Outcome.CLEAN] * len(runs)
    assert Report.objects.count() == len(runs)


def test_messages_flushed_before_a_worker_reads_them_are_sent_again(fleet: Fleet, broker: Broker) -> None:
    runs = ask()
    broker.client.flushall()
    fleet.worker("first")
    as_if_half_a_minute_had_passed()
    wait_until(all_finished)
    assert_each_is_done_once(runs)


def test_a_worker_goes_on_working_after_a_flush(fleet: Fleet, broker: Broker) -> None:
    fleet.worker("first")
    broker.client.flushall()
    runs = ask()
    wait_until(all_finished)
    assert_each_is_done_once(runs)


def test_what_is_asked_for_while_redis_is_dead_is_done_when_it_is_back(fleet: Fleet, broker: Broker) -> None:
    fleet.worker("first")
    broker.kill()
    runs = ask()
    assert Run.objects.filter(published_at=None).count() == 2
    assert sweep().broker_is_away
    broker.start()
    wait_until(all_finished)
    assert_each_is_done_once(runs)


def test_work_in_progress_is_finished_without_redis(fleet: Fleet, broker: Broker) -> None:
    fleet.worker("first")
    runs = ask()
    wait_until(lambda: not Run.objects.filter(started_at=None).exists())
    broker.kill()
    wait_until(lambda: not Run.objects.open().exists())
    assert_each_is_done_once(runs)


def test_the_test_redis_is_really_dead_when_killed(broker: Broker) -> None:
    broker.kill()
    assert not broker.answers()
    broker.start()
    assert broker.client.dbsize() == 0
    assert isinstance(broker.client, redis.Redis)
