"""Client credentials and the tokens that they open; tokens expire by the real clock."""

import hmac
import secrets
import time
from threading import Lock
from typing import Any

from dev.ge_server.exchange import ContractError, Request


class Sessions:
    """Issues bearer tokens and checks them."""

    def __init__(self, *, client_id: str, client_secret: str, token_seconds: int) -> None:
        self._credentials = (client_id.encode(), client_secret.encode())
        self._token_seconds = token_seconds
        self._lock = Lock()
        self._expiry: dict[str, float] = {}

    def open(self, request: Request) -> dict[str, Any]:
        """A new token for the right client id and secret."""
        asked = request.json_object()
        given = (str(asked.get("client_id", "")).encode(), str(asked.get("client_secret", "")).encode())
        if not all(hmac.compare_digest(mine, theirs) for mine, theirs in zip(self._credentials, given, strict=True)):
            raise ContractError(401, "invalid_client", "The client id or secret is wrong.")
        token, now = secrets.token_urlsafe(24), time.monotonic()
        with self._lock:
            self._expiry = {known: expiry for known, expiry in self._expiry.items() if expiry > now}
            self._expiry[token] = now + self._token_seconds
        return {"access_token": token, "token_type": "Bearer", "expires_in": self._token_seconds}

    def check(self, request: Request) -> None:
        """Refuse a request without a living token."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not self.is_living(token):
            raise ContractError(401, "session_over", "The session is missing or over: log in again.")

    def is_living(self, token: str) -> bool:
        """Whether a token was opened here and has not expired."""
        return self._expiry.get(token, 0.0) > time.monotonic()
