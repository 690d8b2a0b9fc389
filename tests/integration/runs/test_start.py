from datetime import UTC, datetime

import pytest
import redis
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from project.runs.models import Deploy, Kind, Outcome, Run, Trigger
from project.runs.start import start
from tests.integration.runs.rows import later, rung_for

pytestmark = pytest.mark.django_db(transaction=True)
TICK = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


def finish(run: Run) -> None:
    later(run, finished_at=Now(), outcome=Outcome.CLEAN.value)


def test_a_run_is_stored_and_rung_for(broker: redis.Redis) -> None:
    started = start(Kind.SCHEMA_AUDIT, trigger=Trigger.MANUAL)
    assert started.created
    assert started.rung
    assert rung_for(broker, "checks") == [("workers.audits.schema_audit", [started.run.pk])]


def test_a_run_that_the_caller_does_himself_is_rung_for_by_nobody(broker: redis.Redis) -> None:
    started = start(Kind.GE_SYNC, trigger=Trigger.MANUAL, for_workers=False)
    assert started.created
    assert rung_for(broker, "sync") == []


def test_a_second_request_gets_the_open_run_and_rings_for_nothing(broker: redis.Redis) -> None:
    first = start(Kind.SCHEMA_AUDIT, trigger=Trigger.MANUAL)
    second = start(Kind.SCHEMA_AUDIT, trigger=Trigger.SCHEDULE, scheduled_for=TICK)
    assert (second.run, second.created) == (first.run, False)
    assert broker.llen("checks") == 1


def test_after_the_end_the_same_can_be_asked_for_again(broker: redis.Redis) -> None:
    first = start(Kind.SCHEMA_AUDIT, trigger=Trigger.MANUAL)
    finish(first.run)
    assert start(Kind.SCHEMA_AUDIT, trigger=Trigger.MANUAL).created


def test_kinds_run_beside_each_other(broker: redis.Redis) -> None:
    assert all(start(kind, trigger=Trigger.MANUAL).created for kind in Kind)


def test_one_licence_does_not_wait_for_the_night(broker: redis.Redis) -> None:
    start(Kind.GE_SYNC, trigger=Trigger.MANUAL)
    single = start(Kind.GE_SYNC, trigger=Trigger.MANUAL, scope="license:0310837893")
    assert single.created
    assert rung_for(broker, "on_demand") == [("workers.ge_sync.sync_license", [single.run.pk])]


def test_a_tick_happens_once_though_its_run_is_over(broker: redis.Redis) -> None:
    first = start(Kind.GE_SYNC, trigger=Trigger.SCHEDULE, scheduled_for=TICK)
    finish(first.run)
    second = start(Kind.GE_SYNC, trigger=Trigger.SCHEDULE, scheduled_for=TICK)
    assert (second.run, second.created) == (first.run, False)


def test_a_deploy_is_checked_once_though_its_run_is_over(broker: redis.Redis) -> None:
    deploy = Deploy.objects.create(number=1, release="A")
    first = start(Kind.SCHEMA_AUDIT, trigger=Trigger.DEPLOY, scope="deploy:1", deploy=deploy)
    finish(first.run)
    assert not start(Kind.SCHEMA_AUDIT, trigger=Trigger.DEPLOY, scope="deploy:1", deploy=deploy).created


def test_nothing_is_rung_for_before_the_commit(broker: redis.Redis) -> None:
    with transaction.atomic():
        start(Kind.SCHEMA_AUDIT, trigger=Trigger.MANUAL)
        assert broker.llen("checks") == 0
    assert broker.llen("checks") == 1


def test_a_request_that_is_rolled_back_leaves_neither_row_nor_message(broker: redis.Redis) -> None:
    with transaction.atomic():
        start(Kind.SCHEMA_AUDIT, trigger=Trigger.MANUAL)
        transaction.set_rollback(True)
    assert not Run.objects.exists()
    assert broker.llen("checks") == 0


def test_without_redis_the_run_waits_in_the_database(no_broker: None) -> None:
    started = start(Kind.SCHEMA_AUDIT, trigger=Trigger.MANUAL)
    assert started.created
    assert not started.rung
    assert Run.objects.get().state == "queued"


def test_a_finished_run_needs_an_outcome() -> None:
    with pytest.raises(IntegrityError, match="runs_finished_with_an_outcome"):
        Run.objects.create(kind=Kind.GE_SYNC.value, finished_at=Now())


def test_an_unknown_kind_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="runs_known_kind"):
        Run.objects.create(kind="coffee")
