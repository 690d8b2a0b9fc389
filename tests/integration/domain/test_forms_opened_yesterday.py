"""A form saves only what was changed in it: what the sync wrote behind an open form stays."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from project.accounts.models import User
from project.core.models import CompanyModel, ItemNameModel, PortModel
from project.license.models import LicenseDetailsModel, LicenseImportItemsModel
from tests import builders
from tests.integration.domain.filled_form import FilledForm

pytestmark = pytest.mark.django_db


class OpenForm:
    """The page of a row as somebody opened it; to be sent later."""

    def __init__(self, browser: Client, row: Model) -> None:
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
        self._browser, self._address = browser, reverse(name, args=[row.pk])
        page = browser.get(self._address)
        self.values = FilledForm(page.text, form_id=f"{row._meta.model_name}_form").values

    def send(self, **changes: Any) -> None:
        """Change these values and press Save."""
        answer = self._browser.post(self._address, self.values | changes)
        assert answer.status_code == 302, answer.context["errors"]


@pytest.fixture
def license() -> LicenseDetailsModel:
    return builders.license_with_items(
        2, license_expiry_date=date(2027, 5, 17), condition_sheet="old", user_comment="old"
    )


def _sync(row: Model, **fields: Any) -> None:
    """Write to the row as the sync does, past the form."""
    type(row)._default_manager.filter(pk=row.pk).update(**fields)


def test_what_was_not_touched_in_the_form_stays_as_the_sync_wrote_it(
    browser: Client, license: LicenseDetailsModel
) -> None:
    form = OpenForm(browser, license)
    _sync(license, license_expiry_date=date(2028, 5, 17), condition_sheet="new\nlines", balance_cif=Decimal("7.50"))

    form.send(user_comment="typed")

    license.refresh_from_db()
    assert (license.license_expiry_date, license.condition_sheet) == (date(2028, 5, 17), "new\nlines")
    assert (license.balance_cif, license.user_comment) == (Decimal("7.50"), "typed")


def test_what_was_changed_in_the_form_is_saved_though_the_sync_wrote_it_too(
    browser: Client, license: LicenseDetailsModel
) -> None:
    form = OpenForm(browser, license)
    _sync(license, license_expiry_date=date(2028, 5, 17))

    form.send(license_expiry_date="2029-01-31")

    license.refresh_from_db()
    assert license.license_expiry_date == date(2029, 1, 31)


def test_what_the_server_owns_can_not_be_typed_over(browser: Client, license: LicenseDetailsModel) -> None:
    form = OpenForm(browser, license)
    form.values["license_number"] = ["0399999999"]

    form.send(user_comment="typed")

    number = license.license_number
    license.refresh_from_db()
    assert license.license_number == number


def test_a_form_in_which_nothing_was_changed_writes_nothing(browser: Client, license: LicenseDetailsModel) -> None:
    form = OpenForm(browser, license)
    _sync(license, condition_sheet="new")

    with CaptureQueriesContext(connection) as queries:
        form.send()

    written = [query["sql"] for query in queries if query["sql"].startswith("UPDATE")]
    assert [statement for statement in written if "license_" in statement] == []


def test_a_change_is_signed_and_dated(browser: Client, license: LicenseDetailsModel) -> None:
    before = license.modified_on

    OpenForm(browser, license).send(user_comment="typed")

    license.refresh_from_db()
    assert license.modified_by == User.objects.get(is_superuser=True)
    assert license.modified_on > before
    assert license.created_by is None


def test_a_row_below_keeps_what_the_sync_wrote_beside_the_change(browser: Client, license: LicenseDetailsModel) -> None:
    item = license.import_items.get(serial_number=1)
    form = OpenForm(browser, license)
    code = builders.hs_code()
    _sync(item, hs_code=code, available_quantity=Decimal(3))

    form.send(**{"import_items-0-description": "typed"})

    item.refresh_from_db()
    assert (item.description, item.hs_code, item.available_quantity) == ("typed", code, Decimal(3))


def test_a_many_to_many_field_that_was_not_touched_stays(browser: Client, license: LicenseDetailsModel) -> None:
    item = license.import_items.get(serial_number=1)
    form = OpenForm(browser, item)
    item.items.add(ItemNameModel.objects.create(name="Gelatine"))

    form.send(comment="typed")

    item.refresh_from_db()
    assert (item.comment, [name.name for name in item.items.all()]) == ("typed", ["Gelatine"])


def test_a_many_to_many_field_that_was_changed_is_saved(browser: Client, license: LicenseDetailsModel) -> None:
    item = license.import_items.get(serial_number=1)
    name = ItemNameModel.objects.create(name="Gelatine")

    OpenForm(browser, item).send(items=[name.pk])

    assert list(item.items.all()) == [name]


def test_the_rest_of_the_row_is_checked_as_it_is_now(browser: Client) -> None:
    first, second = builders.company(), builders.company()
    trade = builders.purchase(from_company=first, to_company=None)
    form = OpenForm(browser, trade)
    _sync(trade, from_company=second)

    form.send(to_company=first.pk)

    trade.refresh_from_db()
    assert (trade.from_company, trade.to_company) == (second, first)


def test_a_new_row_says_who_made_it(browser: Client) -> None:
    browser.post(reverse("admin:core_portmodel_add"), {"code": "INNSA1", "name": "Nhava Sheva"})

    user = User.objects.get(is_superuser=True)
    assert (PortModel.objects.get().created_by, PortModel.objects.get().modified_by) == (user, user)


def test_a_new_license_takes_what_only_the_server_may_change_later(browser: Client) -> None:
    page = browser.get(reverse("admin:license_licensedetailsmodel_add"))
    values = FilledForm(page.text, form_id="licensedetailsmodel_form").values

    browser.post(reverse("admin:license_licensedetailsmodel_add"), values | {"license_number": "0310837893"})

    assert LicenseDetailsModel.objects.filter(license_number="0310837893").count() == 1
    assert not LicenseImportItemsModel.objects.exists()
    assert not CompanyModel.objects.exists()


def test_the_servers_rows_are_neither_added_nor_deleted_below_a_license(
    browser: Client, license: LicenseDetailsModel
) -> None:
    form = OpenForm(browser, license)

    form.send(**{"import_items-TOTAL_FORMS": "3", "import_items-2-description": "new", "import_items-0-DELETE": "on"})

    assert license.import_items.count() == 2


def test_our_own_rows_are_added_below_a_license(browser: Client, license: LicenseDetailsModel) -> None:
    copy = SimpleUploadedFile("copy.pdf", b"%PDF-1.4")

    OpenForm(browser, license).send(
        **{"documents-TOTAL_FORMS": "1", "documents-0-type": "LICENSE COPY", "documents-0-file": copy}
    )

    assert license.documents.get().type == "LICENSE COPY"
