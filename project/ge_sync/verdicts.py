"""How licences end that were compared: values from values."""

from collections.abc import Iterable

from project.ge_sync.comparing.compare import Compared, Comparison
from project.ge_sync.endings import NEEDS_APPROVAL, Ended, ended_by
from project.ge_sync.models import Ending


def ended(one: Compared) -> Ended:
    """A licence whose changes are written."""
    number, sha256 = one.incoming.license_number, one.incoming.sha256
    return Ended(license_number=number, outcome=one.ending, code=one.code, payload_sha256=sha256)


def not_compared(comparison: Comparison) -> list[Ended]:
    """What came too late, and what broke the contract after all."""
    late = [
        Ended(
            license_number=one.license_number,
            outcome=Ending.UNCHANGED,
            code="stale_version",
            got=str(one.version),
            payload_sha256=one.sha256,
        )
        for one in comparison.stale
    ]
    refused = [ended_by(one.license_number, e, payload_sha256=one.sha256) for one, e in comparison.refused]
    return [*late, *refused]


def held_back(endings: Iterable[Ended]) -> list[Ended]:
    """The same licences when nothing of it is written before a person has looked."""
    return [
        Ended(license_number=e.license_number, outcome=Ending.FAILED, code=NEEDS_APPROVAL, expected=e.outcome.value)
        for e in endings
    ]
