"""The server's word on one licence, read: a state to compare, or the reason why there is none. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from project.ge_sync.comparing.state import LicenseState, Rank
from project.ge_sync.comparing.theirs import company_names, state_of
from project.ge_sync.contract.exact import read
from project.ge_sync.errors import ContractViolation


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What a document says that keeps the contract, with what the archive knows it by.

    `reissued` when the listing told that the number ended, and was given out again.
    """

    license_number: str
    version: int
    updated_at: datetime
    sha256: str
    etag: str
    canonical_bytes: bytes
    state: LicenseState
    names: Mapping[str, str]
    warnings: Mapping[str, int] = field(default_factory=dict)
    unknown_fields: tuple[str, ...] = ()
    reissued: bool = False

    @property
    def rank(self) -> Rank:
        """Which of several documents has the word on what they share."""
        return self.updated_at, self.license_number


def read_document(
    license_number: str, canonical_bytes: bytes, *, sha256: str, etag: str, reissued: bool = False
) -> Incoming:
    """Read the answer to a question about one licence; ContractViolation where it isn't a document of it."""
    said = read(canonical_bytes)
    document = said.document
    if document.license_number != license_number:
        raise ContractViolation(path="license_number", expected=license_number, got=document.license_number)
    return Incoming(
        license_number=license_number,
        version=document.version,
        updated_at=document.updated_at,
        sha256=sha256,
        etag=etag,
        canonical_bytes=canonical_bytes,
        state=state_of(document),
        names=company_names(document),
        warnings=said.warnings,
        unknown_fields=said.unknown_fields,
        reissued=reissued,
    )
