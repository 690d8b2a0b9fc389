"""What can go wrong with the GE server, named for what to do next."""
# ruff: noqa: N818  (an `Error` at the end of each would say less)

from datetime import timedelta
from typing import Self

from project.runs.errors import AskedToWait


class GEError(Exception):
    """Anything the GE server did that the sync can't go on with."""


class NotConfigured(GEError):
    """No server to ask, or settings that can't be used: nothing is tried."""


class GEUnavailable(GEError):
    """Try again later: the network, a 5xx."""


class NotTrusted(GEUnavailable):
    """Whoever answers can't prove that it is the GE server: nothing is sent, and a person has to look."""


class GEAsksToWait(GEUnavailable, AskedToWait):
    """The server's limit, or its Retry-After: nobody asks before that time is over."""

    @classmethod
    def for_seconds(cls, seconds: float) -> Self:
        """In words for people."""
        return cls(f"The GE server asks to be left alone for {seconds:.0f} s.", wait=timedelta(seconds=seconds))


class Stalled(GEError):
    """The listing repeats itself: going on would never end, and stopping early would look complete."""


class SessionOver(GEError):
    """The credentials are refused, or every new session is over at once: a person has to look."""


class PlanRefused(GEError):
    """A held plan that can't be released: a person has to look at another one."""


class GERefused(GEError):
    """Don't try again today. `code` is the server's own, `status` the HTTP status it came with."""

    def __init__(self, message: str, *, code: str, status: int) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


class BeingAmended(GERefused):
    """The licence is being written to on the server just now: ask again, half a minute later or more."""


class BadAnswer(GEError):
    """The answer can't be read at all: no JSON, too large, cut off again and again, a redirect."""


class CursorExpired(GERefused):
    """A listing took longer than its cursor lives: start it again."""


class ContractViolation(GEError):
    """The server said something the contract doesn't allow, at this JSON path."""

    def __init__(self, *, path: str, expected: str, got: object) -> None:
        self.path = path
        self.expected = expected
        self.got = shorten(got)
        super().__init__(f"{path or 'the document'}: expected {expected}, got {self.got}")


def shorten(value: object, most: int = 80) -> str:
    """A value as one short printable line; payloads never go into messages whole."""
    text = value if isinstance(value, str) else repr(value)
    printable = text if text.isprintable() else text.encode("unicode_escape").decode()
    return printable if len(printable) <= most else printable[: most - 1] + "…"
