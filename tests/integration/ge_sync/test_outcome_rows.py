"""What the database itself refuses about the end of a licence."""

import pytest
from django.db import IntegrityError

from project.ge_sync.models import Ending, LicenseOutcome
from project.runs.models import Kind, Run

pytestmark = pytest.mark.django_db


def test_an_ending_that_nobody_knows_is_refused() -> None:
    run = Run.objects.create(kind=Kind.GE_SYNC)

    with pytest.raises(IntegrityError, match="ge_sync_known_ending"):
        LicenseOutcome.objects.create(run=run, license_number="0310837893", outcome="lost")


def test_every_known_ending_can_be_stored() -> None:
    run = Run.objects.create(kind=Kind.GE_SYNC)

    for number, ending in enumerate(Ending.values):
        LicenseOutcome.objects.create(run=run, license_number=str(number), outcome=ending)

    assert LicenseOutcome.objects.count() == len(Ending.values)
