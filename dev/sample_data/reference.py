"""Users, companies, ports, norms, items and codes."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from django.contrib.auth.models import Group, Permission

from project.accounts.models import User
from project.core.models import (
    CompanyModel,
    HeadSIONNormsModel,
    HSCodeModel,
    InvoiceEntity,
    ItemHeadModel,
    ItemNameModel,
    NotificationNumber,
    PortModel,
    ProductDescriptionModel,
    PurchaseStatus,
    SchemeCode,
    SIONExportModel,
    SIONImportModel,
    SionNormClassModel,
    TransferLetterModel,
    UnitPriceModel,
)
from project.license.models import AlongWithModel, OfficeModel, StatusModel
from project.license.models.license import LicensePurchaseStatus, Notification, Scheme

GOODS = ("Aluminium foil", "Cardamom", "Citric acid", "Gelatine", "Juice concentrate", "Packing film", "Skimmed milk")
PORTS = (("INNSA1", "Nhava Sheva"), ("INMUN1", "Mundra"), ("INMAA1", "Chennai"), ("INBOM4", "Mumbai Air"))


@dataclass(frozen=True, kw_only=True)
class Reference:
    """What licences refer to."""

    user: User
    companies: list[CompanyModel]
    ports: list[PortModel]
    hs_codes: list[HSCodeModel]
    items: list[ItemNameModel]
    norm: SionNormClassModel
    entity: InvoiceEntity


def refer(random: Random) -> Reference:
    """Fill the tables that everything else refers to."""
    user = _user()
    _codes(user)
    hs_codes = _hs_codes(random, user)
    norm = _norm(user, hs_codes)
    head = ItemHeadModel.objects.create(name="Food", restriction_norm=norm, created_by=user, dict_key="food")
    items = [ItemNameModel(name=name, head=head, is_active=True, created_by=user) for name in GOODS]
    return Reference(
        user=user,
        companies=_companies(random, user),
        ports=PortModel.objects.bulk_create([PortModel(code=code, name=name, created_by=user) for code, name in PORTS]),
        hs_codes=hs_codes,
        items=ItemNameModel.objects.bulk_create(items),
        norm=norm,
        entity=_entity(),
    )


def _user() -> User:
    user = User.objects.create_user("sample", email="", first_name="Sample")
    user.groups.add(Group.objects.create(name="Sample licence desk"))
    user.user_permissions.add(*Permission.objects.filter(codename="view_licensedetailsmodel"))
    return user


def _codes(user: User) -> None:
    SchemeCode.objects.bulk_create([SchemeCode(code=code, label=label) for code, label in Scheme.choices])
    NotificationNumber.objects.bulk_create(
        [NotificationNumber(code=code, label=label) for code, label in Notification.choices]
    )
    PurchaseStatus.objects.bulk_create(
        [PurchaseStatus(code=code, label=label) for code, label in LicensePurchaseStatus.choices]
    )
    StatusModel.objects.bulk_create([StatusModel(name=name) for name in ("Sent", "Received")])
    OfficeModel.objects.bulk_create([OfficeModel(name=name) for name in ("DGFT Mumbai", "Customs Nhava Sheva")])
    AlongWithModel.objects.create(name="Covering letter")
    TransferLetterModel.objects.create(name="Plain letter", tl="transfer_letters/plain.docx", created_by=user)
    UnitPriceModel.objects.create(name="Gelatine", label="gelatine", unit_price=Decimal("6.50"), created_by=user)


def _hs_codes(random: Random, user: User) -> list[HSCodeModel]:
    made = HSCodeModel.objects.bulk_create(
        HSCodeModel(
            hs_code=f"{10_000_000 + 111 * number}",
            product_description=goods,
            unit_price=Decimal(random.randint(100, 90_000)) / 100,
            basic_duty="10%",
            unit="kg",
            created_by=user,
        )
        for number, goods in enumerate(GOODS)
    )
    ProductDescriptionModel.objects.bulk_create(
        ProductDescriptionModel(hs_code=code, product_description=f"{goods}, food grade", created_by=user)
        for code, goods in zip(made, GOODS, strict=True)
    )
    return made


def _norm(user: User, hs_codes: list[HSCodeModel]) -> SionNormClassModel:
    head = HeadSIONNormsModel.objects.create(name="Food products")
    norm = SionNormClassModel.objects.create(head_norm=head, norm_class="E5", description="Biscuits", created_by=user)
    SIONExportModel.objects.create(norm_class=norm, description="Biscuits", quantity=Decimal(1), unit="kg")
    SIONImportModel.objects.bulk_create(
        SIONImportModel(norm_class=norm, serial_number=number, hsn_code=code, description=goods, unit="kg")
        for number, (code, goods) in enumerate(zip(hs_codes, GOODS, strict=True), start=1)
    )
    return norm


def _companies(random: Random, user: User) -> list[CompanyModel]:
    return CompanyModel.objects.bulk_create(
        CompanyModel(
            iec=f"{random.randint(0, 99):02}{88_000_000 + number}",
            name=f"Sample Exports {number}",
            pan=f"AAACS{number:04}K",
            created_by=user,
            account_type="CURRENT",
        )
        for number in range(40)
    )


def _entity() -> InvoiceEntity:
    return InvoiceEntity.objects.create(
        name="Sample Trading",
        address_line_1="1 Harbour Road, Mumbai",
        pan_number="AAACT1234K",
        gst_number="27AAACT1234K1Z5",
        bank_account_number="000111222333",
        bank_name="Sample Bank",
        ifsc_code="SMPL0000001",
        account_type="current",
    )
