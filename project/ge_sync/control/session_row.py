"""The session of a source in its row: one worker opens it, all use it."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import F, Q
from django.db.models.functions import Now

from project.ge_sync.models import Source

# Longer than a login can take; who holds it longer has died.
LOGIN = timedelta(seconds=150)


class Held(NamedTuple):
    """`number` counts logins, so that whoever was refused knows whether somebody opened another session since."""

    sealed: str = ""
    number: int = 0
    seconds_left: float = 0.0


def read(name: str) -> Held:
    """The session as it lies there, over or not."""
    row = Source.objects.filter(name=name).annotate(now=Now()).first()
    if row is None or row.session_until is None:
        return Held(number=row.session_number if row else 0)
    return Held(row.session, row.session_number, (row.session_until - row.now).total_seconds())


def claim_login(name: str, *, after: int) -> bool:
    """Whether the caller is the one to open the session that follows session number `after`."""
    Source.objects.get_or_create(name=name)
    free = Q(login_until=None) | Q(login_until__lte=Now())
    return Source.objects.filter(free, name=name, session_number=after).update(login_until=Now() + LOGIN) == 1


def give_up_login(name: str) -> None:
    """It didn't come to an answer: somebody else may try."""
    Source.objects.filter(name=name).update(login_until=None)


def store(name: str, sealed: str, *, seconds: float) -> int:
    """The next session, for all; its number."""
    Source.objects.get_or_create(name=name)
    Source.objects.filter(name=name).update(
        session=sealed,
        session_until=Now() + timedelta(seconds=seconds),
        session_number=F("session_number") + 1,
        login_until=None,
    )
    return Source.objects.values_list("session_number", flat=True).get(name=name)
