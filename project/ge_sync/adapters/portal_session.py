"""The session of a portal, as a person gave it: in the admin, sealed in the row of the source, or in the environment.

Once the portal says that it is over, no worker asks with it again; another one is tried at once.
"""

from datetime import timedelta
from functools import partial

from django.conf import settings

from project.ge_sync.control import session_row
from project.ge_sync.control.aside import aside
from project.ge_sync.control.seal import Seal
from project.ge_sync.errors import SessionOver
from project.ge_sync.models import Source

# How long the portal keeps it is the portal's secret; whoever gave it a month ago has forgotten it.
KEPT = timedelta(days=30)
_OVER = ""
_HOW = "log in at the portal, and give its cookie in the admin (GE sync, Sources) or in GE_DGFT_SESSION"


def given(source_name: str, cookie: str) -> None:
    """A person gave a session: it is used from now on, by all workers."""
    session_row.store(source_name, _seal().close(cookie), seconds=KEPT.total_seconds())


class PortalSession:
    """Safe to use from several threads."""

    def __init__(self, source_name: str) -> None:
        self._name = source_name

    def cookie(self) -> str:
        """The session to ask with; SessionOver where a person has to give one."""
        held = aside(partial(session_row.read, self._name))
        living = held.sealed if held.seconds_left > 0 else ""
        cookie = _seal().open(living)
        if not cookie and settings.GE_DGFT_SESSION:
            cookie = _OVER if Seal(settings.GE_DGFT_SESSION).open(living) == _OVER else settings.GE_DGFT_SESSION
        if cookie is None:
            aside(lambda: Source.objects.get_or_create(name=self._name))
            raise SessionOver(f"There is no session of the portal: {_HOW}.")
        if cookie == _OVER:
            raise SessionOver(f"The portal's session is over: {_HOW}.")
        return cookie

    def over(self, cookie: str) -> SessionOver:
        """The portal doesn't know this session any more: nobody asks with it again."""
        seal = Seal(cookie) if cookie == settings.GE_DGFT_SESSION else _seal()
        aside(partial(session_row.store, self._name, seal.close(_OVER), seconds=KEPT.total_seconds()))
        return SessionOver(f"The portal's session is over: {_HOW}.")


def _seal() -> Seal:
    """With the key of the site, which the web process and the workers share."""
    return Seal(settings.SECRET_KEY)
