"""Set the server's word on some licences beside ours: the step that a dry run and a real run share."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from project.ge_sync.archive import Archive
from project.ge_sync.comparing.adopt import adopt, renamed
from project.ge_sync.comparing.changes import Operation
from project.ge_sync.comparing.diff import Difference, diff
from project.ge_sync.comparing.incoming import Incoming
from project.ge_sync.comparing.last_words import recalled, unsaid
from project.ge_sync.comparing.mapping import BILL_OF_ENTRY, IMPORT_ITEM
from project.ge_sync.comparing.ours import Ours, current
from project.ge_sync.comparing.shared_bills import Speakers, silent_on, speakers
from project.ge_sync.comparing.state import LicenseState
from project.ge_sync.comparing.theirs import states_of
from project.ge_sync.contract.exact import read
from project.ge_sync.errors import ContractViolation
from project.ge_sync.models import Ending, State, SyncedLicense

# A number that had ended, and is there again.
CAME_BACK = "came_back"


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One licence: what came, what we have, and what the server said last time.

    Of the bills of entry in `silent`, other licences have the word.
    """

    incoming: Incoming
    ours: Ours
    base: LicenseState | None
    silent: Set[str] = frozenset()

    @cached_property
    def difference(self) -> Difference:
        """What to do about it, reckoned when somebody asks: a licence that is wholly new is written without."""
        theirs = self.incoming.state
        if self.silent:
            theirs = replace(theirs, rows=silent_on(theirs.rows, {(BILL_OF_ENTRY, key) for key in self.silent}))
        return diff(self.base, self.ours.state, theirs)

    @cached_property
    def unsaid(self) -> Mapping[str, Mapping[str, Any]]:
        """The server's earlier words that it doesn't repeat."""
        return unsaid(self.base, self.incoming.state, self.difference.rows) if self.base else {}

    @property
    def is_new(self) -> bool:
        """Whether we have no row of it: then all that its document says is an insert, and nothing else happens."""
        return not self.ours.ids

    @property
    def ending(self) -> Ending:
        """How the licence ends when this is written."""
        if self.is_new:
            return Ending.NEW
        return Ending.CHANGED if self.difference.changes else Ending.UNCHANGED

    @property
    def code(self) -> str:
        """What was odd about it; empty mostly."""
        synced = self.ours.synced
        had_ended = self.incoming.reissued or (synced is not None and synced.state == State.GONE)
        return CAME_BACK if had_ended else ""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What became of a set of licences: compared, older than what we have, or against the contract after all."""

    compared: tuple[Compared, ...]
    stale: tuple[Incoming, ...]
    refused: tuple[tuple[Incoming, ContractViolation], ...]


def compare(incoming: Sequence[Incoming]) -> Comparison:
    """A constant number of queries; nothing is written. Locks, where they are needed, are the caller's."""
    if not incoming:
        return Comparison(compared=(), stale=(), refused=())
    ours = current([one.license_number for one in incoming])
    bases = _bases(ours)
    compared, stale, refused = [], [], []
    for one in incoming:
        mine = ours[one.license_number]
        if is_late(one, mine.synced):
            stale.append(one)
            continue
        try:
            compared.append(_compared(one, mine, bases.get(one.license_number)))
        except ContractViolation as violation:
            refused.append((one, violation))
    settled = _with_one_word_on_bills(compared)
    return Comparison(compared=tuple(settled), stale=tuple(stale), refused=tuple(refused))


def _compared(one: Incoming, mine: Ours, base: LicenseState | None) -> Compared:
    if mine.ids and (places := adopt(mine.state, one.state, first_contact=base is None)):
        ids = {places.get(place, place): row_id for place, row_id in mine.ids.items()}
        mine = replace(mine, state=renamed(mine.state, places), ids=ids)
    compared = Compared(incoming=one, ours=mine, base=base)
    _refuse_debits_of_unknown_items(compared)
    return compared


def is_late(one: Incoming, synced: SyncedLicense | None) -> bool:
    """Whether a document is from before what is known already: a stale replica's, or of a licence that has ended."""
    if synced is None or one.reissued:
        return False
    if synced.state == State.GONE:
        end = synced.ended_at or synced.updated_at
        return end is not None and one.updated_at <= end
    return synced.version is not None and one.version < synced.version


def _with_one_word_on_bills(compared: list[Compared]) -> list[Compared]:
    """The same, where only the licence that has the word changes what stands on a bill of entry that others debit."""
    changing = {
        (one.incoming.license_number, change.key): one.ours.ids[BILL_OF_ENTRY, change.key]
        for one in compared
        if not one.is_new
        for change in one.difference.changes
        if change.table == BILL_OF_ENTRY and change.operation is Operation.UPDATE
    }
    if not changing:
        return compared
    said = speakers(set(changing.values()))
    tonight = Speakers({one.incoming.license_number: one.incoming for one in compared})
    silent: dict[str, set[str]] = {}
    for (number, key), bill in changing.items():
        if tonight.another_has_the_word(number, key, said.get(bill, ())):
            silent.setdefault(number, set()).add(key)
    return [
        replace(one, silent=silent[number]) if (number := one.incoming.license_number) in silent else one
        for one in compared
    ]


def _refuse_debits_of_unknown_items(one: Compared) -> None:
    """An item that the document doesn't list may be one of ours."""
    document = one.incoming.document
    listed = {item.serial_number for item in document.import_items or ()}
    for index, row in enumerate(document.bills_of_entry or ()):
        number = row.item_serial_number
        if number not in listed and (IMPORT_ITEM, str(number)) not in one.difference.rows:
            path = f"bills_of_entry[{index}].item_serial_number"
            raise ContractViolation(path=path, expected="the serial number of an import item", got=str(number))


def _bases(ours: Mapping[str, Ours]) -> dict[str, LicenseState]:
    """What the server said last time, where we applied it; it kept the contract then."""
    synced = {number: mine.synced for number, mine in ours.items() if mine.synced and mine.synced.base_id}
    documents = Archive().contents([str(one.base_id) for one in synced.values()])
    states = states_of([read(documents[str(one.base_id)]).document for one in synced.values()])
    pairs = zip(synced.items(), states, strict=True)
    return {number: recalled(state, one.unsaid) for (number, one), state in pairs}
