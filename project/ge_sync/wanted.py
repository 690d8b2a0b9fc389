"""What a run wants to know of a licence: an item of a chunk."""

from typing import Any, NamedTuple

# Licences that one task fetches, compares and writes in one transaction.
CHUNK_SIZE = 100


class Wanted(NamedTuple):
    """A licence number, and what the listing said of it; without `sha256` its document is still to be fetched."""

    license_number: str
    sha256: str = ""
    version: int | None = None
    etag: str = ""

    @classmethod
    def of_json(cls, item: list[Any]) -> "Wanted":
        """An item as a chunk's row holds it."""
        return cls(*item)
