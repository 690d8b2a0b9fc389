"""What the server asked one worker, all keep to: the end of its pause is a row, and outlives worker and Redis."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db.models.functions import Greatest, Now

from project.ge_sync.adapters.source import Source
from project.ge_sync.errors import GEAsksToWait
from project.ge_sync.models import Source as SourceRow


def refuse_while_paused(source: Source) -> None:
    """GEAsksToWait while the server wants to be left alone, whichever worker it told."""
    row = SourceRow.objects.filter(name=source.name, pause_until__gt=Now()).annotate(now=Now()).first()
    if row and row.pause_until:
        raise GEAsksToWait.for_seconds((row.pause_until - row.now).total_seconds())


@contextmanager
def heeding_pauses(source: Source) -> Iterator[None]:
    """Around everything that asks the server, outside of transactions: refuse to ask too early, and tell the others."""
    refuse_while_paused(source)
    try:
        yield
    finally:
        if left := source.pause_left:
            SourceRow.objects.get_or_create(name=source.name)
            until = Now() + timedelta(seconds=left)
            # Of two wishes the later one counts; GREATEST leaves nulls out.
            SourceRow.objects.filter(name=source.name).update(pause_until=Greatest("pause_until", until))
