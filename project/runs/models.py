"""The rows of work: a run, its chunks, deploys, workers.

State is derived from the times (`queued`, `running`, `finished`), never stored; the constraints say what can't happen.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from project.runs.querysets import ChunkQuerySet, RunQuerySet, WorkerQuerySet


class Kind(models.TextChoices):
    """What a run does."""

    SCHEMA_AUDIT = "schema_audit", "Database structure"
    MIGRATION_AUDIT = "migration_audit", "Migrations"
    GE_SYNC = "ge_sync", "GE sync"


class Trigger(models.TextChoices):
    """Who asked for it."""

    SCHEDULE = "schedule", "Schedule"
    MANUAL = "manual", "By hand"
    DEPLOY = "deploy", "Deploy"
    CATCH_UP = "catch_up", "Catch-up"


class Outcome(models.TextChoices):
    """How it ended. Finished work without an outcome can't be stored.

    DID_NOT_RUN is the row of a tick that passed without a run and was too old to be caught up.
    """

    CLEAN = "clean", "Clean"
    REPORTED = "reported", "Something to report"
    NEEDS_APPROVAL = "needs_approval", "Needs approval"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"
    DID_NOT_RUN = "did_not_run", "Did not run"


class Leased(models.Model):
    """Work that one worker holds for a while; a lapsed lease makes it anybody's again.

    `attempt` counts the claims and fences: a worker whose attempt is no longer the row's has been replaced and must
    stop. `failures` counts the attempts that ended without a result since the last step that succeeded.
    """

    attempt = models.PositiveIntegerField(default=0, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    worker = models.CharField(max_length=255, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    next_attempt_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, editable=False)
    heartbeat_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    last_error = models.TextField(blank=True, editable=False)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    summary = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    @property
    def state(self) -> str:
        """`queued`, `running` or `finished`, derived from the times."""
        if self.finished_at:
            return "finished"
        return "running" if self.started_at else "queued"


class Deploy(models.Model):
    """A release that differs from the one before it: A, B and back to A are three rows.

    `number` counts them; being unique, it lets one process alone follow a deploy with the next.
    """

    number = models.PositiveIntegerField(unique=True)
    release = models.CharField(max_length=128)
    seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return self.release


class Run(Leased):
    """One execution of one kind of work, from the request to its outcome.

    `scope` is empty for everything, `license:NUMBER` for one licence, `deploy:ID` for the checks after a deploy.
    `planned_at` is set when all chunks exist; the run is claimed a second time, to be closed, when none is open.
    """

    kind = models.CharField(max_length=32, choices=Kind.choices)
    scope = models.CharField(max_length=100, blank=True)
    trigger = models.CharField(max_length=16, choices=Trigger.choices, default=Trigger.MANUAL.value)
    scheduled_for = models.DateTimeField(null=True, blank=True)
    deploy = models.ForeignKey(Deploy, on_delete=models.PROTECT, null=True, blank=True, related_name="runs")
    release = models.CharField(max_length=128, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    options = models.JSONField(default=dict, blank=True)
    planned_at = models.DateTimeField(null=True, editable=False)
    cancel_requested_at = models.DateTimeField(null=True, editable=False)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "scope"],
                condition=Q(finished_at=None),
                name="runs_one_open_run_per_kind_and_scope",
            ),
            models.UniqueConstraint(fields=["kind", "scheduled_for"], name="runs_a_tick_happens_once"),
            models.UniqueConstraint(fields=["kind", "deploy"], name="runs_a_deploy_is_checked_once"),
            models.CheckConstraint(
                condition=Q(finished_at=None, outcome="") | Q(finished_at__isnull=False) & ~Q(outcome=""),
                name="runs_finished_with_an_outcome",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="runs_known_kind"),
        ]
        indexes = [
            models.Index(fields=["kind", "-created_at"], name="runs_by_kind_and_time"),
            models.Index(fields=["lease_until"], condition=Q(finished_at=None), name="runs_open"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} run {self.pk}"


class Chunk(Leased):
    """A part of a run that one task works off: for the GE sync about a hundred licences in `items`."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="chunks")
    key = models.CharField(max_length=100)
    items = models.JSONField(default=list)

    objects = ChunkQuerySet.as_manager()

    class Meta:
        ordering = ["run_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "key"], name="runs_a_chunk_exists_once"),
            models.CheckConstraint(
                condition=Q(finished_at=None, outcome="") | Q(finished_at__isnull=False) & ~Q(outcome=""),
                name="runs_chunk_finished_with_an_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["run"], condition=Q(finished_at=None), name="runs_chunks_open"),
            models.Index(fields=["lease_until"], condition=Q(finished_at=None), name="runs_chunks_leased"),
        ]

    def __str__(self) -> str:
        return f"chunk {self.key} of run {self.run_id}"


class Worker(models.Model):
    """A worker process that was heard of; the page of workers shows who fell silent."""

    name = models.CharField(max_length=255, unique=True)
    release = models.CharField(max_length=128, blank=True)
    queues = models.JSONField(default=list)
    started_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField()

    objects = WorkerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
