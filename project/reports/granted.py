"""The waivers that people granted in the admin, as the audits understand them."""

from collections.abc import Sequence

from django.db import DatabaseError, transaction

from project.reports.models import Waiver as Row
from project.runs.models import Kind
from project.waivers import Waiver


def granted_waivers(kind: Kind) -> Sequence[Waiver]:
    """All of a kind, the expired ones too; none where their table doesn't exist yet: then nothing is waived."""
    try:
        with transaction.atomic():
            rows = list(Row.objects.filter(kind=kind.value))
    except DatabaseError:
        return []
    return [
        Waiver(
            code=row.code,
            table=row.table or None,
            column=row.column or None,
            object=row.object or None,
            expected=row.expected,
            actual=row.actual,
            reason=row.reason,
            owner=row.owner,
            until=row.until,
            source="the admin",
        )
        for row in rows
    ]
