"""What a run wants to know of a licence: an item of a chunk."""

from typing import Any, NamedTuple


class Wanted(NamedTuple):
    """A licence number, and what the listing said of it; without `sha256` its document is still to be fetched.

    `reissued` when the number had ended, and was given out again since.
    """

    license_number: str
    sha256: str = ""
    version: int | None = None
    etag: str = ""
    reissued: bool = False

    @classmethod
    def of_json(cls, item: list[Any]) -> "Wanted":
        """An item as a chunk's row holds it."""
        return cls(*item)
