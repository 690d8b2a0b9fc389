"""Rows of runs as tests need them, and a wait that needs no clock."""

import base64
import json
from datetime import timedelta
from typing import Any

import redis
from django.db.models.functions import Now

from project.runs.claim import Claim, claim_chunk, claim_run
from project.runs.models import Chunk, Kind, Outcome, Run


def a_run(kind: Kind = Kind.SCHEMA_AUDIT, **values: Any) -> Run:
    return Run.objects.create(kind=kind.value, **values)


def a_finished_run(kind: Kind = Kind.SCHEMA_AUDIT, **values: Any) -> Run:
    return a_run(kind, **{"finished_at": Now(), "outcome": Outcome.CLEAN.value} | values)


def a_planned_run(*, chunks: int) -> Run:
    """A GE sync whose chunks wait for workers."""
    run = a_run(Kind.GE_SYNC, planned_at=Now())
    for number in range(chunks):
        Chunk.objects.create(run=run, key=f"{number:04}")
    return run


def claimed(run: Run, *, worker: str = "first") -> Claim[Run]:
    claim = claim_run(run.pk, worker=worker)
    assert claim is not None
    return claim


def claimed_chunk(chunk: Chunk, *, worker: str = "first") -> Claim[Chunk]:
    claim = claim_chunk(chunk.pk, worker=worker)
    assert claim is not None
    return claim


def let_lapse(row: Run | Chunk) -> None:
    """As if its worker had been silent for a second too long."""
    later(row, lease_until=Now() - timedelta(seconds=1))


def later(row: Run | Chunk, **values: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**values)


def rung_for(broker: redis.Redis, queue: str) -> list[tuple[str, list[Any]]]:
    """The messages in a queue, oldest first: the task's name and its arguments."""
    messages = [json.loads(raw) for raw in reversed(broker.lrange(queue, 0, -1))]
    return [(message["headers"]["task"], json.loads(base64.b64decode(message["body"]))[0]) for message in messages]
