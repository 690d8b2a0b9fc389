"""The portal's answer about owners and transfers, with a session that a person gave: no login, no listing, no captcha.

It says nothing else of a licence, so its answer is laid over the document that the licence stands on.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from project.ge_sync.adapters.portal_session import PortalSession
from project.ge_sync.adapters.source import ControlTotals, Fetched, Page, Tombstone
from project.ge_sync.archive import Archive
from project.ge_sync.comparing.keys import natural_transfer_key
from project.ge_sync.contract.dates import instant
from project.ge_sync.contract.notes import Notes, Unreadable
from project.ge_sync.control.aside import aside
from project.ge_sync.errors import ContractViolation, GERefused, NotConfigured
from project.ge_sync.http.answers import LoggedOut
from project.ge_sync.http.asker import Asker
from project.ge_sync.http.paced import name_of, paced_asker
from project.ge_sync.models import SyncedLicense

_TRANSFER = {
    "from_iec": "fromIEC",
    "to_iec": "toIEC",
    "from_name": "fromIecEntityName",
    "to_name": "toIecEntityName",
    "status": "transferStatus",
    "initiated_at": "transferInitiationDate",
    "transfer_date": "transferDate",
    "accepted_at": "transferacceptanceDate",
    "cbic_status": "cbicStatus",
    "cbic_response_at": "cbicResponseDate",
    "user_id_initiation": "userIdTransferInitiation",
    "user_id_acceptance": "userIdAcceptance",
}
_OWNERS = {"reported_owner": "meisScripCurrentOwnerDtls", "original_owner": "meisScripOriginalOwnerDtls"}
_OWNER = {"iec": "iec", "name": "firm", "validity": "validity"}


class DgftOwnership:
    """Asks for one licence at a time."""

    lists = False

    def __init__(self, asker: Asker, session: PortalSession, *, name: str) -> None:
        self._asker, self._session, self.name = asker, session, name

    @property
    def requests(self) -> int:
        """How many requests were sent, retries included."""
        return self._asker.requests

    def pages(self, *, updated_since: datetime | None, full: bool) -> Iterator[Page]:
        """The portal doesn't list."""
        return iter(())

    def tombstones(self, *, since: datetime | None) -> Iterator[Tombstone]:
        """Nor does it say what ended."""
        return iter(())

    def control_totals(self, *, as_of: datetime) -> ControlTotals | None:
        """Nor does it reckon."""
        return None

    def document(self, license_number: str, *, etag: str) -> Fetched:
        """The licence's last document with the owners and transfers that the portal shows now."""
        base = aside(lambda: _base(license_number))
        cookie = self._session.cookie()
        try:
            answer = self._asker.post("", headers={"Cookie": cookie}, data={"scripNumber": license_number})
        except LoggedOut:
            raise self._session.over(cookie) from None
        return Fetched(document=base | canonical(answer.value, base), etag="", odd_encoding=answer.odd_encoding)


def from_settings() -> DgftOwnership:
    """The portal of GE_DGFT_URL; NotConfigured says what to set."""
    if not settings.GE_DGFT_URL:
        raise NotConfigured("GE_DGFT_URL is not set: write where the portal answers about owners.")
    name = name_of(settings.GE_DGFT_URL)
    return DgftOwnership(paced_asker(settings.GE_DGFT_URL), PortalSession(name), name=name)


def canonical(raw: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """What the portal says, in the contract's words; what it leaves out stays as `base` has it."""
    if not {"scripTransfer", *_OWNERS.values()} & raw.keys():
        raise ContractViolation(path="scripTransfer", expected="owners or transfers", got="neither")
    said: dict[str, Any] = {}
    owners = {name: _renamed(raw[theirs], _OWNER, theirs) for name, theirs in _OWNERS.items() if raw.get(theirs)}
    if owners:
        said["ownership"] = {**(base.get("ownership") or {}), **owners}
    if raw.get("scripTransfer") is not None:
        said["transfers"] = _transfers(raw["scripTransfer"], base.get("transfers") or [])
        # A portal that shows fewer than before has not said that the others are gone.
        said["transfers_complete"] = False
    return said


def _transfers(raw: Any, known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The portal's transfers under the ids that the licence knows them by, and those that it doesn't show."""
    if not isinstance(raw, list):
        raise ContractViolation(path="scripTransfer", expected="a list", got=raw)
    left = {_key(row): row for row in known}
    shown = []
    for index, each in enumerate(raw):
        row = _renamed(each, _TRANSFER, f"scripTransfer[{index}]")
        mine = left.pop(_key(row), {})
        shown.append({name: mine[name] for name in ("transfer_id",) if name in mine} | row)
    return [*shown, *left.values()]


def _renamed(raw: Any, names: Mapping[str, str], path: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise ContractViolation(path=path, expected="an object", got=raw)
    return {ours: raw[theirs] for ours, theirs in names.items() if theirs in raw}


def _key(row: Mapping[str, Any]) -> str:
    try:
        started = instant(row.get("initiated_at"), Notes())
    except Unreadable:
        started = None
    return natural_transfer_key(row.get("from_iec"), row.get("to_iec"), started)


def _base(license_number: str) -> dict[str, Any]:
    """The document that the licence stands on."""
    synced = SyncedLicense.objects.filter(pk=license_number).exclude(base=None).first()
    if synced is None or synced.base_id is None:
        message = f"Licence {license_number} was never synced: the portal only knows its owners."
        raise GERefused(message, code="never_synced", status=404)
    return Archive().read([synced.base_id])[synced.base_id]
