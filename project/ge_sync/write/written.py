"""Write compared licences: all at once, and where the database refuses, down to the one it refuses."""

from collections.abc import Sequence

from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.utils import timezone

from project.ge_sync.comparing.compare import Compared
from project.ge_sync.endings import Ended
from project.ge_sync.errors import shorten
from project.ge_sync.models import Ending
from project.ge_sync.write.apply import apply
from project.ge_sync.write.references import Ids

# Another worker made the same bill of entry since we looked; it has committed by now, and is found the next time.
_MADE_MEANWHILE = "unique_bill_of_entry_at_port"


def written(compared: Sequence[Compared], references: Ids) -> tuple[list[Compared], list[Ended]]:
    """Those whose changes are in the database now, and the others with the reason."""
    if not compared:
        return [], []
    error = _refusal(compared, references)
    if error and _MADE_MEANWHILE in str(error):
        error = _refusal(compared, references)
    if error is None:
        return list(compared), []
    if len(compared) == 1:
        return [], [_database_refused(compared[0], error)]
    middle = len(compared) // 2
    first, second = written(compared[:middle], references), written(compared[middle:], references)
    return [*first[0], *second[0]], [*first[1], *second[1]]


def _refusal(compared: Sequence[Compared], references: Ids) -> DatabaseError | None:
    """Why the database doesn't take them, and none of them is written; None when they are."""
    try:
        with transaction.atomic():
            apply(compared, references, now=timezone.now())
    except (OperationalError, InterfaceError):
        raise  # the connection or the server, not the data: the chunk is tried again
    except DatabaseError as error:
        return error
    return None


def _database_refused(one: Compared, error: DatabaseError) -> Ended:
    return Ended(
        license_number=one.incoming.license_number,
        outcome=Ending.FAILED,
        code="database_refused",
        got=shorten(str(error).strip().partition("\n")[0], 255),
        payload_sha256=one.incoming.sha256,
    )
