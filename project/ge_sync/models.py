"""What the sync remembers: how far it has come, documents, links from the server's rows to ours, outcomes, history."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from project.ge_sync.comparing.changes import Operation
from project.ge_sync.source_model import Source as Source  # noqa: PLC0414  (models are imported from here)
from project.license.models import LicenseDetailsModel
from project.runs.models import Run

OPERATIONS = [(operation.value, operation.value.capitalize()) for operation in Operation]


class Document(models.Model):
    """A distinct licence document as the server sent it: canonical JSON, gzip, keyed by its SHA-256."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    license_number = models.CharField(max_length=50)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-received_at"]
        indexes = [models.Index(fields=["license_number", "-received_at"], name="ge_documents_of_a_license")]

    def __str__(self) -> str:
        return f"{self.license_number} {self.sha256[:12]}"


class State(models.TextChoices):
    """Where a licence stands with the server."""

    SYNCED = "synced", "Synced"
    QUARANTINED = "quarantined", "Quarantined"
    FAILED = "failed", "Failed"
    ACCESS_LOST = "access_lost", "Access lost"
    GONE = "gone", "Gone upstream"


class SyncedLicense(models.Model):
    """A licence number the server was asked about; `base` is the document applied last, None before the first.

    `version`, `etag` and `base` are those of what was applied; a quarantined answer moves none of them. `unsaid` are
    the server's last words on shared fields that `base` doesn't repeat, by table, key and column. `missing_rows`
    were absent at the last check and wait for the next, `next_due` is when that should be. `ended_at` and
    `ended_version` tell a number that was given out again from a late answer about the licence that ended.
    """

    license_number = models.CharField(max_length=50, primary_key=True)
    license = models.OneToOneField(
        LicenseDetailsModel, on_delete=models.SET_NULL, null=True, blank=True, related_name="ge_sync"
    )
    state = models.CharField(max_length=16, choices=State.choices, default=State.SYNCED.value)
    version = models.BigIntegerField(null=True, blank=True)
    updated_at = models.DateTimeField(null=True, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    base = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    unsaid = models.JSONField(default=dict, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    missing_rows = models.PositiveIntegerField(default=0)
    next_due = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_version = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["license_number"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="ge_sync_known_state"),
            models.CheckConstraint(
                condition=~Q(state=State.SYNCED.value) | Q(base__isnull=False, version__isnull=False),
                name="ge_sync_synced_has_a_base",
            ),
        ]
        indexes = [
            models.Index(fields=["state"], condition=~Q(state="synced"), name="ge_sync_not_synced"),
            # For the key of `base`; an index that comes with the field has a second one beside it, for LIKE.
            models.Index(fields=["base"], name="ge_sync_bases"),
        ]

    def __str__(self) -> str:
        return self.license_number


class ServerRows(models.Model):
    """Which of our rows a licence's rows on the server are, and the facts about them that no domain column holds.

    One for each licence: one for each row cost a first load more than the rows themselves (see comparing/links.py).
    """

    synced = models.OneToOneField(SyncedLicense, on_delete=models.CASCADE, primary_key=True, related_name="server_rows")
    facts = models.JSONField(default=dict)
    rows = models.JSONField(default=dict)

    class Meta:
        ordering = ["synced_id"]
        verbose_name = "rows of a licence"
        verbose_name_plural = "rows of licences"

    def __str__(self) -> str:
        return f"Rows of {self.synced_id}"


class Ending(models.TextChoices):
    """How a licence ended in a run."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    UNCHANGED = "unchanged", "Unchanged"
    QUARANTINED = "quarantined", "Quarantined"
    FAILED = "failed", "Failed"
    GONE = "gone", "Gone upstream"


class LicenseOutcome(models.Model):
    """How one licence ended in one run, with the reason where there is one to give."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="license_outcomes", db_index=False)
    license_number = models.CharField(max_length=50)
    outcome = models.CharField(max_length=16, choices=Ending.choices)
    code = models.CharField(max_length=64, blank=True)
    path = models.CharField(max_length=255, blank=True)
    expected = models.CharField(max_length=255, blank=True)
    got = models.CharField(max_length=255, blank=True)
    payload_sha256 = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["run_id", "license_number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "license_number"], name="ge_sync_a_license_ends_once_a_run"),
            models.CheckConstraint(condition=Q(outcome__in=Ending.values), name="ge_sync_known_ending"),
        ]
        indexes = [models.Index(fields=["license_number", "-run"], name="ge_sync_outcomes_of_a_license")]

    def __str__(self) -> str:
        return f"{self.license_number} {self.outcome}"


class Change(models.Model):
    """What a run did to one row of a licence: every field with its value before and after.

    A licence that was wholly new has one row for all of its rows, with the `document` that says every value, and no
    fields: history.py tells them.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="license_changes", db_index=False)
    license_number = models.CharField(max_length=50)
    position = models.PositiveIntegerField()
    table = models.CharField(max_length=64)
    key = models.CharField(max_length=120)
    operation = models.CharField(max_length=8, choices=OPERATIONS)
    fields = models.JSONField(default=list)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["run_id", "license_number", "position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "license_number", "position"], name="ge_sync_a_change_is_told_once")
        ]
        indexes = [
            models.Index(fields=["license_number", "-run"], name="ge_sync_changes_of_a_license"),
            # For the key of `document`: no document goes that a history is told from.
            models.Index(fields=["document"], condition=Q(document__isnull=False), name="ge_sync_first_documents"),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.table} {self.key}"


class HeldPlan(models.Model):
    """A run that compared before it wrote; with `reasons`, it stopped there, and a person may release it once."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, primary_key=True, related_name="held_plan")
    reasons = models.JSONField(default=list)
    released_by = models.OneToOneField(
        Run, on_delete=models.SET_NULL, null=True, blank=True, related_name="released_plan"
    )

    class Meta:
        ordering = ["-run_id"]

    def __str__(self) -> str:
        return f"Plan of {self.run}"


class HeldLicense(models.Model):
    """What a held plan would do to one licence: every change, and what it was reckoned from.

    `sha256` is the document that came, `base_sha256` the one applied last; both are empty where there is none.
    """

    plan = models.ForeignKey(HeldPlan, on_delete=models.CASCADE, related_name="licenses")
    license_number = models.CharField(max_length=50)
    outcome = models.CharField(max_length=16, choices=Ending.choices)
    code = models.CharField(max_length=64, blank=True)
    got = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    base_sha256 = models.CharField(max_length=64, blank=True)
    version = models.BigIntegerField(null=True, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    changes = models.JSONField(default=list)

    class Meta:
        ordering = ["plan_id", "license_number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "license_number"], name="ge_sync_a_license_is_held_once_a_plan"),
            models.CheckConstraint(condition=Q(outcome__in=Ending.values), name="ge_sync_held_known_ending"),
        ]

    def __str__(self) -> str:
        return f"{self.license_number} {self.outcome}"


class Conflict(models.Model):
    """A shared field that both sides changed; a person decides. `kept` when ours stands in the row until then."""

    license_number = models.CharField(max_length=50)
    table = models.CharField(max_length=64)
    key = models.CharField(max_length=120)
    field = models.CharField(max_length=64)
    ours = models.TextField(null=True, blank=True)
    theirs = models.TextField(null=True, blank=True)
    kept = models.BooleanField()
    run = models.ForeignKey(Run, on_delete=models.SET_NULL, null=True, related_name="license_conflicts")
    opened_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["license_number", "table", "key", "field"],
                condition=Q(resolved_at=None),
                name="ge_sync_one_open_conflict_per_field",
            )
        ]

    def __str__(self) -> str:
        return f"{self.license_number} {self.field}"
