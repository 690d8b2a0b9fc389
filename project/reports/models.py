"""Findings with history, each audit in numbers, what was done about it, and what was accepted."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from project.applied import Purpose, State
from project.findings import Severity
from project.reports.compare import News
from project.reports.querysets import FindingQuerySet
from project.runs.models import Kind, Run

SEVERITIES = [(severity.value, severity.value.capitalize()) for severity in Severity]
NEWS = [(News.NEW.value, "New"), (News.KNOWN.value, "Known"), (News.BACK.value, "Back again"), ("fixed", "Fixed")]
STATES = [(state.value, state.value.capitalize()) for state in State]
PURPOSES = [(purpose.value, purpose.value.replace("_", " ").capitalize()) for purpose in Purpose]


class Finding(models.Model):
    """One trouble at one place, from the first night to the last, with the words it was last seen with.

    `resolved_at` is set by the first whole run that no longer saw it, and emptied when it comes back. The row outlives
    the runs: retention deletes those, never this.
    """

    kind = models.CharField(max_length=32, choices=Kind.choices)
    fingerprint = models.CharField(max_length=16)
    code = models.CharField(max_length=64)
    severity = models.CharField(max_length=8, choices=SEVERITIES)
    table = models.CharField(max_length=255, blank=True)
    column = models.CharField(max_length=255, blank=True)
    object = models.TextField(blank=True)
    message = models.TextField()
    waived = models.BooleanField(default=False)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    last_run = models.ForeignKey(Run, on_delete=models.SET_NULL, null=True, related_name="+")
    times_seen = models.PositiveIntegerField(default=1)
    times_back = models.PositiveIntegerField(default=0)
    resolved_at = models.DateTimeField(null=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "code", "table", "column"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "fingerprint"], name="reports_a_trouble_has_one_row"),
        ]
        indexes = [
            models.Index(fields=["kind", "severity"], condition=Q(resolved_at=None), name="reports_open_findings"),
            models.Index(fields=["-last_seen_at"], name="reports_findings_by_time"),
        ]

    def __str__(self) -> str:
        where = ".".join(part for part in (self.table, self.column) if part)
        return ": ".join(part for part in (where, self.object) if part) or self.code


class Observation(models.Model):
    """What one run said of one trouble, kept word for word; for a fixed one, the last words about it."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="observations")
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="observations")
    position = models.PositiveIntegerField()
    news = models.CharField(max_length=8, choices=NEWS)
    severity = models.CharField(max_length=8, choices=SEVERITIES)
    cause = models.CharField(max_length=64, blank=True)
    message = models.TextField()
    waived = models.BooleanField(default=False)
    document = models.JSONField(default=dict)

    class Meta:
        ordering = ["run_id", "position"]
        constraints = [models.UniqueConstraint(fields=["run", "finding"], name="reports_seen_once_a_run")]

    def __str__(self) -> str:
        return self.message


class Report(models.Model):
    """One recorded audit in numbers; that this row exists is what makes recording a run twice harmless."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="report")
    recorded_at = models.DateTimeField()
    score = models.FloatField()
    stats = models.JSONField(default=dict)
    new = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    fixed = models.PositiveIntegerField(default=0)
    back = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-run_id"]

    def __str__(self) -> str:
        return f"report of run {self.run_id}"


class AppliedFix(models.Model):
    """One statement that mended something after a run, or took it back: written before it ran and after.

    The fields are those of `project.applied.Applied`. The row outlives the run, as a finding does.
    """

    run = models.ForeignKey(Run, on_delete=models.SET_NULL, null=True, related_name="applied_fixes")
    finding = models.ForeignKey(Finding, on_delete=models.SET_NULL, null=True, related_name="applied_fixes")
    position = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=16)
    code = models.CharField(max_length=64)
    place = models.TextField()
    sql = models.TextField()
    undo_sql = models.JSONField(default=list)
    who = models.CharField(max_length=255)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    completes = models.BooleanField(default=False)
    purpose = models.CharField(max_length=16, choices=PURPOSES)
    state = models.CharField(max_length=16, choices=STATES)
    error = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-run_id", "position"]
        verbose_name_plural = "applied fixes"
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="reports_a_statement_runs_once")]
        indexes = [models.Index(fields=["run"], condition=Q(state="pending"), name="reports_unfinished_fixes")]

    def __str__(self) -> str:
        return f"{self.place}: {self.code}"


class Waiver(models.Model):
    """A difference that somebody accepted until a day, for exactly these values; `None` is a value here."""

    kind = models.CharField(max_length=32, choices=Kind.choices)
    code = models.CharField(max_length=64)
    table = models.CharField(max_length=255, blank=True)
    column = models.CharField(max_length=255, blank=True)
    object = models.TextField(blank=True)
    expected = models.TextField(null=True)
    actual = models.TextField(null=True)
    reason = models.TextField()
    owner = models.CharField(max_length=255)
    until = models.DateField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["until", "table", "column"]

    def __str__(self) -> str:
        where = ".".join(part for part in (self.table, self.column) if part)
        return f"{self.code} at {': '.join(part for part in (where, self.object) if part)}"


class SeenMigration(models.Model):
    """The file of a recorded migration as it was first seen; the fields are those of `project.recording`."""

    app = models.CharField(max_length=255)
    name = models.CharField(max_length=255)
    file_sha256 = models.CharField(max_length=64)
    code_sha256 = models.CharField(max_length=64)
    applied_at = models.DateTimeField()
    seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["app", "name"]
        constraints = [models.UniqueConstraint(fields=["app", "name"], name="reports_a_migration_is_seen_once")]

    def __str__(self) -> str:
        return f"{self.app}.{self.name}"
