"""Rows of the licence domain for tests: what a test doesn't say is made up, and different each time."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from project.accounts.models import User
from project.allotment.models import AllotmentItems, AllotmentModel
from project.bill_of_entry.models import BillOfEntryModel, RowDetails
from project.core.models import CompanyModel, HSCodeModel, InvoiceEntity, PortModel
from project.license.models import LicenseDetailsModel, LicenseExportItemModel, LicenseImportItemsModel
from project.trade.models import LicenseTrade, TradeDirection

_numbers = count(1)


def superuser(**fields: Any) -> User:
    """Somebody who may do everything."""
    return User.objects.create_superuser(**{"username": f"superuser{next(_numbers)}"} | fields)


def company(**fields: Any) -> CompanyModel:
    """A company with an IEC of its own."""
    number = next(_numbers)
    return CompanyModel.objects.create(**{"iec": f"{number:010}", "name": f"Company {number}"} | fields)


def port(**fields: Any) -> PortModel:
    """A port with a code of its own."""
    number = next(_numbers)
    return PortModel.objects.create(**{"code": f"IN{number:04}", "name": f"Port {number}"} | fields)


def hs_code(**fields: Any) -> HSCodeModel:
    """An HS code of its own."""
    return HSCodeModel.objects.create(**{"hs_code": f"{next(_numbers):08}"} | fields)


def invoice_entity(**fields: Any) -> InvoiceEntity:
    """One of our own firms."""
    return InvoiceEntity.objects.create(**{"name": f"Firm {next(_numbers)}", "account_type": "current"} | fields)


def license(**fields: Any) -> LicenseDetailsModel:
    """A licence with a number of its own, an exporter and a port."""
    made_up = {"license_number": f"03{next(_numbers):08}", "license_date": date(2025, 11, 3)}
    relations = {name: build() for name, build in (("exporter", company), ("port", port)) if name not in fields}
    return LicenseDetailsModel.objects.create(**made_up | relations | fields)


def import_item(of: LicenseDetailsModel, serial_number: int = 1, **fields: Any) -> LicenseImportItemsModel:
    """One import item of a licence, nothing of it used."""
    amounts = {"quantity": Decimal("1000.000"), "cif_fc": Decimal("5000.00")}
    unused = {"available_quantity": Decimal("1000.000"), "available_value": Decimal("5000.00")}
    return LicenseImportItemsModel.objects.create(license=of, serial_number=serial_number, **amounts | unused | fields)


def license_with_items(items: int = 2, **fields: Any) -> LicenseDetailsModel:
    """A licence with one export item and so many import items, numbered from 1."""
    made = license(**fields)
    LicenseExportItemModel.objects.create(license=made, cif_fc=Decimal("5000.00") * items)
    for serial_number in range(1, items + 1):
        import_item(made, serial_number)
    return made


def allotment(item: LicenseImportItemsModel, **fields: Any) -> AllotmentItems:
    """What a new allotment sets aside of an import item."""
    made = AllotmentModel.objects.create(company=company(), item_name="Raw material")
    return AllotmentItems.objects.create(**{"item": item, "allotment": made, "qty": Decimal(100)} | fields)


def debit(item: LicenseImportItemsModel, **fields: Any) -> RowDetails:
    """What a new bill of entry debits from an import item."""
    if "bill_of_entry" not in fields:
        fields["bill_of_entry"] = bill_of_entry()
    return RowDetails.objects.create(
        **{"sr_number": item, "qty": Decimal("10.000"), "cif_fc": Decimal("50.00")} | fields
    )


def bill_of_entry(**fields: Any) -> BillOfEntryModel:
    """A bill of entry with a number of its own."""
    return BillOfEntryModel.objects.create(
        **{"bill_of_entry_number": f"{next(_numbers):07}", "bill_of_entry_date": date(2025, 12, 1)} | fields
    )


def purchase(**fields: Any) -> LicenseTrade:
    """A purchase between two new companies."""
    companies = {name: company() for name in ("from_company", "to_company") if name not in fields}
    return LicenseTrade.objects.create(**{"direction": TradeDirection.PURCHASE} | companies | fields)
