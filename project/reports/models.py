"""Findings with history: a row per trouble, and a row per run that saw it."""

from django.db import models
from django.db.models import Q

from project.findings import Severity
from project.runs.models import Kind, Run


class Finding(models.Model):
    """One trouble at one place, from the first night to the last.

    `resolved_at` is set by the first whole run that no longer saw it, and emptied when it comes back.
    """

    kind = models.CharField(max_length=32, choices=Kind.choices)
    fingerprint = models.CharField(max_length=16)
    code = models.CharField(max_length=64)
    table = models.CharField(max_length=128, blank=True)
    column = models.CharField(max_length=128, blank=True)
    object = models.CharField(max_length=255, blank=True)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    last_run = models.ForeignKey(Run, on_delete=models.SET_NULL, null=True, related_name="+")
    times_seen = models.PositiveIntegerField(default=1)
    times_back = models.PositiveIntegerField(default=0)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kind", "code", "table", "column"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "fingerprint"], name="reports_a_trouble_has_one_row"),
        ]
        indexes = [models.Index(fields=["kind"], condition=Q(resolved_at=None), name="reports_open_findings")]

    def __str__(self) -> str:
        return ".".join(part for part in (self.table, self.column) if part) or self.code


class News(models.TextChoices):
    """How a finding compares with the run before."""

    NEW = "new", "New"
    KNOWN = "known", "Known"
    BACK = "back", "Back again"


class Observation(models.Model):
    """What one run said of one trouble, kept word for word."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="observations")
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="observations")
    position = models.PositiveIntegerField()
    news = models.CharField(max_length=8, choices=News.choices)
    severity = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Severity])
    cause = models.CharField(max_length=64, blank=True)
    message = models.TextField()
    waived = models.BooleanField(default=False)
    document = models.JSONField()

    class Meta:
        ordering = ["run_id", "position"]
        constraints = [models.UniqueConstraint(fields=["run", "finding"], name="reports_seen_once_a_run")]

    def __str__(self) -> str:
        return self.message
