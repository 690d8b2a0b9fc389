"""The use cases behind the tasks and the command: plan, chunk after chunk, close; or one licence at once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from project.findings import Finding
from project.ge_sync.adapters.configured import configured_source
from project.ge_sync.archive import Archive
from project.ge_sync.closing import close
from project.ge_sync.endings import Ended, record_endings
from project.ge_sync.models import Ending, Source
from project.ge_sync.options import Mode, Options
from project.ge_sync.structure import check_structure, errors
from project.ge_sync.summary import outcome_of, structure_summary, summary_of_one
from project.ge_sync.survey import Survey, survey
from project.ge_sync.wanted import CHUNK_SIZE, Wanted
from project.ge_sync.work import Done, work
from project.reports.words import counted
from project.runs.claim import Claim
from project.runs.license_scope import LICENSE_SCOPE
from project.runs.models import Chunk, Outcome, Run

__all__ = ["close", "plan", "sync_chunk", "sync_one"]


def plan(claim: Claim[Run]) -> None:
    """Check the structure, ask the server what there is, and cut what has to be looked at into chunks."""
    options = Options.of(claim.run)
    findings = [] if options.mode is Mode.DATA_ONLY else check_structure()
    stopped = bool(errors(findings)) and options.mode is Mode.FULL
    if stopped or options.mode is Mode.STRUCTURE_ONLY:
        _finish_with_structure(claim, findings, stopped=stopped)
        return
    source = configured_source()
    before = source.requests
    since = None if options.force else _watermark(source.name)
    found = survey(source, since=since, store=Archive(), force=options.force, alive=claim.extend)
    with transaction.atomic():
        claim.extend()
        _store_plan(claim, found, source_name=source.name, requests=source.requests - before)
        claim.planned()


def sync_chunk(claim: Claim[Chunk]) -> None:
    """Bring some hundred licences into step, and end the chunk in the same transaction."""
    wanted = [Wanted.of_json(item) for item in claim.row.items]

    def finish(done: Done) -> None:
        claim.progress(done=len(wanted) - done.failed, failed=done.failed, total=len(wanted))
        claim.finish(Outcome.REPORTED if done.failed else Outcome.CLEAN, done.summary)

    work(
        wanted,
        run_id=claim.run.pk,
        source=configured_source(),
        force=Options.of(claim.run).force,
        alive=claim.extend,
        finish=finish,
    )


def sync_one(claim: Claim[Run]) -> None:
    """Bring the licence that the run's scope names into step, and end the run."""
    number = claim.run.scope.removeprefix(LICENSE_SCOPE)

    def finish(done: Done) -> None:
        claim.progress(done=1 - done.failed, failed=done.failed, total=1)
        summary = summary_of_one(claim.run, done)
        claim.finish(outcome_of(summary), summary)

    work(
        [Wanted(number)],
        run_id=claim.run.pk,
        source=configured_source(),
        force=Options.of(claim.run).force,
        alive=claim.extend,
        finish=finish,
    )


def _watermark(source_name: str) -> datetime | None:
    source = Source.objects.filter(name=source_name).first()
    return source.watermark if source else None


def _store_plan(claim: Claim[Run], found: Survey, *, source_name: str, requests: int) -> None:
    """Chunks, the licences that are settled already, and what closing needs to know; the same for a second attempt."""
    wanted = [found.wanted[number] for number in sorted(found.wanted)]
    chunks = [wanted[start : start + CHUNK_SIZE] for start in range(0, len(wanted), CHUNK_SIZE)]
    Chunk.objects.bulk_create(
        Chunk(run=claim.run, key=f"{index:06d}", items=[list(item) for item in items], total=len(items))
        for index, items in enumerate(chunks)
    )
    verified = [Ended(license_number=number, outcome=Ending.UNCHANGED) for number in found.verified]
    record_endings(claim.run.pk, [*verified, *found.ended], now=timezone.now())
    planned = {
        "source": source_name,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "listed": found.listed,
        "verified": len(verified),
        "requests": requests,
        "oddities": dict(found.oddities),
    }
    Run.objects.filter(pk=claim.run.pk).update(summary={"plan": planned}, total=len(wanted))


def _finish_with_structure(claim: Claim[Run], findings: list[Finding], *, stopped: bool) -> None:
    """The run ends here; a full one that stopped has failed, since no licence was looked at."""
    with transaction.atomic():
        if stopped:
            found = counted(len(errors(findings)), "error")
            reason = f"The structure has {found} in the tables of the sync: no licence was synced."
            Run.objects.filter(pk=claim.run.pk).update(last_error=reason)
        reported = Outcome.REPORTED if errors(findings) else Outcome.CLEAN
        claim.finish(Outcome.FAILED if stopped else reported, structure_summary(claim.run, findings))
