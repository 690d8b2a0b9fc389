"""What the sync knows of licences, of many at once."""

from collections.abc import Sequence

from project.ge_sync.models import SyncedLicense
from project.ge_sync.statements import statement


def synced_among(license_numbers: Sequence[str]) -> dict[str, SyncedLicense]:
    """By licence number; asked with an array, for hundreds of values in a list cost more to write than to answer."""
    found = SyncedLicense.objects.raw(statement("synced_licenses"), {"license_numbers": list(license_numbers)})
    return {one.license_number: one for one in found}
