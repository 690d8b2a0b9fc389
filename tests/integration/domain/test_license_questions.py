"""Questions about many licences."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from project.license.models import LicenseDetailsModel
from tests import builders

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(("days", "expiring", "expired"), [(-1, 0, 1), (0, 1, 0), (30, 1, 0), (31, 0, 0)])
def test_a_license_expires_within_thirty_days_counting_both_ends(days: int, expiring: int, expired: int) -> None:
    builders.license(license_expiry_date=TODAY + timedelta(days=days))

    assert LicenseDetailsModel.objects.expiring(TODAY, within_days=30).count() == expiring
    assert LicenseDetailsModel.objects.expired(TODAY).count() == expired


def test_a_license_without_an_expiry_date_is_neither() -> None:
    builders.license(license_expiry_date=None)

    assert not LicenseDetailsModel.objects.expiring(TODAY, within_days=30).exists()
    assert not LicenseDetailsModel.objects.expired(TODAY).exists()


def test_a_balance_below_zero_is_overdrawn_and_zero_is_not() -> None:
    overdrawn = builders.license(balance_cif=Decimal("-0.01"))
    builders.license(balance_cif=Decimal(0))

    assert list(LicenseDetailsModel.objects.overdrawn()) == [overdrawn]
