"""Questions about many licences."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

if TYPE_CHECKING:
    from project.license.models import LicenseDetailsModel  # noqa: F401  (named in a type argument below)


class LicenseQuerySet(QuerySet["LicenseDetailsModel"]):
    """Licences, in the words of the trade."""

    def expiring(self, today: date, *, within_days: int) -> Self:
        """Valid today, and no longer after so many days."""
        return self.filter(license_expiry_date__range=(today, today + timedelta(days=within_days)))

    def expired(self, today: date) -> Self:
        """No longer valid today, whatever the stored flag says."""
        return self.filter(license_expiry_date__lt=today)

    def overdrawn(self) -> Self:
        """More was debited than was granted."""
        return self.filter(balance_cif__lt=0)
