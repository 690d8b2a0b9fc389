"""Ringing for rows, and noting in the row that it was rung for."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models.functions import Now

from project.runs.doorbell import publish
from project.runs.models import Chunk, Run

# A message that no worker took up within this time may be lost.
PATIENCE = timedelta(seconds=30)


def ring(rows: Sequence[Run | Chunk]) -> bool:
    """Ring for each row, outside of transactions; False when the broker is away (the sweeper rings again)."""
    if not rows or not publish(rows):
        return not rows
    for model in (Run, Chunk):
        rung = [row.pk for row in rows if isinstance(row, model)]
        model.objects.filter(pk__in=rung).update(published_at=Now())
    return True


def ring_run(run: Run) -> None:
    """Ring for one run, and read back into the row when it was rung for."""
    ring([run])
    run.refresh_from_db(fields=["published_at"])


def ring_chunks(run_id: int) -> None:
    """Ring for every chunk of a run that was not rung for yet."""
    ring(list(Chunk.objects.ready().filter(run=run_id, published_at=None).defer("items")))
