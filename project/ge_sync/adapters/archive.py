"""Replay: the documents that the payload archive holds, as if a server sent them again."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from django.utils import timezone

from project.ge_sync.adapters.source import ControlTotals, Fetched, Listed, Page, Tombstone
from project.ge_sync.archive import Archive
from project.ge_sync.control.aside import aside
from project.ge_sync.errors import GERefused
from project.ge_sync.models import Document, State, SyncedLicense

PAGE_LIMIT = 200


class ArchiveSource:
    """Lists each licence with its newest document; one that has ended stays ended."""

    name = "archive"
    lists = True
    requests = 0

    def pages(self, *, updated_since: datetime | None, full: bool) -> Iterator[Page]:
        """Everything, whatever changed since: a replay is for what went wrong on our side."""
        numbers = iter(aside(_archived_numbers))
        as_of = timezone.now()
        while some := list(islice(numbers, PAGE_LIMIT)):
            yield Page(as_of=as_of, licenses=tuple(aside(partial(_listed, some, full=full))))

    def tombstones(self, *, since: datetime | None) -> Iterator[Tombstone]:
        """The archive knows of none."""
        return iter(())

    def control_totals(self, *, as_of: datetime) -> ControlTotals | None:
        """Nor does it reckon."""
        return None

    def document(self, license_number: str, *, etag: str) -> Fetched:
        """The newest document of a licence."""
        found = aside(lambda: _newest([license_number])).get(license_number)
        if found is None:
            message = f"The archive has no document of licence {license_number}."
            raise GERefused(message, code="not_archived", status=404)
        return Fetched(document=found, etag="")


def from_settings() -> ArchiveSource:
    """It needs nothing but the database."""
    return ArchiveSource()


def _archived_numbers() -> list[str]:
    return list(Document.objects.order_by("license_number").values_list("license_number", flat=True).distinct())


def _listed(numbers: Sequence[str], *, full: bool) -> list[Listed]:
    gone = set(SyncedLicense.objects.filter(pk__in=numbers, state=State.GONE).values_list("pk", flat=True))
    return [
        Listed(
            license_number=number,
            version=_version(document),
            etag="",
            deleted=number in gone,
            document=document if full and number not in gone else None,
        )
        for number, document in sorted(_newest(numbers).items())
    ]


def _newest(numbers: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Of each licence the document of the highest version; of several with that the one that came last."""
    keys = dict(
        Document.objects.filter(license_number__in=numbers).order_by("received_at").values_list("pk", "license_number")
    )
    documents = Archive().read(keys)
    newest: dict[str, dict[str, Any]] = {}
    for key, number in keys.items():
        before = newest.get(number)
        if before is None or (_version(documents[key]) or -1) >= (_version(before) or -1):
            newest[number] = documents[key]
    return newest


def _version(document: dict[str, Any]) -> int | None:
    version = document.get("version")
    return version if type(version) is int else None
