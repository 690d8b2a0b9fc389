"""Allotments for goods on their way, and the bills of entry of those that came."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from dev.sample_data.licenses import FIRST_DAY
from dev.sample_data.reference import Reference
from project.allotment.models import AllotmentItems, AllotmentModel
from project.bill_of_entry.models import BillOfEntryModel, RowDetails
from project.license.models import LicenseImportItemsModel


def allot(random: Random, reference: Reference, items: list[LicenseImportItemsModel]) -> list[AllotmentModel]:
    """One allotment per import item."""
    allotments = AllotmentModel.objects.bulk_create(
        AllotmentModel(
            company=random.choice(reference.companies),
            port=random.choice(reference.ports),
            required_quantity=Decimal(1_000),
            unit_value_per_unit=Decimal("0.5"),
            cif_fc=Decimal(500),
            item_name=item.description or "",
            estimated_arrival_date=FIRST_DAY + timedelta(days=random.randrange(800)),
            is_allotted=True,
            created_by=reference.user,
        )
        for item in items
    )
    AllotmentItems.objects.bulk_create(
        AllotmentItems(
            item=item, allotment=allotment, qty=Decimal(1_000), cif_fc=Decimal(500), created_by=reference.user
        )
        for item, allotment in zip(items, allotments, strict=True)
    )
    return allotments


def declare(
    random: Random, reference: Reference, items: list[LicenseImportItemsModel], allotments: list[AllotmentModel]
) -> list[BillOfEntryModel]:
    """One bill of entry per import item."""
    bills_of_entry = BillOfEntryModel.objects.bulk_create(
        BillOfEntryModel(
            company=allotment.company,
            bill_of_entry_number=f"{5_000_000 + number}",
            bill_of_entry_date=FIRST_DAY + timedelta(days=random.randrange(800)),
            port=allotment.port,
            exchange_rate=Decimal("84.5000"),
            product_name=allotment.item_name,
            created_by=reference.user,
        )
        for number, allotment in enumerate(allotments)
    )
    RowDetails.objects.bulk_create(
        RowDetails(
            bill_of_entry=bill, sr_number=item, qty=Decimal(2_000), cif_fc=Decimal(1_000), cif_inr=Decimal(84_500)
        )
        for bill, item in zip(bills_of_entry, items, strict=True)
    )
    links = BillOfEntryModel.allotment.through
    links.objects.bulk_create(
        links(billofentrymodel_id=bill.pk, allotmentmodel_id=allotment.pk)
        for bill, allotment in zip(bills_of_entry, allotments, strict=True)
    )
    return bills_of_entry
