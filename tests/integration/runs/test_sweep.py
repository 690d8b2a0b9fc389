from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import redis
from django.db import connection
from django.db.models.functions import Now

from project.runs.models import Chunk, Deploy, Kind, Outcome, Run, Trigger
from project.runs.start import start
from project.runs.sweep import Swept, sweep
from tests.integration.runs.rows import a_planned_run, a_run, claimed, claimed_chunk, later, let_lapse, rung_for

pytestmark = pytest.mark.django_db(transaction=True)


def did(swept: Swept) -> dict[str, int]:
    return {name: count for name, count in vars(swept).items() if count}


def test_a_quiet_system_needs_nothing(broker: redis.Redis) -> None:
    start(Kind.SCHEMA_AUDIT, trigger=Trigger.MANUAL)
    assert did(sweep()) == {}
    assert broker.llen("checks") == 1


def test_a_message_that_was_never_sent_is_sent(broker: redis.Redis) -> None:
    run = a_run()
    assert did(sweep()) == {"rung": 1}
    assert rung_for(broker, "checks") == [("workers.audits.schema_audit", [run.pk])]
    assert did(sweep()) == {}


def test_a_lost_message_is_sent_again_after_half_a_minute(broker: redis.Redis) -> None:
    run = start(Kind.SCHEMA_AUDIT, trigger=Trigger.MANUAL).run
    broker.flushdb()
    assert did(sweep()) == {}
    later(run, published_at=Now() - timedelta(seconds=31))
    assert did(sweep()) == {"rung": 1}
    assert broker.llen("checks") == 1


def test_a_message_that_still_lies_in_its_queue_is_not_doubled(broker: redis.Redis) -> None:
    run = start(Kind.SCHEMA_AUDIT, trigger=Trigger.MANUAL).run
    later(run, published_at=Now() - timedelta(hours=1))
    assert did(sweep()) == {}
    assert broker.llen("checks") == 1


def test_what_is_worked_on_is_left_alone(broker: redis.Redis) -> None:
    run = a_planned_run(chunks=1)
    claimed_chunk(run.chunks.get())
    claimed(a_run())
    assert did(sweep()) == {}


def test_a_run_whose_worker_fell_silent_is_queued_again_at_once(broker: redis.Redis) -> None:
    run = a_run()
    let_lapse(claimed(run, worker="checks@host").row)
    assert did(sweep()) == {"freed": 1, "rung": 1}
    run.refresh_from_db()
    assert (run.failures, run.lease_until) == (1, None)
    assert "checks@host fell silent" in run.last_error
    assert claimed(run).row.attempt == 2


def test_the_second_silence_waits_before_the_third_attempt(broker: redis.Redis) -> None:
    run = a_run(failures=1)
    let_lapse(claimed(run).row)
    assert did(sweep()) == {"freed": 1}
    run.refresh_from_db()
    assert run.next_attempt_at is not None
    assert Run.objects.free().count() == 0


def test_the_last_silence_is_a_visible_failure(broker: redis.Redis) -> None:
    run = a_run(failures=2)
    let_lapse(claimed(run).row)
    assert did(sweep()) == {"failed": 1}
    run.refresh_from_db()
    assert run.outcome == Outcome.FAILED
    assert "fell silent" in run.last_error
    assert run.lease_until is None


def test_the_last_chunk_that_falls_silent_for_good_lets_its_run_be_closed(broker: redis.Redis) -> None:
    run = a_planned_run(chunks=1)
    later(run.chunks.get(), failures=2)
    let_lapse(claimed_chunk(run.chunks.get()).row)
    assert did(sweep())["failed"] == 1
    assert Chunk.objects.get().outcome == Outcome.FAILED
    assert rung_for(broker, "sync") == [("workers.ge_sync.close", [run.pk])]


def test_two_sweepers_at_once_free_a_run_once(broker: redis.Redis) -> None:
    run = a_run()
    let_lapse(claimed(run).row)

    def swept(_: int) -> int:
        try:
            return sweep().freed
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as sweepers:
        assert sum(sweepers.map(swept, range(4))) == 1
    run.refresh_from_db()
    assert run.failures == 1


def test_a_complete_run_nobody_was_rung_for_is_rung_for(broker: redis.Redis) -> None:
    run = a_planned_run(chunks=1)
    later(run.chunks.get(), finished_at=Now(), outcome=Outcome.CLEAN.value)
    sweep()
    assert rung_for(broker, "sync") == [("workers.ge_sync.close", [run.pk])]


def test_a_cancelled_run_whose_worker_was_killed_is_ended(broker: redis.Redis) -> None:
    run = a_run()
    let_lapse(claimed(run).row)
    later(run, cancel_requested_at=Now())
    sweep()
    run.refresh_from_db()
    assert run.outcome == Outcome.CANCELLED


def test_the_untaken_check_of_an_earlier_deploy_is_ended(broker: redis.Redis) -> None:
    first, second = (Deploy.objects.create(number=n, release=str(n)) for n in (1, 2))
    superseded, current = (a_run(deploy=deploy, scope=f"deploy:{deploy.pk}") for deploy in (first, second))
    assert did(sweep())["superseded"] == 1
    superseded.refresh_from_db()
    current.refresh_from_db()
    assert (superseded.outcome, current.outcome) == (Outcome.CANCELLED, "")


def test_without_redis_a_sweep_says_so_and_loses_nothing(no_broker: None) -> None:
    run = a_run()
    swept = sweep()
    assert swept.broker_is_away
    assert "Redis can't be reached" in str(swept)
    assert Run.objects.get() == run
