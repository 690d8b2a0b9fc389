"""The product's own piece of work, one chunk after another, as a worker does it; imported once Django is set up."""

from itertools import count as numbers

from benchmarks.harness.ge_site import empty
from project.ge_sync.adapters.configured import configured_source
from project.ge_sync.models import LicenseOutcome
from project.ge_sync.wanted import Wanted
from project.ge_sync.work import work
from project.runs.models import Kind, Run

_run_ids = numbers(1)


def work_off(licenses: list[str], size: int) -> None:
    """Fetch each document by a request of its own, compare it and write it, into an emptied database."""
    empty()
    run = Run.objects.create(kind=Kind.GE_SYNC, scope=f"benchmark:{next(_run_ids)}")
    source = configured_source()
    for start in range(0, len(licenses), size):
        wanted = [Wanted(number) for number in licenses[start : start + size]]
        work(wanted, run_id=run.pk, source=source, force=False, alive=lambda: None, finish=lambda done: None)
    if LicenseOutcome.objects.filter(run=run, outcome="new").count() != len(licenses):
        raise SystemExit("Not every licence was written.")
