"""Reference data."""

from project.core.models.code import NotificationNumber, PurchaseStatus, SchemeCode
from project.core.models.company import CompanyModel, InvoiceEntity
from project.core.models.hs_code import HSCodeModel, ProductDescriptionModel
from project.core.models.item import ItemHeadModel, ItemNameModel, UnitPriceModel
from project.core.models.norm import HeadSIONNormsModel, SIONExportModel, SIONImportModel, SionNormClassModel
from project.core.models.port import PortModel
from project.core.models.transfer_letter import TransferLetterModel

__all__ = [
    "CompanyModel",
    "HSCodeModel",
    "HeadSIONNormsModel",
    "InvoiceEntity",
    "ItemHeadModel",
    "ItemNameModel",
    "NotificationNumber",
    "PortModel",
    "ProductDescriptionModel",
    "PurchaseStatus",
    "SIONExportModel",
    "SIONImportModel",
    "SchemeCode",
    "SionNormClassModel",
    "TransferLetterModel",
    "UnitPriceModel",
]
