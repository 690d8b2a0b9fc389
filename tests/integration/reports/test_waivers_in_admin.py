"""Accepting a finding in the admin, and what the audits hear of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from project.accounts.models import User
from project.findings import Finding, Severity
from project.recording import recorder
from project.reports.models import Finding as Row
from project.reports.models import Waiver

pytestmark = pytest.mark.django_db

KEY = Finding(
    code="column_type",
    severity=Severity.ERROR,
    message="integer in the database, bigint in the models.",
    table="accounts_user",
    column="id",
    expected="bigint",
    actual="integer",
)
WORDS = {"reason": "rewriting waits for the new server", "owner": "licence desk", "until": "2999-12-31"}


def _row(finding: Finding = KEY) -> Row:
    recorder().record(tool="check_db_structure", database="default", findings=[finding], stats={}, score=99)
    return Row.objects.get()


def _page(row: Row) -> str:
    return reverse("admin:reports_finding_waive", args=[row.pk])


def _said(response: HttpResponse) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_a_finding_leads_to_the_form_that_shows_what_is_accepted(admin_client: Client) -> None:
    row = _row()

    assert _page(row) in admin_client.get(reverse("admin:reports_finding_change", args=[row.pk])).content.decode()
    shown = admin_client.get(_page(row)).content.decode()
    assert "column_type at accounts_user.id, bigint expected, integer found" in shown
    assert not Waiver.objects.exists()


def test_an_accepted_finding_is_a_waiver_of_its_exact_values(admin_client: Client) -> None:
    row = _row()

    response = admin_client.post(_page(row), WORDS)

    assert "Accepted until 2999-12-31" in _said(response)
    granted = Waiver.objects.get()
    assert (granted.expected, granted.actual, granted.granted_by) == ("bigint", "integer", User.objects.get())


def test_the_audit_hears_of_it_and_covers_the_finding(admin_client: Client) -> None:
    admin_client.post(_page(_row()), WORDS)

    [waiver] = recorder().waivers(tool="check_db_structure", database="default")

    assert waiver.covers(KEY)
    assert waiver.source == "the admin"
    assert recorder().waivers(tool="check_migrations", database="default") == []
    assert recorder().waivers(tool="check_db_structure", database="replica") == ()


@pytest.mark.parametrize("missing", ["reason", "owner", "until"])
def test_nothing_is_accepted_without_all_words(admin_client: Client, missing: str) -> None:
    response = admin_client.post(_page(_row()), {**WORDS, missing: ""})

    assert b"This field is required." in response.content
    assert not Waiver.objects.exists()


def test_a_waiver_that_ended_yesterday_is_not_granted(admin_client: Client) -> None:
    yesterday = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011  (Django sets the zone)

    assert b"This day has passed" in admin_client.post(_page(_row()), {**WORDS, "until": yesterday}).content
    assert not Waiver.objects.exists()


def test_a_second_waiver_of_the_same_is_not_added(admin_client: Client) -> None:
    row = _row()
    admin_client.post(_page(row), WORDS)

    assert "accepted until 2999-12-31 already" in _said(admin_client.post(_page(row), WORDS))
    assert Waiver.objects.count() == 1


def test_a_crashed_check_can_not_be_accepted(admin_client: Client) -> None:
    row = _row(Finding(code="detector_failed", severity=Severity.ERROR, message="crashed", object="column_null"))

    assert admin_client.post(_page(row), WORDS).status_code == 404
    assert not Waiver.objects.exists()


def test_without_the_permission_nothing_is_accepted() -> None:
    user = User.objects.create_user(username="staff", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_finding", "view_waiver"]))
    client = Client()
    client.force_login(user)
    row = _row()

    assert client.post(_page(row), WORDS).status_code == 403
    assert b"Accept with a waiver" not in client.get(reverse("admin:reports_finding_change", args=[row.pk])).content
    assert not Waiver.objects.exists()


def test_without_a_csrf_token_nothing_is_accepted(admin_user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)

    assert client.post(_page(_row()), WORDS).status_code == 403
    assert not Waiver.objects.exists()


def _changed(client: Client, **values: Any) -> Waiver:
    client.post(_page(_row()), WORDS)
    waiver = Waiver.objects.get()
    client.post(reverse("admin:reports_waiver_change", args=[waiver.pk]), {**WORDS, **values})
    waiver.refresh_from_db()
    return waiver


def test_the_end_of_a_waiver_may_change(admin_client: Client) -> None:
    assert _changed(admin_client, until="2998-01-01").until == date(2998, 1, 1)


def test_its_values_may_not(admin_client: Client) -> None:
    waiver = _changed(admin_client, actual="smallint", code="column_null")

    assert (waiver.actual, waiver.code) == ("integer", "column_type")


def test_a_withdrawn_waiver_covers_nothing(admin_client: Client) -> None:
    admin_client.post(_page(_row()), WORDS)
    waiver = Waiver.objects.get()

    admin_client.post(reverse("admin:reports_waiver_delete", args=[waiver.pk]), {"post": "yes"})

    assert recorder().waivers(tool="check_db_structure", database="default") == []
