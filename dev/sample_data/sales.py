"""Invoices and trades for what licences were debited."""

from decimal import Decimal
from random import Random

from dev.sample_data.reference import Reference
from project.bill_of_entry.models import BillOfEntryModel
from project.license.models import Invoice, InvoiceItem, LicenseImportItemsModel
from project.trade.models import LicenseTrade, LicenseTradeLine, LicenseTradePayment, TradeDirection

RATE_INR_PER_KG = Decimal("1.25")
SOLD_KG = Decimal(2_000)


def invoice(
    random: Random,
    reference: Reference,
    items: list[LicenseImportItemsModel],
    bills_of_entry: list[BillOfEntryModel],
) -> None:
    """One invoice per bill of entry."""
    amount = SOLD_KG * RATE_INR_PER_KG
    invoices = Invoice.objects.bulk_create(
        Invoice(
            bills_of_entry=bill,
            from_entity=reference.entity,
            to_company_name=random.choice(reference.companies).name or "",
            to_company_address_line_1="2 Harbour Road, Mumbai",
            invoice_number=f"ST/{number:06}",
            billing_mode="kg",
            total_qty=SOLD_KG,
            total_amount=amount,
        )
        for number, bill in enumerate(bills_of_entry)
    )
    InvoiceItem.objects.bulk_create(
        InvoiceItem(
            invoice=made,
            sr_number=item,
            license_no=item.license.license_number,
            qty=SOLD_KG,
            rate=RATE_INR_PER_KG,
            amount=amount,
        )
        for made, item in zip(invoices, items, strict=True)
    )


def trade(
    random: Random,
    reference: Reference,
    items: list[LicenseImportItemsModel],
    bills_of_entry: list[BillOfEntryModel],
) -> None:
    """One sale per bill of entry, paid in full."""
    amount = SOLD_KG * RATE_INR_PER_KG
    trades = LicenseTrade.objects.bulk_create(
        _sale(random, reference, bill, number, amount) for number, bill in enumerate(bills_of_entry)
    )
    LicenseTradeLine.objects.bulk_create(
        LicenseTradeLine(trade=sale, sr_number=item, qty_kg=SOLD_KG, rate_inr_per_kg=RATE_INR_PER_KG, amount_inr=amount)
        for sale, item in zip(trades, items, strict=True)
    )
    LicenseTradePayment.objects.bulk_create(LicenseTradePayment(trade=sale, amount=amount) for sale in trades)


def _sale(random: Random, reference: Reference, bill: BillOfEntryModel, number: int, amount: Decimal) -> LicenseTrade:
    seller, buyer = random.sample(reference.companies, 2)
    return LicenseTrade(
        direction=TradeDirection.SALE,
        boe=bill,
        from_company=seller,
        to_company=buyer,
        invoice_number=f"LT/{number:06}",
        invoice_date=bill.bill_of_entry_date,
        subtotal_amount=amount,
        total_amount=amount,
    )
