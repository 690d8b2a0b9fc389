from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.db.models.functions import Now

from project.runs.deploys import announce
from project.runs.models import Deploy, Kind, Outcome, Run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]
JUST_STARTED = timedelta(0)


def test_a_new_release_is_checked_by_both_audits() -> None:
    deploy = announce("A", process_age=JUST_STARTED)
    assert deploy is not None
    assert {(run.kind, run.deploy, run.scope) for run in Run.objects.all()} == {
        (Kind.SCHEMA_AUDIT, deploy, f"deploy:{deploy.pk}"),
        (Kind.MIGRATION_AUDIT, deploy, f"deploy:{deploy.pk}"),
    }


def test_the_same_release_is_no_news() -> None:
    announce("A", process_age=JUST_STARTED)
    assert announce("A", process_age=JUST_STARTED) is None
    assert Run.objects.count() == 2


def test_a_then_b_then_back_to_a_are_three_deploys() -> None:
    deploys = [announce(release, process_age=JUST_STARTED) for release in "ABA"]
    assert [str(deploy) for deploy in deploys] == ["A", "B", "A"]
    assert Run.objects.count() == 6


def test_a_process_older_than_the_deploy_says_nothing() -> None:
    announce("A", process_age=JUST_STARTED)
    announce("B", process_age=JUST_STARTED)
    assert announce("A", process_age=timedelta(minutes=5)) is None
    assert Deploy.objects.count() == 2


def test_of_eight_processes_one_starts_the_checks() -> None:
    ready = Barrier(8)

    def tell(_: int) -> bool:
        ready.wait()
        try:
            return announce("A", process_age=JUST_STARTED) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as processes:
        assert sum(processes.map(tell, range(8))) == 1
    assert (Deploy.objects.count(), Run.objects.count()) == (1, 2)


def test_a_release_whose_checks_are_over_is_still_no_news() -> None:
    announce("A", process_age=JUST_STARTED)
    Run.objects.update(finished_at=Now(), outcome=Outcome.CLEAN.value)
    assert announce("A", process_age=JUST_STARTED) is None
