"""The server's word on one licence, read: a state to compare, or the reason why there is none. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from project.ge_sync.comparing.state import LicenseState, Rank, Row
from project.ge_sync.comparing.theirs import bill_rows_of, bills_in, company_names, states_of
from project.ge_sync.contract.exact import Exact, Read, read_each
from project.ge_sync.errors import ContractViolation
from project.ge_sync.wanted import Wanted

# Enough that what is done once for all of them costs little, and few enough for the processor's cache.
_READ_AT_ONCE = 25


class Together:
    """Documents that were read together: rows are made of all of them in one go, most once somebody asks for some.

    `bill_rows` are those of bills of entry, by licence number and key: all that are written need them.
    """

    def __init__(self, documents: Sequence[Exact]) -> None:
        self._documents = documents
        numbers = (document.license_number for document in documents)
        self.bill_rows: Mapping[str, Mapping[str, Row]] = dict(zip(numbers, bill_rows_of(documents), strict=True))

    @cached_property
    def states(self) -> Mapping[str, LicenseState]:
        """By licence number."""
        return {state.license_number: state for state in states_of(self._documents)}


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """What a document says that keeps the contract, with what the archive knows it by.

    `names` are those of the companies it names, by IEC; `bills` the keys of the bills of entry that it lists, row by
    row of the list, empty for a credit. `reissued` when the listing told that the number ended, and was given out
    again.
    """

    license_number: str
    version: int
    updated_at: datetime
    sha256: str
    etag: str
    document: Exact
    together: Together
    names: Mapping[str, str] = field(default_factory=dict)
    bills: Sequence[str] = ()
    warnings: Mapping[str, int] = field(default_factory=dict)
    unknown_fields: tuple[str, ...] = ()
    reissued: bool = False

    @property
    def state(self) -> LicenseState:
        """The rows that it speaks of; a licence that we have no row of is written without them."""
        return self.together.states[self.license_number]

    @property
    def bill_rows(self) -> Mapping[str, Row]:
        """The rows of these bills of entry by key."""
        return self.together.bill_rows[self.license_number]

    @property
    def rank(self) -> Rank:
        """Which of several documents has the word on what they share."""
        return self.updated_at, self.license_number


def read_documents(
    wanted: Sequence[Wanted], contents: Mapping[str, bytes]
) -> tuple[list[Incoming], list[tuple[Wanted, ContractViolation]]]:
    """Read the answers to questions about licences, by key; and why those that can't be read are no such answers."""
    made: list[Incoming] = []
    refused: list[tuple[Wanted, ContractViolation]] = []
    for start in range(0, len(wanted), _READ_AT_ONCE):
        some, why = _read_some(wanted[start : start + _READ_AT_ONCE], contents)
        made += some
        refused += why
    return made, refused


def _read_some(
    wanted: Sequence[Wanted], contents: Mapping[str, bytes]
) -> tuple[list[Incoming], list[tuple[Wanted, ContractViolation]]]:
    kept: list[tuple[Wanted, Read]] = []
    refused: list[tuple[Wanted, ContractViolation]] = []
    for one, said in zip(wanted, read_each([contents[one.sha256] for one in wanted]), strict=True):
        if isinstance(said, ContractViolation):
            refused.append((one, said))
        elif (number := said.document.license_number) != one.license_number:
            refused.append((one, ContractViolation(path="license_number", expected=one.license_number, got=number)))
        else:
            kept.append((one, said))
    together = Together([said.document for _, said in kept])
    return [_incoming(one, said, together) for one, said in kept], refused


def _incoming(one: Wanted, said: Read, together: Together) -> Incoming:
    return Incoming(
        license_number=one.license_number,
        version=said.document.version,
        updated_at=said.document.updated_at,
        sha256=one.sha256,
        etag=one.etag,
        document=said.document,
        together=together,
        names=company_names(said.document),
        bills=bills_in(said.document),
        warnings=said.warnings,
        unknown_fields=said.unknown_fields,
        reissued=one.reissued,
    )
