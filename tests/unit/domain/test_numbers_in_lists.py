"""Numbers in lists are grouped by thin spaces."""

from decimal import Decimal

import pytest

from project.core.admin.numbers import THIN_SPACE, grouped, in_groups
from project.license.models import LicenseDetailsModel


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("1234567.50"), "1 234 567.50"),
        (Decimal("-1234.00"), "-1 234.00"),
        (Decimal("999.999"), "999.999"),
        (0, "0"),
        (None, "-"),
    ],
)
def test_a_number_is_written_in_groups_of_three(number: Decimal | int | None, text: str) -> None:
    assert in_groups(number) == text.replace(" ", THIN_SPACE)


def test_a_column_shows_its_field_and_sorts_by_it() -> None:
    column = grouped("balance_cif", "balance CIF")

    assert column(LicenseDetailsModel(balance_cif=Decimal("94518.99"))) == f"94{THIN_SPACE}518.99"
    assert vars(column) == {"admin_order_field": "balance_cif", "short_description": "balance CIF"}
