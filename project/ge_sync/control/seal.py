"""A session as it may lie in a row: only who has the secret it was opened with can read it."""

import base64
import hashlib
from functools import cache

from cryptography.fernet import Fernet, InvalidToken


class Seal:
    """Encrypts for those who know `secret`; another secret opens nothing: new credentials mean a new session."""

    def __init__(self, secret: str) -> None:
        self._fernet = _fernet(secret)

    def close(self, text: str) -> str:
        """The sealed text."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str | None:
        """What was sealed; None when that was not with this secret."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            return None


@cache
def _fernet(secret: str) -> Fernet:
    key = hashlib.scrypt(secret.encode(), salt=b"license-manager-sync session", n=2**12, r=8, p=1, dklen=32)
    return Fernet(base64.urlsafe_b64encode(key))
