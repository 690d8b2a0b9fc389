"""Set the server's word on some licences beside ours: the step that a dry run and a real run share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from project.ge_sync.adopt import adopt, renamed
from project.ge_sync.archive import Archive
from project.ge_sync.contract.parse import parse
from project.ge_sync.diff import Difference, diff
from project.ge_sync.errors import ContractViolation
from project.ge_sync.incoming import Incoming
from project.ge_sync.mapping import DEBIT, IMPORT_ITEM
from project.ge_sync.models import Ending
from project.ge_sync.ours import Ours, current
from project.ge_sync.state import LicenseState
from project.ge_sync.theirs import document_path, state_of


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One licence: what came, what we have, and what to do about it."""

    incoming: Incoming
    ours: Ours
    difference: Difference

    @property
    def ending(self) -> Ending:
        """How the licence ends when this is written."""
        if not self.ours.ids:
            return Ending.NEW
        return Ending.CHANGED if self.difference.changes else Ending.UNCHANGED


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What became of a set of licences: compared, older than what we have, or against the contract after all."""

    compared: tuple[Compared, ...]
    stale: tuple[Incoming, ...]
    refused: tuple[tuple[Incoming, ContractViolation], ...]


def compare(incoming: Sequence[Incoming]) -> Comparison:
    """A constant number of queries; nothing is written. Locks, where they are needed, are the caller's."""
    ours = current([one.license_number for one in incoming])
    bases = _bases(ours)
    compared, stale, refused = [], [], []
    for one in incoming:
        mine = ours[one.license_number]
        if mine.synced and mine.synced.version is not None and one.version < mine.synced.version:
            stale.append(one)
            continue
        try:
            compared.append(_compared(one, mine, bases.get(one.license_number)))
        except ContractViolation as violation:
            refused.append((one, violation))
    return Comparison(compared=tuple(compared), stale=tuple(stale), refused=tuple(refused))


def _compared(one: Incoming, mine: Ours, base: LicenseState | None) -> Compared:
    places = adopt(mine.state, one.state, first_contact=base is None)
    if places:
        ids = {places.get(place, place): row_id for place, row_id in mine.ids.items()}
        mine = replace(mine, state=renamed(mine.state, places), ids=ids)
    difference = diff(base, mine.state, one.state)
    _refuse_debits_of_unknown_items(one, difference)
    return Compared(incoming=one, ours=mine, difference=difference)


def _refuse_debits_of_unknown_items(one: Incoming, difference: Difference) -> None:
    for place, row in one.state.rows.items():
        if place[0] == DEBIT and (IMPORT_ITEM, str(row["sr_number"])) not in difference.rows:
            path = f"{document_path(one.document, place)}.item_serial_number"
            raise ContractViolation(path=path, expected="the serial number of an import item", got=row["sr_number"])


def _bases(ours: Mapping[str, Ours]) -> dict[str, LicenseState]:
    """What the server said last time, where we applied it; it kept the contract then."""
    keys = {number: mine.synced.base_id for number, mine in ours.items() if mine.synced and mine.synced.base_id}
    documents = Archive().read(keys.values())
    return {number: state_of(parse(documents[key]).values) for number, key in keys.items()}
