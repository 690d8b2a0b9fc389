"""The buttons of the sync's pages: another try, a plan released, a conflict settled, and nobody without permission."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from project.accounts.models import User
from project.ge_sync.in_process import work_off
from project.ge_sync.models import Conflict, HeldPlan, State, SyncedLicense
from project.ge_sync.resolving import NotResolved, resolve
from project.license.models import LicenseDetailsModel, LicenseImportItemsModel
from project.runs.models import Run

from .conftest import GEServer, Sync

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def boss(client: Client) -> Client:
    client.force_login(User.objects.create_superuser(username="root", password="x"))
    return client


@pytest.fixture
def reader(client: Client) -> Client:
    """Somebody who may look at everything of the sync, and do nothing."""
    user = User.objects.create_user(username="reader", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)
    return client


def work_off_last() -> Run:
    return work_off(Run.objects.latest("pk"), on_progress=lambda run: None)


def test_a_quarantined_licence_is_tried_again(ge_server: GEServer, sync: Sync, boss: Client) -> None:
    number = min(ge_server.documents())
    ge_server.control("document", license_number=number, set={"status": "FROZEN"})
    sync()
    page = boss.get(reverse("admin:ge_sync_syncedlicense_change", args=[number])).content.decode()
    assert "contract_violation, status" in page
    button = reverse("admin:ge_sync_try_again", args=[number])
    assert button in page
    ge_server.control("document", license_number=number, set={"status": "ACTIVE"})

    assert boss.get(button).status_code == 200
    assert not Run.objects.filter(scope__startswith="license:").exists(), "looking starts nothing"
    boss.post(button)
    work_off_last()

    assert SyncedLicense.objects.get(pk=number).state == State.SYNCED
    assert button not in boss.get(reverse("admin:ge_sync_syncedlicense_change", args=[number])).content.decode()


def test_a_plan_is_released_by_its_button(ge_server: GEServer, sync: Sync, boss: Client) -> None:
    sync()
    for number in sorted(ge_server.documents())[:11]:
        ge_server.control("document", license_number=number, set={"file_number": "X"})
    held = sync().report["run"]
    page = boss.get(reverse("admin:ge_sync_heldplan_change", args=[held])).content.decode()
    listed = boss.get(reverse("admin:ge_sync_heldlicense_changelist") + f"?plan__exact={held}").content.decode()
    assert "It would change license_licensedetailsmodel.file_number in 11 licences" in page
    assert listed.count("update file_number") == 11

    boss.post(reverse("admin:ge_sync_approve", args=[held]))
    released = work_off_last()

    assert LicenseDetailsModel.objects.filter(file_number="X").count() == 11
    assert HeldPlan.objects.get().released_by == released
    again = boss.get(reverse("admin:ge_sync_approve", args=[held]))
    assert any("released already" in str(message) for message in get_messages(again.wsgi_request))


def test_the_page_of_a_run_that_waits_leads_to_its_plan_and_that_of_another_does_not(
    ge_server: GEServer, sync: Sync, boss: Client
) -> None:
    through = sync().report["run"]
    for number in sorted(ge_server.documents())[:11]:
        ge_server.control("document", license_number=number, set={"file_number": "X"})
    held = sync().report["run"]
    pages = {run: boss.get(reverse("admin:runs_run_change", args=[run])).content.decode() for run in (held, through)}

    assert reverse("admin:ge_sync_heldplan_change", args=[held]) in pages[held]
    assert "heldplan/" + str(through) not in pages[through]


def test_who_may_only_look_can_neither_release_nor_try_nor_settle(
    ge_server: GEServer, sync: Sync, reader: Client
) -> None:
    sync()
    number = min(ge_server.documents())
    conflict = Conflict.objects.create(license_number=number, table="t", key="k", field="f", kept=True)
    pages = [
        reverse("admin:ge_sync_try_again", args=[number]),
        reverse("admin:ge_sync_approve", args=[1]),
        reverse("admin:ge_sync_resolve", args=[conflict.pk, "ours"]),
    ]

    assert [reader.post(page).status_code for page in pages] == [403, 403, 403]
    assert Run.objects.count() == 1


def both_changed(ge_server: GEServer, sync: Sync) -> Conflict:
    """The expiry of the first licence: 2031-01-01 here, 2030-06-30 on the server, which has won for now."""
    sync()
    number = min(ge_server.documents())
    LicenseDetailsModel.objects.filter(license_number=number).update(license_expiry_date=datetime.date(2031, 1, 1))
    ge_server.control("document", license_number=number, set={"license_expiry_date": "2030-06-30"})
    sync()
    return Conflict.objects.get()


@pytest.mark.parametrize(("choice", "year"), [("ours", 2031), ("theirs", 2030)])
def test_a_conflict_is_settled_by_a_person_and_stays_so(
    ge_server: GEServer, sync: Sync, boss: Client, choice: str, year: int
) -> None:
    conflict = both_changed(ge_server, sync)
    button = reverse("admin:ge_sync_resolve", args=[conflict.pk, choice])
    assert button in boss.get(reverse("admin:ge_sync_conflict_change", args=[conflict.pk])).content.decode()

    boss.post(button)

    conflict.refresh_from_db()
    assert conflict.resolved_at is not None
    assert conflict.resolved_by == User.objects.get(username="root")
    assert LicenseDetailsModel.objects.get(license_number=conflict.license_number).license_expiry_date.year == year  # type: ignore[union-attr]
    assert sync("--force").report["changes"] == []
    assert not Conflict.objects.filter(resolved_at=None).exists()


def test_a_value_that_was_edited_once_more_is_not_overwritten(ge_server: GEServer, sync: Sync) -> None:
    conflict = both_changed(ge_server, sync)
    LicenseDetailsModel.objects.update(license_expiry_date=datetime.date(2033, 3, 3))

    with pytest.raises(NotResolved, match="somebody has changed it since"):
        resolve(conflict.pk, "ours", User.objects.create_superuser(username="root", password="x"))

    assert Conflict.objects.get().resolved_at is None


def test_a_reference_is_settled_by_its_natural_key(ge_server: GEServer, sync: Sync) -> None:
    number = min(ge_server.documents())
    license = LicenseDetailsModel.objects.create(license_number=number)
    sync("--license", max(ge_server.documents()))
    other = LicenseImportItemsModel.objects.exclude(hs_code=None).latest("pk").hs_code
    LicenseImportItemsModel.objects.create(license=license, serial_number=1, hs_code=other, description="ours")
    sync("--license", number)
    said = ge_server.documents()[number]["import_items"][0]["hs_code"]
    for conflict in Conflict.objects.filter(field="hs_code"):
        resolve(conflict.pk, "theirs", User.objects.create_superuser(username="root", password="x"))

    item = LicenseImportItemsModel.objects.select_related("hs_code").get(license=license, serial_number=1)
    assert item.hs_code is not None
    assert item.hs_code.hs_code == said
    assert item.description == "ours"


def test_the_page_of_the_server_tells_how_fresh_the_licences_are(ge_server: GEServer, sync: Sync, boss: Client) -> None:
    sync()
    source = boss.get(reverse("admin:ge_sync_source_changelist")).context["cl"].result_list[0]

    page = boss.get(reverse("admin:ge_sync_source_change", args=[source.pk])).content.decode()

    assert "100.0 % of" in page
    assert "(promised: 99 %)" in page
    late = boss.get(reverse("admin:ge_sync_syncedlicense_changelist") + "?overdue=yes").context["cl"]
    assert late.result_count == 0
