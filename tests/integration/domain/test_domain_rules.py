"""What the database refuses, and what it takes beside it."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from project.accounts.models import User
from project.core.models import PortModel
from project.trade.models import LicenseTrade, TradeDirection
from tests import builders

pytestmark = pytest.mark.django_db


def _refused(constraint: str) -> Any:
    return pytest.raises(IntegrityError, match=constraint)


def test_a_trade_of_a_company_with_itself_is_refused() -> None:
    company = builders.company()

    with _refused("trade_buyer_and_seller_differ"), transaction.atomic():
        builders.purchase(from_company=company, to_company=company)


def test_a_trade_between_two_companies_or_with_nobody_yet_is_taken() -> None:
    builders.purchase()
    builders.purchase(from_company=None, to_company=None)

    assert LicenseTrade.objects.count() == 2


def test_the_form_says_in_words_that_buyer_and_seller_are_the_same() -> None:
    company = builders.company()

    with pytest.raises(ValidationError, match="Buyer and seller are the same company"):
        LicenseTrade(direction=TradeDirection.SALE, from_company=company, to_company=company).full_clean()


def test_a_sellers_invoice_number_on_two_purchases_is_refused() -> None:
    first = builders.purchase(invoice_number="P-1")

    with _refused("unique_purchase_invoice_number"), transaction.atomic():
        builders.purchase(invoice_number="P-1", from_company=first.from_company)


@pytest.mark.parametrize("changes", [{"invoice_number": ""}, {"direction": TradeDirection.SALE}])
def test_a_sellers_blank_numbers_and_sales_are_taken(changes: dict[str, str]) -> None:
    given: dict[str, Any] = {"invoice_number": "P-1", "from_company": builders.company()} | changes
    builders.purchase(**given)

    builders.purchase(**given)

    assert LicenseTrade.objects.filter(from_company=given["from_company"]).count() == 2


def test_a_buyers_invoice_number_on_two_sales_is_refused() -> None:
    first = builders.purchase(direction=TradeDirection.SALE, invoice_number="S-1")

    with _refused("unique_sale_invoice_number"), transaction.atomic():
        builders.purchase(direction=TradeDirection.SALE, invoice_number="S-1", to_company=first.to_company)


def test_a_serial_number_twice_in_a_license_is_refused() -> None:
    license = builders.license_with_items(2)

    with _refused("unique_import_item_serial_number"), transaction.atomic():
        builders.import_item(license, 2)


def test_a_serial_number_in_two_licenses_is_taken() -> None:
    assert builders.license_with_items(2).import_items.count() == 2
    assert builders.license_with_items(2).import_items.count() == 2


def test_a_bill_of_entry_twice_at_a_port_and_day_is_refused() -> None:
    bill = builders.bill_of_entry(port=builders.port())

    with _refused("unique_bill_of_entry_at_port"), transaction.atomic():
        builders.bill_of_entry(bill_of_entry_number=bill.bill_of_entry_number, port=bill.port)


def test_the_same_number_another_day_or_at_another_port_is_taken() -> None:
    bill = builders.bill_of_entry(port=builders.port())

    builders.bill_of_entry(bill_of_entry_number=bill.bill_of_entry_number, port=builders.port())
    builders.bill_of_entry(
        bill_of_entry_number=bill.bill_of_entry_number, port=bill.port, bill_of_entry_date=date(2026, 1, 5)
    )

    assert type(bill).objects.filter(bill_of_entry_number=bill.bill_of_entry_number).count() == 3


def test_a_second_debit_of_an_item_on_a_bill_is_refused_and_a_credit_is_taken() -> None:
    item = builders.import_item(builders.license())
    debit = builders.debit(item)
    builders.debit(item, bill_of_entry=debit.bill_of_entry, transaction_type="C")

    with _refused("unique_bill_of_entry_row"), transaction.atomic():
        builders.debit(item, bill_of_entry=debit.bill_of_entry)


def test_an_item_twice_in_an_allotment_is_refused() -> None:
    allotted = builders.allotment(builders.import_item(builders.license()))

    with _refused("unique_allotment_item"), transaction.atomic():
        builders.allotment(allotted.item, allotment=allotted.allotment)


def test_a_port_with_a_known_name_and_another_code_is_taken() -> None:
    port = builders.port()

    builders.port(name=port.name)

    assert PortModel.objects.filter(name=port.name).count() == 2


def test_two_users_without_an_e_mail_are_taken() -> None:
    made = [User.objects.create_user(name, email="") for name in ("one", "two")]

    assert [user.email for user in made] == [None, None]


def test_two_users_with_one_e_mail_are_refused() -> None:
    User.objects.create_user("one", email="desk@example.com")

    with _refused("email"), transaction.atomic():
        User.objects.create_user("two", email="desk@example.com")
