"""Whose word counts, field by field, three ways: base is what the server said last time. Pure."""

from dataclasses import dataclass
from typing import NamedTuple

from project.ge_sync.fields import Owner
from project.ge_sync.mapping import COLUMNS, MISSING
from project.ge_sync.state import LOCAL_KEY, LicenseState, Place, Row, Value


class Conflict(NamedTuple):
    """A shared field that both sides changed, or that differed at first contact; `kept` when ours stays."""

    place: Place
    column: str
    ours: Value
    theirs: Value
    kept: bool


@dataclass(frozen=True, kw_only=True)
class Settled:
    """The rows as they should be, and what a person has to look at."""

    rows: dict[Place, Row]
    conflicts: tuple[Conflict, ...]


def settle(base: LicenseState | None, ours: LicenseState, theirs: LicenseState) -> Settled:
    """Our rows with everything the server may say about them; rows that the server doesn't list stay."""
    conflicts: list[Conflict] = []
    rows: dict[Place, Row] = dict(ours.rows)
    for place, said in theirs.rows.items():
        mine = ours.rows.get(place)
        if mine is None:
            rows[place] = said
            continue
        before = base.rows.get(place, {}) if base else {}
        rows[place] = {**mine, **_agreed(place, before, mine, said, conflicts)}
    for place in _vanished(base, ours, theirs):
        rows[place] = {**ours.rows[place], MISSING: True}
    return Settled(rows=rows, conflicts=tuple(conflicts))


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
    if mine.get(MISSING):
        agreed[MISSING] = None
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


def _vanished(base: LicenseState | None, ours: LicenseState, theirs: LicenseState) -> list[Place]:
    """Rows the server listed last time and not now, although it says that its list is complete."""
    if base is None:
        return []
    return [
        place
        for place in ours.rows
        if MISSING in COLUMNS[place[0]]
        and place in base.rows
        and place not in theirs.rows
        and place[0] in theirs.complete
        and not place[1].startswith(LOCAL_KEY)
    ]
