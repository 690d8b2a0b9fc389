"""Columns that were renamed: the leftover one is the missing one under another name."""

from project.schema_audit.matching import TablePair
from project.schema_audit.schema import Column, Constraint, Index


def renamed_from(pair: TablePair, wanted: Column) -> Column | None:
    """The leftover column that must be the missing one: the only one of its type and NULL rule, or one in its place.

    In its place is what holds the keys and indexes of the missing one, or stands between the same columns.
    """
    alike = [one for one in pair.columns.extra if _kind(one) == _kind(wanted)]
    if len(alike) == 1 and len([one for one in pair.columns.missing if _kind(one) == _kind(wanted)]) == 1:
        return alike[0]
    of_its_type = [one for one in pair.columns.extra if one.type == wanted.type]
    in_place = [one for one in of_its_type if _holds_its_things(pair, one, wanted) or _stands_there(pair, one, wanted)]
    return in_place[0] if len(in_place) == 1 else None


def _kind(column: Column) -> tuple[str, bool]:
    return column.type, column.not_null


def _holds_its_things(pair: TablePair, found: Column, wanted: Column) -> bool:
    things: tuple[Constraint | Index, ...] = (*pair.expected.constraints, *pair.expected.indexes)
    others: tuple[Constraint | Index, ...] = (*pair.live.constraints, *pair.live.indexes)
    names = {one.name for one in things if wanted.name in one.columns}
    return any(one.name in names and found.name in one.columns for one in others)


def _stands_there(pair: TablePair, found: Column, wanted: Column) -> bool:
    live, expected = list(pair.live.columns), list(pair.expected.columns)
    return [wanted.name if name == found.name else name for name in live] == expected
