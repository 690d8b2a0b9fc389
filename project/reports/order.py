"""Asking for one night: a run of each kind, or the one that is open already."""

from dataclasses import dataclass

from project.reports.words import moment
from project.runs.models import Run, Trigger
from project.runs.schedule import NIGHTLY
from project.runs.start import start

NIGHT = tuple(night.kind for night in NIGHTLY)


@dataclass(frozen=True, kw_only=True)
class Night:
    """The runs of one night in report order, and a sentence for each that was open before."""

    run_ids: list[int]
    notes: list[str]


def order_night() -> Night:
    """Start what isn't open; every run has its row when this returns."""
    started = [start(kind, trigger=Trigger.MANUAL) for kind in NIGHT]
    return Night(
        run_ids=[each.run.pk for each in started],
        notes=[_is_open(each.run) for each in started if not each.created],
    )


def was_rung(run_ids: list[int]) -> bool:
    """Whether the broker took a message for any of the runs, or a worker found one without."""
    runs = Run.objects.filter(pk__in=run_ids)
    return (runs.exclude(published_at=None) | runs.exclude(started_at=None)).exists()


def _is_open(run: Run) -> str:
    return (
        f"{run.get_kind_display()}: run {run.pk} is {run.state} already "
        f"({run.get_trigger_display().lower()}, {moment(run.created_at)}); this waits for that one."
    )
