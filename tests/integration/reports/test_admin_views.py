"""The admin's pages without a browser: who may do what, by which method."""

from collections.abc import Iterator
from typing import Any

import pytest
from celery import current_app
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.db.models.functions import Now
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from project.accounts.models import User
from project.reports.models import AppliedFix, Finding, Waiver
from project.reports.recorder import finished_run
from project.runs.models import Chunk, Deploy, Kind, Outcome, Run, Worker

pytestmark = pytest.mark.django_db

RUN_NOW = reverse("admin:runs_run_now", args=["schema_audit"])
LICENSE = reverse("admin:runs_run_license")


def staff(*permissions: str, client: Client | None = None) -> Client:
    user = User.objects.create_user(username="staff", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = client or Client()
    client.force_login(user)
    return client


def said(response: HttpResponse) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.fixture
def redis_is_away() -> Iterator[None]:
    """The broker's address leads to a closed port, as after a crash of Redis."""
    before = current_app.conf.broker_url
    current_app.conf.broker_url = current_app.conf.broker_write_url = "redis://127.0.0.1:1/0"
    yield
    current_app.conf.broker_url, current_app.conf.broker_write_url = before, None


def test_asking_for_a_run_shows_a_confirmation_first(admin_client: Client) -> None:
    response = admin_client.get(RUN_NOW)
    assert response.status_code == 200
    assert b"csrfmiddlewaretoken" in response.content
    assert not Run.objects.exists()


def test_a_confirmed_request_makes_a_run_and_leads_to_it(admin_client: Client) -> None:
    response = admin_client.post(RUN_NOW)
    run = Run.objects.get()
    assert response.headers["Location"] == reverse("admin:runs_run_change", args=[run.pk])
    assert run.requested_by is not None


def test_a_double_click_makes_one_run(admin_client: Client) -> None:
    admin_client.post(RUN_NOW)
    response = admin_client.post(RUN_NOW)
    assert Run.objects.count() == 1
    assert "is queued already; nothing was added" in said(response)


@pytest.mark.django_db(transaction=True)
def test_a_run_is_said_to_be_queued_when_redis_took_its_message(admin_client: Client) -> None:
    assert "was queued" in said(admin_client.post(RUN_NOW))


@pytest.mark.django_db(transaction=True)
def test_with_redis_away_the_run_is_kept_and_said_to_start_later(admin_client: Client, redis_is_away: None) -> None:
    response = admin_client.post(RUN_NOW)
    assert "Redis can't be reached, so it starts later" in said(response)
    assert Run.objects.get().state == "queued"


def test_without_the_permission_nothing_is_run() -> None:
    client = staff("view_run")
    assert client.post(RUN_NOW).status_code == 403
    assert client.get(RUN_NOW).status_code == 403
    assert not Run.objects.exists()


def test_with_the_permission_it_is_run() -> None:
    assert staff("view_run", "add_run").post(RUN_NOW).status_code == 302
    assert Run.objects.exists()


def test_without_a_csrf_token_nothing_is_run() -> None:
    assert staff("add_run", client=Client(enforce_csrf_checks=True)).post(RUN_NOW).status_code == 403
    assert not Run.objects.exists()


def test_a_stranger_is_asked_to_log_in(client: Client) -> None:
    assert client.post(RUN_NOW).status_code == 302
    assert not Run.objects.exists()


def test_an_unknown_kind_is_not_found(admin_client: Client) -> None:
    assert admin_client.post(reverse("admin:runs_run_now", args=["everything"])).status_code == 404


@pytest.mark.parametrize("number", ["", "12345678", "03108378930", "0310 837893", "03AS071234", "٠٣١٠٨٣٧٨٩٣"])
def test_what_is_no_licence_number_is_refused(admin_client: Client, number: str) -> None:
    assert b"write its ten digits" in admin_client.post(LICENSE, {"license": number}).content
    assert not Run.objects.exists()


def test_a_licence_number_is_synced_beside_an_open_sync_of_all(admin_client: Client) -> None:
    Run.objects.create(kind=Kind.GE_SYNC)
    admin_client.post(LICENSE, {"license": " 0310837893 "})
    assert Run.objects.filter(scope="license:0310837893").count() == 1


def test_a_lost_leading_zero_is_given_back_with_a_warning(admin_client: Client) -> None:
    page = admin_client.post(LICENSE, {"license": "310837893"}, follow=True)
    assert Run.objects.filter(scope="license:0310837893").count() == 1
    assert b"310837893 has nine digits: taken as 0310837893." in page.content


def test_cancelling_needs_a_post(admin_client: Client) -> None:
    run = Run.objects.create(kind=Kind.SCHEMA_AUDIT)
    cancel = reverse("admin:runs_run_cancel", args=[run.pk])
    admin_client.get(cancel)
    run.refresh_from_db()
    assert run.cancel_requested_at is None
    admin_client.post(cancel)
    run.refresh_from_db()
    assert run.outcome == Outcome.CANCELLED


def test_cancelling_a_finished_run_changes_nothing(admin_client: Client) -> None:
    run = finished_run(Kind.SCHEMA_AUDIT, Outcome.CLEAN, seconds=1)
    response = admin_client.post(reverse("admin:runs_run_cancel", args=[run.pk]))
    run.refresh_from_db()
    assert run.outcome == Outcome.CLEAN
    assert "had finished already" in said(response)


def test_running_again_makes_a_run_of_the_same_scope(admin_client: Client) -> None:
    run = finished_run(Kind.GE_SYNC, Outcome.FAILED, seconds=1)
    Run.objects.filter(pk=run.pk).update(scope="license:1")
    admin_client.post(reverse("admin:runs_run_retry", args=[run.pk]))
    assert Run.objects.exclude(pk=run.pk).get().scope == "license:1"


def test_progress_is_told_in_numbers(admin_client: Client) -> None:
    run = Run.objects.create(kind=Kind.GE_SYNC, started_at=Now(), total=500, done=125)
    answer = admin_client.get(reverse("admin:runs_run_progress", args=[run.pk])).json()
    assert (answer["state"], answer["percent"], answer["finished"]) == ("running", 25, False)


def test_progress_is_not_told_to_those_who_may_not_see_runs() -> None:
    run = Run.objects.create(kind=Kind.GE_SYNC)
    assert staff().get(reverse("admin:runs_run_progress", args=[run.pk])).status_code == 403


def test_the_morning_page_and_the_report_agree_on_a_sync(admin_client: Client) -> None:
    run = finished_run(Kind.GE_SYNC, Outcome.CLEAN, seconds=1)
    assert colours_of_the_sync(admin_client) == ("failed", ["failed"])  # it has seen no licence
    Run.objects.filter(pk=run.pk).update(summary={"counts": {"unchanged": 480}})
    assert colours_of_the_sync(admin_client) == ("clean", ["clean"])


@pytest.mark.parametrize(
    ("outcome", "summary", "words"),
    [
        (Outcome.CLEAN, {}, ["Checked nothing", "No licence was seen"]),
        (Outcome.FAILED, {"findings": 3}, ["Stopped by findings"]),
        (Outcome.FAILED, {}, ["Failed", "without a word why"]),
    ],
)
def test_every_page_tells_an_outcome_in_the_same_words(
    admin_client: Client, outcome: Outcome, summary: dict[str, Any], words: list[str]
) -> None:
    run = finished_run(Kind.GE_SYNC, outcome, seconds=1)
    Run.objects.filter(pk=run.pk).update(summary=summary)

    pages = [admin_client.get(url).content.decode() for url in ("/admin/", f"/admin/runs/run/{run.pk}/change/")]

    assert all(word in page for word in words for page in pages)
    assert words[0] in admin_client.get("/admin/runs/run/").content.decode()


def test_a_look_at_tables_alone_takes_no_sync_s_place_on_the_morning_page(admin_client: Client) -> None:
    Run.objects.filter(pk=finished_run(Kind.GE_SYNC, Outcome.CLEAN, seconds=1).pk).update(
        summary={"counts": {"unchanged": 480}}
    )
    tables = finished_run(Kind.GE_SYNC, Outcome.REPORTED, seconds=1)
    Run.objects.filter(pk=tables.pk).update(options={"mode": "structure_only"})
    assert colours_of_the_sync(admin_client) == ("clean", ["clean"])


def colours_of_the_sync(client: Client) -> tuple[str, list[str]]:
    """Of its line on the morning page, and of the runs beside it."""
    works = client.get("/admin/").context["works"]
    sync = next(work for work in works if work.kind is Kind.GE_SYNC)
    return sync.colour, [colour for _, colour, _ in sync.strip]


def test_the_morning_page_of_a_person_without_permissions_says_so() -> None:
    response = staff().get(reverse("admin:index"))
    assert b"Your account may not see the nightly runs" in response.content


@pytest.mark.parametrize("model", [Run, Chunk, Deploy, Worker, Finding, AppliedFix, Waiver])
def test_rows_of_workers_are_listed_and_never_typed(admin_client: Client, model: type) -> None:
    name = f"{model._meta.app_label}_{model._meta.model_name}"  # type: ignore[attr-defined]
    assert admin_client.get(reverse(f"admin:{name}_changelist")).status_code == 200
    assert admin_client.get(reverse(f"admin:{name}_add")).status_code == 403


def test_a_run_can_neither_be_changed_nor_deleted(admin_client: Client) -> None:
    run = finished_run(Kind.SCHEMA_AUDIT, Outcome.CLEAN, seconds=1)
    admin_client.post(reverse("admin:runs_run_change", args=[run.pk]), {"outcome": "failed"})
    assert admin_client.post(reverse("admin:runs_run_delete", args=[run.pk]), {"post": "yes"}).status_code == 403
    run.refresh_from_db()
    assert run.outcome == Outcome.CLEAN


def test_a_run_that_does_not_exist_is_not_found(admin_client: Client) -> None:
    assert admin_client.get(reverse("admin:runs_run_change", args=["99999999999999999999"])).status_code == 404
