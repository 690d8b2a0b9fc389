"""Asks a server of contract v1: every question with the session of all workers."""

from collections.abc import Mapping
from contextlib import suppress

from project.ge_sync.errors import BadAnswer, GERefused, GEUnavailable, NotConfigured, SessionOver
from project.ge_sync.http.answers import Answer, LoggedOut, LoginPage
from project.ge_sync.http.asker import Asker
from project.ge_sync.http.login import Login, Opened
from project.ge_sync.payload import Decoder, decode

# What the contract says a session lives at least, where the server doesn't say.
SESSION_SECONDS = 900.0
_LOST = "the server ended a session that it had only just opened"


class Client:
    """GET with a session behind it; safe to use from several threads."""

    def __init__(self, asker: Asker, *, source_name: str, client_id: str, client_secret: str) -> None:
        self._asker = asker
        self._credentials = {"client_id": client_id, "client_secret": client_secret}
        self._login = Login(source_name, secret=f"{client_id}\n{client_secret}", open_session=self._open_session)

    @property
    def requests(self) -> int:
        """How many requests were sent, retries and logins included."""
        return self._asker.requests

    def get(
        self, path: str, params: Mapping[str, str] | None = None, *, etag: str = "", decoder: Decoder = decode
    ) -> Answer:
        """The answer to a GET, whose body `decoder` reads; a session found over is opened anew, once."""
        # Here and not while logging in, for which all others wait.
        self._asker.wait()
        token = self._login.token()
        for last in (False, True):
            headers = {"Authorization": f"Bearer {token.text}"} | ({"If-None-Match": etag} if etag else {})
            try:
                return self._asker.get(path, headers=headers, params=params, decoder=decoder)
            except LoggedOut:
                if not last:
                    token = self._login.renewed(token)
        self._asker.trip(_LOST)
        raise GEUnavailable(f"The GE server can't answer: {_LOST}.")

    def _logged_in(self) -> Answer:
        """The answer to a login; a web page in its place is asked once more, for a portal shows one in between too."""
        try:
            with suppress(LoginPage):
                return self._asker.log_in("/v1/session", self._credentials)
            return self._asker.log_in("/v1/session", self._credentials)
        except LoginPage:
            message = "A web page answers at GE_BASE_URL, where the GE server should open a session: check it."
            raise NotConfigured(message) from None
        except GERefused as refused:
            raise _no_session(refused) from None

    def _open_session(self) -> Opened:
        said = self._logged_in().value
        token, lives = said.get("access_token"), said.get("expires_in")
        if not isinstance(token, str) or not token.isascii() or not token.isprintable() or not token:
            raise BadAnswer("The GE server opened a session without an access_token.")
        seconds = float(lives) if isinstance(lives, int) and 0 < lives <= 86_400 else SESSION_SECONDS
        # Over a little before the server thinks so: the last request with it is still on its way.
        return Opened(token, seconds - min(30.0, seconds / 10))


def _no_session(refused: GERefused) -> NotConfigured | SessionOver:
    """A server of the contract says why; another one has nothing at that path."""
    if refused.status in (404, 405) or refused.code == f"http_{refused.status}":
        return NotConfigured(f"Nothing there opens a session ({refused.status}): check GE_BASE_URL.")
    check = "check GE_CLIENT_ID and GE_CLIENT_SECRET"
    return SessionOver(f"The GE server opens no session ({refused.status} {refused.code}): {check}.")
