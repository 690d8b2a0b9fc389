"""What a worker can meet at any step of its work."""

from datetime import timedelta


class NoLongerMine(Exception):  # noqa: N818  (it is news, not an error)
    """Stop here, the row has moved on without you."""


class Replaced(NoLongerMine):
    """The lease lapsed and the row went to another attempt, or was finished: nothing more may be written for it."""


class Cancelled(NoLongerMine):
    """A person asked to stop; what was finished so far is kept."""


class AskedToWait(Exception):  # noqa: N818  (it is news, not an error)
    """Whoever the work needs wants to be left alone for `wait`: nothing failed, and sooner is of no use."""

    def __init__(self, message: str, *, wait: timedelta) -> None:
        super().__init__(message)
        self.wait = wait
