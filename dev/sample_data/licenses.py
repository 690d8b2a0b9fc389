"""Licences with their items, files, movements, transfers and purchases."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from dev.sample_data.reference import GOODS, Reference
from project.license.models import (
    AlongWithModel,
    DateModel,
    LicenseDetailsModel,
    LicenseDocumentModel,
    LicenseExportItemModel,
    LicenseImportItemsModel,
    LicenseInwardOutwardModel,
    LicensePurchase,
    LicenseTransferModel,
    OfficeModel,
    StatusModel,
)

FIRST_DAY = date(2024, 4, 1)
ITEMS_PER_LICENSE = 3
RATE_INR = Decimal("84.500000")


def grant(random: Random, reference: Reference, *, count: int) -> list[LicenseImportItemsModel]:
    """Fill the tables of licences; the import items, in licence order, a fifth debited and a tenth allotted of each."""
    licenses = LicenseDetailsModel.objects.bulk_create(
        _license(random, reference, number) for number in range(1, count + 1)
    )
    items = LicenseImportItemsModel.objects.bulk_create(
        item for license in licenses for item in _import_items(random, reference, license)
    )
    _name_items(random, reference, items)
    LicenseExportItemModel.objects.bulk_create(_export_item(reference, license) for license in licenses)
    LicenseDocumentModel.objects.bulk_create(
        LicenseDocumentModel(license=license, type="LICENSE COPY", file=f"licenses/{license.license_number}.pdf")
        for license in licenses
    )
    _move(licenses)
    LicenseTransferModel.objects.bulk_create(_transfer(license) for license in licenses)
    LicensePurchase.objects.bulk_create(_purchase(reference, license) for license in licenses)
    return items


def _license(random: Random, reference: Reference, number: int) -> LicenseDetailsModel:
    granted = FIRST_DAY + timedelta(days=random.randrange(600))
    exporter, owner = random.sample(reference.companies, 2)
    return LicenseDetailsModel(
        license_number=f"03{10_000_000 + number}",
        license_date=granted,
        license_expiry_date=granted + timedelta(days=730),
        file_number=f"03AS{number:08}AM25",
        exporter=exporter,
        current_owner=owner,
        port=random.choice(reference.ports),
        registration_number=f"{2_000_000_000 + number}",
        registration_date=granted + timedelta(days=9),
        export_item="Biscuits",
        balance_cif=Decimal(12_000),
        created_by=reference.user,
        modified_by=reference.user,
    )


def _import_items(
    random: Random, reference: Reference, license: LicenseDetailsModel
) -> Iterator[LicenseImportItemsModel]:
    for serial_number in range(1, ITEMS_PER_LICENSE + 1):
        kind = random.randrange(len(GOODS))
        yield LicenseImportItemsModel(
            license=license,
            serial_number=serial_number,
            hs_code=reference.hs_codes[kind],
            description=GOODS[kind],
            quantity=Decimal(10_000),
            cif_fc=Decimal(5_000),
            cif_inr=5_000 * RATE_INR,
            debited_quantity=Decimal(2_000),
            debited_value=Decimal(1_000),
            allotted_quantity=Decimal(1_000),
            allotted_value=Decimal(500),
            available_quantity=Decimal(7_000),
            available_value=Decimal(3_500),
        )


def _name_items(random: Random, reference: Reference, items: list[LicenseImportItemsModel]) -> None:
    links = LicenseImportItemsModel.items.through
    links.objects.bulk_create(
        links(licenseimportitemsmodel_id=item.pk, itemnamemodel_id=random.choice(reference.items).pk) for item in items
    )


def _export_item(reference: Reference, license: LicenseDetailsModel) -> LicenseExportItemModel:
    return LicenseExportItemModel(
        license=license,
        description="Biscuits",
        norm_class=reference.norm,
        net_quantity=Decimal(30_000),
        cif_fc=Decimal(15_000),
        cif_inr=15_000 * RATE_INR,
        fob_fc=Decimal(18_000),
        fob_inr=18_000 * RATE_INR,
        fob_exchange_rate=RATE_INR,
        value_addition=Decimal(20),
    )


def _move(licenses: list[LicenseDetailsModel]) -> None:
    day = DateModel.objects.create(date=FIRST_DAY)
    office, status = OfficeModel.objects.earliest("pk"), StatusModel.objects.earliest("pk")
    enclosure = AlongWithModel.objects.earliest("pk")
    LicenseInwardOutwardModel.objects.bulk_create(
        LicenseInwardOutwardModel(
            date=day, license=license, office=office, status=status, along_with=enclosure, copy=True
        )
        for license in licenses
    )


def _transfer(license: LicenseDetailsModel) -> LicenseTransferModel:
    return LicenseTransferModel(
        license=license,
        transfer_date=license.license_date,
        from_company=license.exporter,
        to_company=license.current_owner,
        transfer_status="Accepted",
        cbic_status="Success",
    )


def _purchase(reference: Reference, license: LicenseDetailsModel) -> LicensePurchase:
    return LicensePurchase(
        license=license,
        purchasing_entity=license.current_owner,
        supplier=license.exporter,
        invoice_number=f"P-{license.license_number}",
        invoice_date=license.license_date,
        fob_inr=18_000 * RATE_INR,
        exchange_rate=RATE_INR,
        markup_pct=Decimal(7),
        amount_inr=18_000 * RATE_INR * 7 / 100,
        created_by=reference.user,
    )
