"""Whose word counts, field by field, three ways: base is what the server said last time. Pure."""

from dataclasses import dataclass
from typing import NamedTuple

from project.ge_sync.comparing.fields import Owner
from project.ge_sync.comparing.mapping import COLUMNS, DEBIT, DISPUTED, IMPORT_ITEM, MISSING
from project.ge_sync.comparing.state import LOCAL_KEY, LicenseState, Place, Row, Value


class Conflict(NamedTuple):
    """A shared field that both sides changed, or that differed at first contact; `kept` when ours stays."""

    place: Place
    column: str
    ours: Value
    theirs: Value
    kept: bool


@dataclass(frozen=True, kw_only=True)
class Settled:
    """The rows as they should be, those that have to go, and what a person has to look at."""

    rows: dict[Place, Row]
    deleted: tuple[Place, ...]
    conflicts: tuple[Conflict, ...]


def settle(base: LicenseState | None, ours: LicenseState, theirs: LicenseState) -> Settled:
    """Our rows with everything the server may say about them, and without those it left out twice."""
    if not ours.rows:
        return Settled(rows=dict(theirs.rows), deleted=(), conflicts=())
    conflicts: list[Conflict] = []
    rows: dict[Place, Row] = dict(ours.rows)
    for place, said in theirs.rows.items():
        mine = ours.rows.get(place)
        if mine is None:
            rows[place] = said
            continue
        before = base.rows.get(place, {}) if base else {}
        rows[place] = {**mine, **_agreed(place, before, mine, said, conflicts)}
    deleted = _take_out_the_absent(rows, base, ours, theirs)
    return Settled(rows=rows, deleted=tuple(deleted), conflicts=tuple(conflicts))


def _agreed(place: Place, before: Row, mine: Row, said: Row, conflicts: list[Conflict]) -> dict[str, Value]:
    columns = COLUMNS[place[0]]
    agreed: dict[str, Value] = {}
    for column, value in said.items():
        conflict = None
        if columns[column].owner is Owner.SHARED:
            conflict = _conflict(place, column, before, mine.get(column), value)
        if conflict:
            conflicts.append(conflict)
        ours_stays = conflict.kept if conflict else _only_we_changed(columns[column].owner, column, before, value)
        if not ours_stays:
            agreed[column] = value
    agreed.update((mark, None) for mark in (MISSING, DISPUTED) if mine.get(mark))
    return agreed


def _only_we_changed(owner: Owner, column: str, before: Row, theirs: Value) -> bool:
    return owner is Owner.SHARED and column in before and before[column] == theirs


def _conflict(place: Place, column: str, before: Row, ours: Value, theirs: Value) -> Conflict | None:
    if ours == theirs:
        return None
    if column not in before:
        at_first_contact = ours not in (None, "")
        return Conflict(place, column, ours, theirs, kept=True) if at_first_contact else None
    both_changed = before[column] not in (ours, theirs)
    return Conflict(place, column, ours, theirs, kept=False) if both_changed else None


def _take_out_the_absent(
    rows: dict[Place, Row], base: LicenseState | None, ours: LicenseState, theirs: LicenseState
) -> list[Place]:
    """Mark rows that a complete list leaves out; the places of those it left out the last time too."""
    deleted = []
    for place in _absent(base, ours, theirs):
        mine = ours.rows[place]
        if place[0] not in theirs.complete:
            # The list may be short: the row was not left out twice in a row, unless that is settled already.
            if mine.get(MISSING) and not mine.get(DISPUTED):
                rows[place] = {**mine, MISSING: None}
        elif not mine.get(MISSING):
            rows[place] = {**mine, MISSING: True}
        elif place[0] == DEBIT:
            rows[place] = {**mine, DISPUTED: True}
        elif not _is_needed(place, ours):
            del rows[place]
            deleted.append(place)
    return deleted


def _absent(base: LicenseState | None, ours: LicenseState, theirs: LicenseState) -> list[Place]:
    """Rows of ours that the server has listed before, and doesn't now."""
    return [
        place
        for place in ours.rows
        if place not in theirs.rows
        and MISSING in COLUMNS[place[0]]
        and not place[1].startswith(LOCAL_KEY)
        and (place in ours.linked or (base is not None and place in base.rows))
    ]


def _is_needed(place: Place, ours: LicenseState) -> bool:
    """Whether something of ours would be lost with the row, or a customs debit, which never is."""
    if place in ours.needed:
        return True
    return place[0] == IMPORT_ITEM and any(str(row["sr_number"]) == place[1] for row in ours.of(DEBIT).values())
