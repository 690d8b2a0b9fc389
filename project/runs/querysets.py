"""Questions about many rows of work, in the words of the field; every time in them is the database's."""

from datetime import timedelta
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

if TYPE_CHECKING:
    from project.runs.models import Chunk, Leased, Run, Worker  # noqa: F401  (all but Leased are named in strings)

# A worker says so often that it lives; three missed beats are silence.
HEARTBEAT_EVERY = timedelta(seconds=30)
SILENT_AFTER = 3 * HEARTBEAT_EVERY
RowT = TypeVar("RowT", bound="Leased")


class LeasedQuerySet(models.QuerySet[RowT], Generic[RowT]):
    """What can be asked of runs and chunks alike."""

    def open(self) -> Self:
        """Not finished."""
        return self.filter(finished_at=None)

    def held(self) -> Self:
        """A worker is on it and was heard of in time."""
        return self.open().filter(lease_until__gte=Now())

    def lapsed(self) -> Self:
        """A worker took it and fell silent."""
        return self.open().filter(lease_until__lt=Now())

    def free(self) -> Self:
        """Nobody holds it, and it need not wait any longer after a failure."""
        due = Q(next_attempt_at=None) | Q(next_attempt_at__lte=Now())
        return self.open().filter(due, Q(lease_until=None) | Q(lease_until__lt=Now()))

    def unheard(self, *, patience: timedelta) -> Self:
        """Queued and due, but its message was never sent, or sent so long ago that it may be lost."""
        lost = Q(published_at=None) | Q(published_at__lt=Now() - patience)
        return self.free().filter(lost, lease_until=None)


class RunQuerySet(LeasedQuerySet["Run"]):
    """Questions about runs."""

    def ready(self) -> Self:
        """Wanted by nobody's cancellation, and not waiting for its own chunks."""
        chunks = apps.get_model("runs", "Chunk")._default_manager
        open_chunks = Exists(chunks.filter(run=OuterRef("pk"), finished_at=None))
        return self.open().filter(Q(planned_at=None) | ~open_chunks, cancel_requested_at=None)

    def to_settle(self) -> Self:
        """Open runs that a chunk's end or a cancellation may have left behind."""
        return self.open().exclude(planned_at=None, cancel_requested_at=None)

    def of_release(self, release: str) -> Self:
        """What this release may work on: all runs but the checks of another release's deploy."""
        return self.filter(Q(deploy=None) | Q(deploy__release=release))


class ChunkQuerySet(LeasedQuerySet["Chunk"]):
    """Questions about chunks."""

    def ready(self) -> Self:
        """Of a run that goes on."""
        return self.open().filter(run__finished_at=None, run__cancel_requested_at=None)


class WorkerQuerySet(models.QuerySet["Worker"]):
    """Questions about workers."""

    def alive(self) -> Self:
        """Heard of lately."""
        return self.filter(heartbeat_at__gt=Now() - SILENT_AFTER)
