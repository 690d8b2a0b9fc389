"""What a person decides about a field that both sides changed."""

from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from project.accounts.models import User
from project.ge_sync.comparing.fields import Field
from project.ge_sync.comparing.links import Packed, unpacked
from project.ge_sync.comparing.mapping import BY_NAME, COLUMNS, LICENSE, NATURAL_KEYS
from project.ge_sync.comparing.state import as_scalar
from project.ge_sync.models import Conflict, ServerRows, SyncedLicense
from project.ge_sync.write.references import find
from project.ge_sync.write.update import update

OURS, THEIRS = "ours", "theirs"


class NotResolved(Exception):  # noqa: N818  (said like the other members of the family)
    """Why the choice can't be written, in a sentence."""


@transaction.atomic
def resolve(conflict_id: int, choice: str, user: User) -> None:
    """Write the chosen value where it isn't there yet, and close the conflict; NotResolved when it is too late."""
    conflict = Conflict.objects.select_for_update().get(pk=conflict_id)
    if conflict.resolved_at:
        raise NotResolved(f"{conflict} was resolved already.")
    chosen, other = (conflict.ours, conflict.theirs) if choice == OURS else (conflict.theirs, conflict.ours)
    field, model = COLUMNS[conflict.table][conflict.field], apps.get_model(BY_NAME[conflict.table].model)
    name = f"{field.column}__{NATURAL_KEYS[field.refers_to]}" if field.refers_to else field.column
    rows = model._default_manager.select_for_update(of=("self",)).filter(pk=_row_of(conflict))
    if not (row := rows.values_list("pk", name).first()):
        raise NotResolved(f"The row of {conflict} is not here any more.")
    stands = _text(row[1])
    if stands not in (_text(chosen), _text(other)):
        raise NotResolved(f"{conflict} stands at {stands!r} by now: somebody has changed it since, so that it stays.")
    if stands != _text(chosen):
        update(model, {row[0]: _columns(model, field, chosen)}, now=timezone.now())
    Conflict.objects.filter(pk=conflict.pk).update(resolved_at=timezone.now(), resolved_by=user)


def _row_of(conflict: Conflict) -> int | None:
    """The key of the row that it is about; None when the sync knows none."""
    number = conflict.license_number
    if conflict.table == LICENSE:
        return SyncedLicense.objects.filter(pk=number).values_list("license_id", flat=True).first()
    stored = ServerRows.objects.filter(pk=number).values_list("facts", "rows").first()
    link = unpacked(number, Packed(*stored)).get((conflict.table, conflict.key)) if stored else None
    return link.row_id if link else None


def _text(value: Any) -> str:
    """As the conflict keeps it; nothing and no text are the same."""
    return str(as_scalar(value) if value is not None else "")


def _columns(model: Any, field: Field, chosen: str | None) -> dict[str, Any]:
    """The chosen value by column."""
    if not field.refers_to:
        return {field.column: None if chosen is None else model._meta.get_field(field.column).to_python(chosen)}
    if chosen is None:
        return {f"{field.column}_id": None}
    known = find({field.refers_to: {chosen}})[field.refers_to]
    if chosen not in known:
        raise NotResolved(f"There is no {field.column} {chosen} here any more.")
    return {f"{field.column}_id": known[chosen]}
