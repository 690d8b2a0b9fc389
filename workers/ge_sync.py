"""The GE sync as tasks: plan, chunk after chunk, close; or one licence at once."""

from typing import Any

from celery import Task, shared_task

from project.ge_sync import sync
from project.runs.claim import claim_chunk, claim_run
from workers.frame import working_on


@shared_task(name="workers.ge_sync.plan", bind=True)
def plan(self: Task[Any, None], run_id: int) -> None:
    """Ask the server what there is, and cut it into chunks."""
    if claim := claim_run(run_id, worker=str(self.request.hostname), task=str(self.name)):
        with working_on(claim):
            sync.plan(claim)


@shared_task(name="workers.ge_sync.sync_chunk", bind=True)
def sync_chunk(self: Task[Any, None], chunk_id: int) -> None:
    """About a hundred licences."""
    if claim := claim_chunk(chunk_id, worker=str(self.request.hostname)):
        with working_on(claim):
            sync.sync_chunk(claim)


@shared_task(name="workers.ge_sync.close", bind=True)
def close(self: Task[Any, None], run_id: int) -> None:
    """What is done once, after the last chunk."""
    if claim := claim_run(run_id, worker=str(self.request.hostname), task=str(self.name)):
        with working_on(claim):
            sync.close(claim)


@shared_task(name="workers.ge_sync.sync_license", bind=True)
def sync_license(self: Task[Any, None], run_id: int) -> None:
    """One licence that somebody asked for, while the night may be going on."""
    if claim := claim_run(run_id, worker=str(self.request.hostname), task=str(self.name)):
        with working_on(claim):
            sync.sync_one(claim)
