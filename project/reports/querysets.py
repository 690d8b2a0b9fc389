"""Questions about many findings."""

from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

if TYPE_CHECKING:
    from project.reports.models import Finding  # noqa: F401  (named in a string)


class FindingQuerySet(QuerySet["Finding"]):
    """What is remembered of all nights."""

    def open(self) -> Self:
        """Still there when a whole run last looked."""
        return self.filter(resolved_at=None)
