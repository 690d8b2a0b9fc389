"""The payload archive: every document once, forgotten in time, and good for a replay."""

import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection, transaction
from django.db.models.functions import Now
from django.test import Client

from project.ge_sync.archive import Archive, forget_old_documents
from project.ge_sync.models import Change, Document, State, SyncedLicense
from project.license.models import LicenseDetailsModel
from project.runs.models import Kind, Run

from .conftest import GEServer, Sync
from .independent_reading import actual_rows, expected_rows

NUMBER = "0310837893"


def keep(*versions: int) -> list[str]:
    """Documents of one licence, a day between each, the last one four hundred days old."""
    keys = Archive().keep((NUMBER, {"license_number": NUMBER, "version": version}) for version in versions)
    for age, key in enumerate(reversed(keys)):
        Document.objects.filter(pk=key).update(received_at=Now() - timedelta(days=400 + age))
    return keys


@pytest.mark.django_db
def test_a_document_is_kept_once_however_often_it_comes() -> None:
    assert Archive().keep([(NUMBER, {"a": 1}), (NUMBER, {"a": 1})]) == Archive().keep([(NUMBER, {"a": 1})]) * 2
    assert Document.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_document_may_be_kept_by_two_workers_at_once() -> None:
    other, here = (NUMBER, {"a": 1}), threading.Event()

    def worker() -> None:
        with transaction.atomic():
            Archive().keep([other])
            here.set()
            while not _waiting():
                time.sleep(0.01)
        connection.close()

    thread = threading.Thread(target=worker)
    thread.start()
    here.wait()
    keys = Archive().keep([other, (NUMBER, {"a": 2})])
    thread.join()

    assert set(Document.objects.values_list("pk", flat=True)) == set(keys)
    assert len(Archive().read(keys)) == 2


def _waiting() -> bool:
    """Whether somebody waits for this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid)))")
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db
def test_old_documents_are_forgotten_but_not_a_licences_newest() -> None:
    keys = keep(1, 2, 3)

    assert forget_old_documents(older_than_days=300) == 2
    assert list(Document.objects.values_list("pk", flat=True)) == keys[2:]
    assert forget_old_documents(older_than_days=300) == 0


@pytest.mark.django_db
def test_a_document_that_a_licence_stands_on_is_never_forgotten() -> None:
    keys = keep(1, 2, 3)
    SyncedLicense.objects.create(license_number=NUMBER, base_id=keys[0], version=1)

    forget_old_documents(older_than_days=300)

    assert set(Document.objects.values_list("pk", flat=True)) == {keys[0], keys[2]}


@pytest.mark.django_db
def test_the_document_that_a_history_begins_with_is_never_forgotten() -> None:
    keys = keep(1, 2, 3)
    run = Run.objects.create(kind=Kind.GE_SYNC)
    Change.objects.create(run=run, license_number=NUMBER, position=0, operation="insert", document_id=keys[1])

    assert forget_old_documents(older_than_days=300) == 1
    assert set(Document.objects.values_list("pk", flat=True)) == {keys[1], keys[2]}


@pytest.mark.django_db
def test_young_documents_stay() -> None:
    keep(1, 2, 3)

    assert forget_old_documents(older_than_days=500) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("allowed", [True, False])
def test_seeing_a_document_needs_the_permission(client: Client, allowed: bool) -> None:
    (key,) = keep(1)
    user = get_user_model().objects.create_user("clerk", password="x", is_staff=True)
    name = "view_document" if allowed else "view_licenseoutcome"
    user.user_permissions.add(Permission.objects.get(codename=name, content_type__app_label="ge_sync"))
    client.force_login(user)

    page = client.get(f"/admin/ge_sync/document/{key}/change/")

    assert page.status_code == (200 if allowed else 403)
    assert (NUMBER in page.content.decode()) is allowed


def test_a_licence_is_replayed_from_the_archive(ge_server: GEServer, sync: Sync, settings: Any) -> None:
    sync()
    number = min(ge_server.documents())
    LicenseDetailsModel.objects.filter(license_number=number).update(file_number="DAMAGED")
    settings.GE_ADAPTER = "archive"

    done = sync("--license", number, "--force")

    assert (done.counts["changed"], done.report["requests"]) == (1, 0)
    assert actual_rows(number) == expected_rows(ge_server.documents()[number])


def test_all_licences_are_replayed_and_those_that_ended_stay_ended(
    ge_server: GEServer, sync: Sync, settings: Any
) -> None:
    sync()
    documents = ge_server.documents()
    first, second, *_ = sorted(documents)
    SyncedLicense.objects.filter(pk=first).update(state=State.GONE)
    LicenseDetailsModel.objects.filter(license_number=second).update(file_number="DAMAGED")
    settings.GE_ADAPTER = "archive"

    done = sync("--force")

    assert (done.counts["changed"], done.counts["unchanged"]) == (1, 58)
    assert SyncedLicense.objects.get(pk=first).state == State.GONE
    assert actual_rows(second) == expected_rows(documents[second])


def test_the_newest_version_is_replayed_whatever_came_last(ge_server: GEServer, sync: Sync, settings: Any) -> None:
    sync()
    number = min(ge_server.documents())
    ge_server.misbehave("stale_replica", license=[number])
    sync("--force")
    assert Document.objects.filter(license_number=number).count() == 2
    settings.GE_ADAPTER = "archive"

    assert sync("--license", number, "--force").counts == {"unchanged": 1}


def test_a_licence_that_is_not_in_the_archive_is_told(sync: Sync, settings: Any) -> None:
    settings.GE_ADAPTER = "archive"

    done = sync("--license", NUMBER)

    assert (done.status, [one["code"] for one in done.of("failed")]) == (1, ["not_archived"])
