"""Owners and transfers from the portal, with a session that a person gives and that comes to its end."""

from collections.abc import Callable
from typing import Any

import pytest
import requests
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management import CommandError
from django.db.models.functions import Now
from django.test import Client

from project.ge_sync.http.paced import name_of
from project.ge_sync.models import Source, SyncedLicense
from project.license.models import LicenseDetailsModel, LicenseTransferModel

from .conftest import GEServer, Sync
from .independent_reading import actual_rows, current_owner

LogIn = Callable[[], str]


@pytest.fixture
def portal(ge_server: GEServer, sync: Sync, settings: Any) -> GEServer:
    """A server whose licences are synced, and whose portal is asked from now on."""
    sync()
    settings.GE_ADAPTER, settings.GE_DGFT_URL = "dgft_ownership", f"{ge_server.url}/portal/ownership"
    settings.SECRET_KEY_IS_TEMPORARY = False
    return ge_server


@pytest.fixture
def log_in(portal: GEServer) -> LogIn:
    """As a person does, in a browser: the cookie."""

    def cookie() -> str:
        answer = requests.post(f"{portal.url}/v1/session", json={"client_id": "dev", "client_secret": "dev"}, timeout=9)
        return f"session={answer.json()['access_token']}"

    return cookie


def transferred(portal: GEServer) -> str:
    """A licence that the portal has just seen go to somebody else."""
    documents = portal.documents()
    number = next(
        n for n, one in sorted(documents.items()) if one["transfers"] and "transfer_id" in one["transfers"][0]
    )
    last = len(documents[number]["transfers"])
    approved = documents[number]["transfers"][-1] | {"status": "Approved", "initiated_at": "2026-11-20T10:00:00+05:30"}
    del approved["transfer_id"]
    portal.control(
        "document",
        license_number=number,
        set={f"transfers[{last}]": approved | {"to_iec": "0399990001", "to_name": "Whoever Limited"}},
    )
    return number


def test_a_transfer_that_the_portal_shows_changes_the_owner_and_nothing_else(
    portal: GEServer, log_in: LogIn, sync: Sync, settings: Any
) -> None:
    settings.GE_DGFT_SESSION = log_in()
    number = transferred(portal)
    before = actual_rows(number)

    done = sync("--license", number)

    assert done.counts == {"changed": 1}
    after = actual_rows(number)
    assert after["license"][0].pop("current_owner") == current_owner(portal.documents()[number]) == "0399990001"
    before["license"][0].pop("current_owner")
    assert len(after["transfers"]) == len(before["transfers"]) + 1
    assert all(row in after["transfers"] for row in before["transfers"])
    assert {n: rows for n, rows in after.items() if n != "transfers"} == {
        n: rows for n, rows in before.items() if n != "transfers"
    }


def test_looking_twice_changes_nothing(portal: GEServer, log_in: LogIn, sync: Sync, settings: Any) -> None:
    settings.GE_DGFT_SESSION = log_in()
    number = transferred(portal)
    sync("--license", number)
    rows = LicenseTransferModel.objects.count()

    assert sync("--license", number, "--force").counts == {"unchanged": 1}
    assert LicenseTransferModel.objects.count() == rows


def test_all_licences_are_asked_for_one_by_one(portal: GEServer, log_in: LogIn, sync: Sync, settings: Any) -> None:
    settings.GE_DGFT_SESSION = log_in()
    SyncedLicense.objects.update(next_due=Now())

    done = sync()

    assert (done.counts, done.report["requests"]) == ({"unchanged": 60}, 60)


def test_without_a_session_a_person_is_told_what_to_do(portal: GEServer, sync: Sync) -> None:
    with pytest.raises(CommandError, match="There is no session of the portal: log in at the portal"):
        sync("--license", min(portal.documents()))


def test_a_session_that_is_over_stops_the_source_until_another_is_given(
    portal: GEServer, log_in: LogIn, sync: Sync, settings: Any
) -> None:
    settings.GE_DGFT_SESSION = "session=long-over"
    number = min(portal.documents())
    for _ in range(3):
        with pytest.raises(CommandError, match="The portal's session is over: log in at the portal"):
            sync("--license", number)
    assert portal.asked()["POST /portal/ownership"] == 1

    settings.GE_DGFT_SESSION = log_in()

    assert sync("--license", number).status == 0


def test_a_login_page_is_the_end_of_a_session_too(portal: GEServer, log_in: LogIn, sync: Sync, settings: Any) -> None:
    settings.GE_DGFT_SESSION = log_in()
    portal.misbehave("login_page", endpoint="portal")

    with pytest.raises(CommandError, match="The portal's session is over"):
        sync("--license", min(portal.documents()))


def test_a_licence_that_was_never_synced_has_nothing_to_lay_owners_over(
    portal: GEServer, log_in: LogIn, sync: Sync, settings: Any
) -> None:
    settings.GE_DGFT_SESSION = log_in()

    assert [one["code"] for one in sync("--license", "0399999999").of("failed")] == ["never_synced"]
    assert LicenseDetailsModel.objects.count() == 60


@pytest.fixture
def page(portal: GEServer, client: Client, sync: Sync) -> str:
    """The admin page of the portal's source, opened by somebody who may give a session."""
    with pytest.raises(CommandError):
        sync("--license", min(portal.documents()))
    user = get_user_model().objects.create_user("clerk", password="x", is_staff=True)
    for name in ("view_source", "change_source"):
        user.user_permissions.add(Permission.objects.get(codename=name, content_type__app_label="ge_sync"))
    client.force_login(user)
    source = Source.objects.get(name=name_of(f"{portal.url}/portal/ownership"))
    return f"/admin/ge_sync/source/{source.pk}/change/"


def test_a_person_gives_the_session_in_the_admin(
    page: str, portal: GEServer, log_in: LogIn, sync: Sync, client: Client
) -> None:
    cookie = log_in()

    assert client.post(page, {"new_session": cookie}).status_code == 302

    assert sync("--license", min(portal.documents())).status == 0
    assert cookie.partition("=")[2] not in client.get(page).content.decode()
    assert cookie.partition("=")[2] not in Source.objects.get(name__endswith="/portal/ownership").session


@pytest.mark.parametrize("cookie", ["a\r\nX-Evil: 1", "sessión=1"])
def test_what_is_no_cookie_is_refused(page: str, client: Client, cookie: str) -> None:
    answer = client.post(page, {"new_session": cookie})

    assert "A cookie is one line of plain characters" in answer.content.decode()


def test_without_a_key_that_the_workers_share_none_is_taken(page: str, client: Client, settings: Any) -> None:
    settings.SECRET_KEY_IS_TEMPORARY = True

    assert "SECRET_KEY is not set" in client.post(page, {"new_session": "session=1"}).content.decode()


def test_another_source_is_only_looked_at(page: str, client: Client) -> None:
    other = Source.objects.exclude(name__endswith="/portal/ownership").get()

    shown = client.get(f"/admin/ge_sync/source/{other.pk}/change/").content.decode()
    assert "new_session" not in shown
    assert client.post(f"/admin/ge_sync/source/{other.pk}/change/", {"new_session": "session=1"}).status_code == 403
