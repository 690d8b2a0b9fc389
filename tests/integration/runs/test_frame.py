from datetime import timedelta
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction

from project.runs.closing import request_cancel
from project.runs.errors import AskedToWait
from project.runs.models import Outcome, Run
from tests.integration.runs.rows import a_run, claimed, later, let_lapse
from workers.frame import in_short, working_on

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


def row() -> Run:
    return Run.objects.get()


def test_work_that_ends_well_is_left_as_it_ended() -> None:
    claim = claimed(a_run())
    with working_on(claim):
        claim.finish(Outcome.REPORTED, {"score": 99})
    assert (row().outcome, row().summary, row().last_error) == (Outcome.REPORTED, {"score": 99}, "")


def test_an_error_is_told_in_the_row_and_tried_again_later() -> None:
    with working_on(claimed(a_run())):
        raise ValueError("no such column\nwith much more below")
    assert (row().last_error, row().failures, row().state) == ("ValueError: no such column", 1, "running")
    assert row().next_attempt_at is not None


def test_work_that_was_asked_to_wait_is_put_off(settings: Any) -> None:
    settings.RUN_ATTEMPTS = 1
    with working_on(claimed(a_run())):
        raise AskedToWait("an hour, please", wait=timedelta(hours=1))
    assert (row().last_error, row().failures, row().outcome) == ("an hour, please", 0, "")


def test_the_last_error_ends_the_run_as_failed(settings: Any) -> None:
    settings.RUN_ATTEMPTS = 1
    with working_on(claimed(a_run())):
        raise ValueError("no such column")
    assert (row().outcome, row().last_error) == (Outcome.FAILED, "ValueError: no such column")


def test_a_time_limit_in_the_middle_of_a_transaction_writes_nothing_but_the_reason() -> None:
    claim = claimed(a_run())
    with working_on(claim), transaction.atomic():
        later(claim.row, summary={"half": "done"})
        raise SoftTimeLimitExceeded
    assert (row().summary, row().last_error) == ({}, "It took longer than a task may (1200 s).")


def test_a_broken_connection_is_replaced_before_the_row_is_written() -> None:
    with working_on(claimed(a_run())), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    assert row().last_error.startswith("OperationalError: ")


def test_a_cancelled_run_ends_at_its_next_step() -> None:
    claim = claimed(a_run())
    with working_on(claim):
        request_cancel(claim.run.pk)
        claim.extend()
        pytest.fail("the step after the cancellation was reached")
    assert row().outcome == Outcome.CANCELLED


def test_a_replaced_worker_leaves_the_row_to_the_other() -> None:
    claim = claimed(a_run())
    let_lapse(claim.row)
    other = claimed(claim.row, worker="second")
    with working_on(claim):
        claim.extend()
    assert (row().worker, row().last_error, row().failures) == ("second", "", 1)
    other.extend()


def test_an_error_is_told_in_one_short_line() -> None:
    assert in_short(RuntimeError("x" * 1000 + "\nsecond line")) == "RuntimeError: " + "x" * 486


def test_an_error_without_words_is_told_by_its_name() -> None:
    assert in_short(RuntimeError()) == "RuntimeError"


def test_a_replaced_worker_whose_work_fails_as_well_leaves_the_row_alone() -> None:
    claim = claimed(a_run())
    let_lapse(claim.row)
    claimed(claim.row, worker="second")
    with working_on(claim):
        raise ValueError("no such column")
    assert (row().worker, row().last_error, row().failures) == ("second", "", 1)
