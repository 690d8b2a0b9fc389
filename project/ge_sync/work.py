"""Some licences from the question to the rows: gathered outside, written inside one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from project.ge_sync.adapters.source import Source
from project.ge_sync.apply import apply
from project.ge_sync.archive import Archive
from project.ge_sync.compare import Compared, compare
from project.ge_sync.endings import Ended, ended_by, record_endings, record_history
from project.ge_sync.errors import shorten
from project.ge_sync.gather import Gathered, gather
from project.ge_sync.incoming import Incoming
from project.ge_sync.models import Ending
from project.ge_sync.statements import statement
from project.ge_sync.wanted import Wanted
from project.ge_sync.write.references import make_missing, named_in


@dataclass(frozen=True, kw_only=True)
class Done:
    """What is known of the licences once they are written."""

    endings: tuple[Ended, ...]
    summary: dict[str, Any]

    @property
    def failed(self) -> int:
        """How many are not in step with the server."""
        return sum(ended.outcome in (Ending.FAILED, Ending.QUARANTINED) for ended in self.endings)


def work(
    wanted: Sequence[Wanted],
    *,
    run_id: int,
    source: Source,
    force: bool,
    alive: Callable[[], None],
    finish: Callable[[Done], None],
) -> None:
    """Fetch, compare and write. `finish` ends the claim in the transaction of the writing: both happen, or neither."""
    before = source.requests
    gathered = gather(
        wanted, source=source, store=Archive(), force=force, threads=settings.GE_FETCH_THREADS, alive=alive
    )
    _make_references(gathered.incoming)
    with transaction.atomic():
        # The fence: a replaced worker stops here, before it has written anything.
        alive()
        endings = _write(gathered, run_id)
        done = Done(
            endings=tuple(endings),
            summary={
                "requests": source.requests - before,
                "oddities": dict(gathered.oddities),
                "unknown_fields": dict(gathered.unknown_fields.most_common(20)),
            },
        )
        finish(done)


def _make_references(incoming: Sequence[Incoming]) -> None:
    """Companies and the like first, in statements of their own: they are shared, so no chunk should lock them long."""
    names = {iec: name for one in incoming for iec, name in one.names.items()}
    make_missing(named_in([one.state for one in incoming]), names)


def _write(gathered: Gathered, run_id: int) -> list[Ended]:
    now = timezone.now()
    numbers = [one.license_number for one in gathered.incoming]
    with connection.cursor() as cursor:
        cursor.execute(statement("lock_licenses"), {"license_numbers": numbers})
    comparison = compare(gathered.incoming)
    written, refused = _applied(comparison.compared)
    endings = [
        *gathered.ended,
        *(_ended(one) for one in written),
        *refused,
        *(_stale(one) for one in comparison.stale),
        *(ended_by(one.license_number, error, payload_sha256=one.sha256) for one, error in comparison.refused),
    ]
    record_history(run_id, written, now=now)
    record_endings(run_id, endings, now=now)
    return endings


def _applied(compared: Sequence[Compared]) -> tuple[list[Compared], list[Ended]]:
    """Write them together; where the database refuses, halve until the one it refuses is alone."""
    if not compared:
        return [], []
    try:
        with transaction.atomic():
            apply(compared, now=timezone.now())
    except (OperationalError, InterfaceError):
        raise  # the connection or the server, not the data: the chunk is tried again
    except DatabaseError as error:
        if len(compared) == 1:
            return [], [_database_refused(compared[0], error)]
        middle = len(compared) // 2
        first, second = _applied(compared[:middle]), _applied(compared[middle:])
        return [*first[0], *second[0]], [*first[1], *second[1]]
    return list(compared), []


def _ended(one: Compared) -> Ended:
    return Ended(license_number=one.incoming.license_number, outcome=one.ending, payload_sha256=one.incoming.sha256)


def _stale(one: Incoming) -> Ended:
    return Ended(
        license_number=one.license_number,
        outcome=Ending.UNCHANGED,
        code="stale_version",
        got=str(one.version),
        payload_sha256=one.sha256,
    )


def _database_refused(one: Compared, error: DatabaseError) -> Ended:
    return Ended(
        license_number=one.incoming.license_number,
        outcome=Ending.FAILED,
        code="database_refused",
        got=shorten(str(error).strip().partition("\n")[0], 255),
        payload_sha256=one.incoming.sha256,
    )
