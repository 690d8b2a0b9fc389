"""Some licences from the question to the rows: gathered outside, written inside one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from project.ge_sync.adapters.source import Source
from project.ge_sync.archive import Archive
from project.ge_sync.comparing.compare import Compared, compare
from project.ge_sync.comparing.incoming import Incoming
from project.ge_sync.endings import Ended, record_endings, record_history
from project.ge_sync.gather import Gathered, gather
from project.ge_sync.models import Ending
from project.ge_sync.query_plans import look_up_by_key
from project.ge_sync.statements import statement
from project.ge_sync.verdicts import ended, not_compared
from project.ge_sync.wanted import Wanted
from project.ge_sync.write.references import Ids, find, found_or_made, named_in
from project.ge_sync.write.written import written
from project.uncollected import uncollected

# Takes what was compared, and gives back what may be written now, and how the rest has ended.
Hold = Callable[[Sequence[Compared]], tuple[Sequence[Compared], Sequence[Ended]]]

# Takes how licences have ended that were not compared, and gives back those that may be recorded now.
HoldEnds = Callable[[Sequence[Ended]], Sequence[Ended]]


@dataclass(frozen=True, kw_only=True)
class Done:
    """What is known of the licences once they are written."""

    endings: tuple[Ended, ...]
    summary: dict[str, Any]

    @property
    def failed(self) -> int:
        """How many are not in step with the server."""
        return sum(ended.outcome in (Ending.FAILED, Ending.QUARANTINED) for ended in self.endings)


@uncollected()
def work(
    wanted: Sequence[Wanted],
    *,
    run_id: int,
    source: Source,
    force: bool,
    alive: Callable[[], None],
    finish: Callable[[Done], None],
    hold: Hold | None = None,
    hold_ends: HoldEnds | None = None,
    with_references: bool = True,
) -> None:
    """Fetch, compare and write. `finish` ends the claim in the transaction of the writing: both happen, or neither.

    `hold` says, in the same transaction, which of the compared licences may be written; without it, all of them; and
    `hold_ends` which of those that the server refused with an end, or anything else, are told now.
    Without references, unknown companies and the like stay unknown, so that nothing that names one may be written.
    """
    before = source.requests
    gathered = gather(
        wanted, source=source, store=Archive(), force=force, threads=settings.GE_FETCH_THREADS, alive=alive
    )
    references = _references(gathered.incoming, make=with_references)
    with transaction.atomic():
        # The fence: a replaced worker stops here, before it has written anything.
        alive()
        if hold_ends:
            gathered.ended = list(hold_ends(gathered.ended))
        endings = _write(gathered, references, run_id, hold)
        finish(Done(endings=tuple(endings), summary=_summary(gathered, requests=source.requests - before)))


def _references(incoming: Sequence[Incoming], *, make: bool) -> Ids:
    """Companies and the like first, in statements of their own: they are shared, so no chunk should lock them long."""
    named = named_in(incoming)
    if not make:
        return find(named)
    return found_or_made(named, {iec: name for one in incoming for iec, name in one.names.items()})


def _write(gathered: Gathered, references: Ids, run_id: int, hold: Hold | None) -> list[Ended]:
    now = timezone.now()
    numbers = [one.license_number for one in gathered.incoming]
    look_up_by_key()
    with connection.cursor() as cursor:
        cursor.execute(statement("lock_licenses"), {"license_numbers": numbers})
    comparison = compare(gathered.incoming)
    free, held = hold(comparison.compared) if hold else (comparison.compared, ())
    done, refused = written(free, references)
    endings = [*gathered.ended, *(ended(one) for one in done), *held, *refused, *not_compared(comparison)]
    record_history(run_id, done, now=now)
    record_endings(run_id, endings, now=now)
    return endings


def _summary(gathered: Gathered, *, requests: int) -> dict[str, Any]:
    return {
        "requests": requests,
        "oddities": dict(gathered.oddities),
        "unknown_fields": dict(gathered.unknown_fields.most_common(20)),
    }
