"""The licences, what they allow, and what happens to them."""

from project.license.models.invoice import Invoice, InvoiceItem
from project.license.models.item import LicenseExportItemModel, LicenseImportItemsModel
from project.license.models.license import LicenseDetailsModel, LicenseDocumentModel
from project.license.models.movement import (
    AlongWithModel,
    DateModel,
    LicenseInwardOutwardModel,
    OfficeModel,
    StatusModel,
)
from project.license.models.purchase import LicensePurchase
from project.license.models.transfer import LicenseTransferModel

__all__ = [
    "AlongWithModel",
    "DateModel",
    "Invoice",
    "InvoiceItem",
    "LicenseDetailsModel",
    "LicenseDocumentModel",
    "LicenseExportItemModel",
    "LicenseImportItemsModel",
    "LicenseInwardOutwardModel",
    "LicensePurchase",
    "LicenseTransferModel",
    "OfficeModel",
    "StatusModel",
]
