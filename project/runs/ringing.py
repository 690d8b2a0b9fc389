"""Ringing for rows, and noting in the row that it was rung for."""

from collections.abc import Sequence

from django.db.models.functions import Now

from project.runs.doorbell import publish
from project.runs.models import Chunk, Run


def ring(rows: Sequence[Run | Chunk]) -> bool:
    """Ring for each row, outside of transactions; False when the broker is away (the sweeper rings again)."""
    if not rows or not publish(rows):
        return not rows
    for model in (Run, Chunk):
        rung = [row.pk for row in rows if isinstance(row, model)]
        model.objects.filter(pk__in=rung).update(published_at=Now())
    return True


def ring_run(run: Run) -> bool:
    """Ring for one run, and refresh when it was rung for."""
    rung = ring([run])
    run.refresh_from_db(fields=["published_at"])
    return rung


def ring_chunks(run_id: int) -> bool:
    """Ring for every chunk of a run that nobody was rung for yet."""
    return ring(list(Chunk.objects.ready().filter(run=run_id, published_at=None).defer("items")))
