"""What a worker can meet at any step of its work; both mean: stop here, the row has moved on without you."""


class NoLongerMine(Exception):  # noqa: N818  (it is news, not an error)
    """The family of reasons to stop working on a claimed row."""


class Replaced(NoLongerMine):
    """The lease lapsed and the row went to another attempt, or was finished: nothing more may be written for it."""


class Cancelled(NoLongerMine):
    """A person asked to stop; what was finished so far is kept."""
