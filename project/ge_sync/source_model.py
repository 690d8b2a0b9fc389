"""The row that all workers share about a source: how far the sync has come, and whether and how it may be asked."""

from django.db import models


class Source(models.Model):
    """A GE server as all workers see it.

    `pause_until`: it wants to be left alone. `failures` in a row opened the breaker until `open_until`; after that the
    worker that holds `probe_until` tries it. `session` is sealed, and whoever holds `login_until` opens the next one.
    """

    name = models.CharField(max_length=255, unique=True)
    watermark = models.DateTimeField(null=True, blank=True)
    pause_until = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=255, blank=True)
    open_until = models.DateTimeField(null=True, blank=True)
    probe_until = models.DateTimeField(null=True, blank=True)
    session = models.TextField(blank=True)
    session_until = models.DateTimeField(null=True, blank=True)
    session_number = models.PositiveIntegerField(default=0)
    login_until = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
