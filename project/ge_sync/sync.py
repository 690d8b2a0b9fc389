"""The use cases behind the tasks and the command: plan, chunk after chunk, close; or one licence at once."""

from project.ge_sync.adapters.configured import configured_source
from project.ge_sync.approval.guards import Weight
from project.ge_sync.approval.holding import as_released, ends_until_weighed, if_too_much, until_weighed
from project.ge_sync.approval.releasing import held_lines, take_release
from project.ge_sync.chunks import WEIGHED
from project.ge_sync.closing import close
from project.ge_sync.endings import refuse_unreached
from project.ge_sync.options import Options
from project.ge_sync.planning import plan
from project.ge_sync.reporting.summary import outcome_of, summary_of_one
from project.ge_sync.wanted import Wanted
from project.ge_sync.work import Done, Hold, HoldEnds, work
from project.runs.claim import Claim
from project.runs.license_scope import LICENSE_SCOPE
from project.runs.models import Chunk, Outcome, Run

__all__ = ["close", "plan", "sync_chunk", "sync_one"]


def sync_chunk(claim: Claim[Chunk]) -> None:
    """Bring its licences into step, and end the chunk in the same transaction."""
    wanted = [Wanted.of_json(item) for item in claim.row.items]
    options, weight = Options.of(claim.run), Weight()
    hold: Hold | None = None
    hold_ends: HoldEnds | None = None
    weighed = claim.row.key.startswith(WEIGHED)
    if weighed:
        hold, hold_ends = until_weighed(claim.run.held_plan, weight), ends_until_weighed(claim.run.held_plan)
    elif options.approve:
        hold = as_released(held_lines(options.approve, wanted))

    def finish(done: Done) -> None:
        # What waits to be weighed is counted by the chunk that writes it.
        total = len(done.endings)
        summary = done.summary | {"weight": weight.as_json()}
        outcome = Outcome.REPORTED if done.failed else Outcome.CLEAN
        claim.finish(outcome, summary, total=total, done=total - done.failed, failed=done.failed)

    work(
        wanted,
        run_id=claim.run.pk,
        source=configured_source(),
        force=options.force or bool(options.approve),
        alive=claim.extend,
        finish=finish,
        hold=hold,
        hold_ends=hold_ends,
        with_references=not weighed,
    )


def sync_one(claim: Claim[Run]) -> None:
    """Bring the licence that the run's scope names into step, and end the run."""
    options = Options.of(claim.run)
    number = claim.run.scope.removeprefix(LICENSE_SCOPE)
    wanted, hold = [Wanted(number)], if_too_much(claim.run)
    if options.approve:
        wanted = take_release(claim, options.approve)
        hold = as_released(held_lines(options.approve, wanted))

    def finish(done: Done) -> None:
        refuse_unreached(done.endings)
        summary = summary_of_one(claim.run, done)
        claim.finish(outcome_of(summary), summary, total=1, done=1 - done.failed, failed=done.failed)

    work(
        wanted,
        run_id=claim.run.pk,
        source=configured_source(),
        force=options.force or bool(options.approve),
        alive=claim.extend,
        finish=finish,
        hold=hold,
    )
