"""Chunks, deploys and workers."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from unfold.decorators import display

from project.reports.admin.read_only import ReadOnlyAdmin
from project.reports.templatetags.words import ago, duration, moment
from project.runs.models import Chunk, Deploy, Worker
from project.runs.querysets import SILENT_AFTER


@admin.register(Chunk)
class ChunkAdmin(ReadOnlyAdmin):
    """Parts of a run that one task works off."""

    list_display = ["key", "run_link", "said_state", "counts", "attempt", "failures", "worker", "last_error"]
    list_select_related = ["run"]
    list_filter = ["outcome", "run__kind"]
    search_fields = ["=key", "worker"]
    ordering = ["-id"]
    says_when_empty = "A GE sync works licences off in chunks of a hundred; they appear here once one has been planned."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Chunk]:
        """The licence numbers of a hundred chunks are a lot of text that no list shows."""
        return super().get_queryset(request).defer("items", "summary")

    @admin.display(description="run", ordering="run")
    def run_link(self, chunk: Chunk) -> str:
        """The run's name."""
        return str(chunk.run)

    @admin.display(description="state")
    def said_state(self, chunk: Chunk) -> str:
        """The outcome once there is one."""
        return chunk.get_outcome_display() or chunk.state.capitalize()

    @admin.display(description="done")
    def counts(self, chunk: Chunk) -> str:
        """`98 of 100, 2 failed`."""
        return f"{chunk.done} of {chunk.total}" + (f", {chunk.failed} failed" if chunk.failed else "")


@admin.register(Deploy)
class DeployAdmin(ReadOnlyAdmin):
    """Releases, in the order in which they were first seen."""

    list_display = ["number", "release", "said_seen"]
    says_when_empty = "A worker that starts with another RELEASE than the last one leaves a row here."
    search_fields = ["release"]

    @admin.display(description="first seen", ordering="seen_at")
    def said_seen(self, deploy: Deploy) -> str:
        """With the zone."""
        return moment(deploy.seen_at)


@admin.register(Worker)
class WorkerAdmin(ReadOnlyAdmin):
    """Processes that said that they live, and since when they don't."""

    list_display = ["name", "said_life", "said_queues", "release", "said_started", "said_heard"]
    search_fields = ["name"]
    says_when_empty = (
        "No worker has been heard of: start one with `celery -A config worker`, or all of it by `make up`."
    )

    @display(description="state", label={"Alive": "success", "Silent": "danger"})  # type: ignore[untyped-decorator]
    def said_life(self, worker: Worker) -> str:
        """Silent after three missed heartbeats."""
        return "Alive" if timezone.now() - worker.heartbeat_at <= SILENT_AFTER else "Silent"

    @admin.display(description="queues")
    def said_queues(self, worker: Worker) -> str:
        """The queues it listens to."""
        return ", ".join(worker.queues)

    @admin.display(description="running for", ordering="started_at")
    def said_started(self, worker: Worker) -> str:
        """From its start to when it was last heard of."""
        return duration((worker.heartbeat_at - worker.started_at).total_seconds())

    @admin.display(description="last heard of", ordering="heartbeat_at")
    def said_heard(self, worker: Worker) -> str:
        """How long ago."""
        return ago(worker.heartbeat_at)
