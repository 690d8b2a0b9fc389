"""The history of licences, read back field by field.

A licence that was wholly new is told from its document: read and compared with nothing, it comes to the very changes
that were written, so that a first load needn't write each value a second time.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from project.ge_sync.archive import Archive
from project.ge_sync.comparing.changes import line
from project.ge_sync.comparing.diff import diff
from project.ge_sync.comparing.state import LicenseState
from project.ge_sync.comparing.theirs import state_of
from project.ge_sync.contract.exact import read
from project.ge_sync.models import Change

# Few enough documents to hold at once.
_READ_AT_ONCE = 100


def told(rows: Iterable[Change]) -> Iterator[dict[str, Any]]:
    """A line per field, as the output contract writes changes, in the order of the rows."""
    left = iter(rows)
    while some := list(islice(left, _READ_AT_ONCE)):
        documents = Archive().contents(row.document_id for row in some if row.document_id)
        for row in some:
            if row.document_id:
                yield from _all_new(row.license_number, documents[row.document_id])
            else:
                yield from (line(row.license_number, row.table, row.key, row.operation, each) for each in row.fields)


def _all_new(license_number: str, canonical_bytes: bytes) -> Iterator[dict[str, Any]]:
    nothing = LicenseState(license_number=license_number, rows={})
    for change in diff(None, nothing, state_of(read(canonical_bytes).document)).changes:
        yield from change.lines()
