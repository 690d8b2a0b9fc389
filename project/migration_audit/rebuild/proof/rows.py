"""The rows that migrations write: compared whole, and where that can't be, without what a database gives out itself."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from project.migration_audit.rebuild.chain import Difference
from project.migration_audit.rebuild.proof.meanings import Meanings, Moving, targets_of, text_of
from project.migration_audit.rebuild.proof.written import Row, Written
from project.output.counted import counted


@dataclass(frozen=True, kw_only=True)
class RowsCompared:
    """What differs, which tables were compared without keys, and the hash of all rows of the new side.

    `moving` are the columns that were not compared because two runs of the old chain differ there.
    """

    differences: tuple[Difference, ...]
    without_keys: tuple[str, ...]
    sha256: str
    moving: Moving = field(default_factory=dict)


def compare_rows(old: Written, new: Written, moving: Moving | None = None) -> RowsCompared:
    """Table by table; where rows are not the same, again with what a key points to in place of the key."""
    moving = moving or {}
    meanings = Meanings(old, moving), Meanings(new, moving)
    differences: list[Difference] = []
    without_keys: list[str] = []
    for name in sorted({*old.rows, *new.rows}):
        one, other = old.rows.get(name, ()), new.rows.get(name, ())
        if _counted(one) == _counted(other):
            continue
        mine, theirs = (meaning.counted(name) for meaning in meanings)
        if mine == theirs:
            without_keys.append(name)
        else:
            differences.append(_difference(name, mine, theirs))
    for name in sorted(old.behind ^ new.behind):
        sides = ["behind its rows" if name in side.behind else "past its rows" for side in (old, new)]
        differences.append(Difference(kind="rows", place=f"sequence of {name}", old=sides[0], new=sides[1]))
    return RowsCompared(
        differences=tuple(differences),
        without_keys=tuple(without_keys),
        sha256=_sha256(meanings[1], new),
        moving=moving,
    )


def moving_columns(one: Written, again: Written) -> Moving:
    """The columns that two runs of the same chain fill differently, of tables that are equal without them.

    Keys come last: one to a row with such a column means the same in both runs once that column is known.
    """
    moving: dict[str, frozenset[str]] = {}
    while True:
        found = {name: _unlike(name, one, again, moving) for name in one.rows}
        plain = {name: columns - targets_of(one.schema.tables[name]).keys() for name, columns in found.items()}
        more = {name: columns for name, columns in (plain if any(plain.values()) else found).items() if columns}
        if not more:
            break
        moving |= {name: moving.get(name, frozenset()) | columns for name, columns in more.items()}
    meanings = Meanings(one, moving), Meanings(again, moving)
    return {name: columns for name, columns in moving.items() if _is_same(name, *meanings)}


def _unlike(name: str, one: Written, again: Written, moving: Moving) -> frozenset[str]:
    """Columns that are not taken for moving yet and whose values are not the same in both."""
    mine, theirs = (Meanings(side, moving).rows(name) for side in (one, again))
    columns = {column for row in (*mine, *theirs) for column in row} - moving.get(name, frozenset())
    return frozenset(column for column in columns if _values(column, mine) != _values(column, theirs))


def _values(column: str, rows: Sequence[Row]) -> Counter[str]:
    return Counter(text_of(row.get(column)) for row in rows)


def _is_same(name: str, one: Meanings, again: Meanings) -> bool:
    return one.counted(name) == again.counted(name)


def _difference(name: str, old: Counter[str], new: Counter[str]) -> Difference:
    lost, added = list((old - new).elements()), list((new - old).elements())
    return Difference(
        kind="rows",
        place=name,
        old=counted(old.total(), "row") + (f", such as {lost[0]}" if lost else ""),
        new=counted(new.total(), "row") + (f", such as {added[0]}" if added else ""),
    )


def _counted(rows: Sequence[Row]) -> Counter[str]:
    return Counter(text_of(dict(sorted(row.items()))) for row in rows)


def _sha256(meanings: Meanings, written: Written) -> str:
    digest = hashlib.sha256()
    for name in sorted(written.rows):
        for text in sorted(meanings.counted(name).elements()):
            digest.update(f"{name}\x1f{text}\n".encode())
    return digest.hexdigest()
