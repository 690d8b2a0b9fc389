"""The pages of the sync, after a sync with something on each of them."""

import pytest
from django.test import Client
from django.urls import reverse

from project.accounts.models import User
from project.ge_sync.models import Change, Conflict, Document, LicenseOutcome, ServerRows, Source, SyncedLicense
from project.license.models import LicenseDetailsModel

from .conftest import GEServer, Sync

PAGES = (Change, Conflict, Document, LicenseOutcome, ServerRows, Source, SyncedLicense)


def test_every_list_and_row_opens_and_nothing_can_be_typed(ge_server: GEServer, sync: Sync, client: Client) -> None:
    sync()
    number = min(ge_server.documents())
    LicenseDetailsModel.objects.filter(license_number=number).update(condition_sheet="ours")
    ge_server.control("document", license_number=number, set={"condition_sheet": "theirs", "status": "SUSPENDED"})
    sync()
    client.force_login(User.objects.create_superuser(username="root", password="x"))

    for model in PAGES:
        name = model._meta.model_name
        row = model._default_manager.first()
        assert row is not None, name
        listed = client.get(reverse(f"admin:ge_sync_{name}_changelist"))
        shown = client.get(reverse(f"admin:ge_sync_{name}_change", args=[row.pk]))
        added = client.get(reverse(f"admin:ge_sync_{name}_add"))
        assert (listed.status_code, shown.status_code, added.status_code) == (200, 200, 403), name


@pytest.mark.django_db
def test_an_archived_document_is_shown_whole(ge_server: GEServer, sync: Sync, client: Client) -> None:
    number = min(ge_server.documents())
    sync("--license", number)
    client.force_login(User.objects.create_superuser(username="root", password="x"))

    page = client.get(reverse("admin:ge_sync_document_change", args=[Document.objects.get().pk]))

    assert "license_expiry_date" in page.content.decode()


@pytest.mark.django_db
def test_the_page_of_a_new_licences_history_tells_every_row(ge_server: GEServer, sync: Sync, client: Client) -> None:
    number = min(ge_server.documents())
    sync("--license", number)
    client.force_login(User.objects.create_superuser(username="root", password="x"))

    listed = client.get(reverse("admin:ge_sync_change_changelist")).content.decode()
    page = client.get(reverse("admin:ge_sync_change_change", args=[Change.objects.get().pk])).content.decode()

    assert Document.objects.get().pk in listed
    assert f"{number} license_date: nothing → {ge_server.documents()[number]['license_date']} (server)" in page
    assert "balance_cif: nothing" in page
