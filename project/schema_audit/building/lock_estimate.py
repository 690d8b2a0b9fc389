"""How many locks building takes: every relation is locked until its transaction ends, and the server's table is small.

Counted from the statements. PostgreSQL 18 holds 1,338 locks for 71 generated tables of which this says 1,406.
"""

import re
from collections.abc import Iterable, Iterator

from django.db.backends.utils import CursorWrapper

from project.schema_audit.statements import statement

_ASK = re.compile(r"CREATE TABLE|CREATE (?:UNIQUE )?INDEX|PRIMARY KEY|UNIQUE|EXCLUDE|FOREIGN KEY|REFERENCES|CHECK")
# A table comes with its TOAST table, the index of that, and a sequence; a key is an index and a constraint.
_LOCKS = {"CREATE TABLE": 4, "PRIMARY KEY": 2, "UNIQUE": 2, "EXCLUDE": 2, "REFERENCES": 0}
_SHARE_OF_SERVER = 2
_SHARE_OF_BATCH = 8

Steps = list[tuple[str, tuple[str, ...]]]


def estimated_locks(lines: Iterable[str]) -> int:
    """An upper bound for the locks that the statements hold at their end, in one transaction."""
    return sum(_LOCKS.get(word, 1) for line in lines for word in _ASK.findall(line))


def lockable(cursor: CursorWrapper) -> int:
    """How many locks all sessions of this server have together."""
    cursor.execute(statement("lockable"))
    return int(cursor.fetchone()[0])


def fits_at_once(needed: int, available: int) -> bool:
    """Half of the server's locks is what others can spare."""
    return needed <= available // _SHARE_OF_SERVER


def batches(steps: Steps, available: int) -> Iterator[Steps]:
    """The steps in transactions of an eighth of the server's locks each."""
    batch: Steps = []
    held = 0
    for step in steps:
        needed = estimated_locks(step[1])
        if batch and held + needed > available // _SHARE_OF_BATCH:
            yield batch
            batch, held = [], 0
        batch.append(step)
        held += needed
    if batch:
        yield batch
