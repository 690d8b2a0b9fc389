"""Work whose worker fell silent."""

from django.conf import settings
from django.db import transaction

from project.runs.backoff import wait_after
from project.runs.claim import Claim, RowT


def free_lapsed(model: type[RowT]) -> tuple[list[int], list[int]]:
    """Free the rows whose lease lapsed, the first time without a wait; those past RUN_ATTEMPTS fail.

    Returns the keys of the rows that were freed, and of those that failed.
    """
    ends = {key: _free(model, key) for key in model.objects.lapsed().values_list("pk", flat=True)}
    return [key for key, end in ends.items() if end is True], [key for key, end in ends.items() if end is False]


@transaction.atomic
def _free(model: type[RowT], key: int) -> bool | None:
    """True: freed, False: failed, None: its worker or another sweeper was quicker."""
    row = model.objects.lapsed().select_for_update(skip_locked=True).filter(pk=key).first()
    if row is None:
        return None
    silence = f"Worker {row.worker} fell silent (attempt {row.attempt}, RUN_ATTEMPTS is {settings.RUN_ATTEMPTS})."
    return Claim(row).retry_later(silence, wait=wait_after(row.failures))
