"""Every page of the 37 models opens, and a list asks PostgreSQL no more for fifty rows than for five."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from project.domain_migrations import DOMAIN_APPS
from project.license.models import LicenseDetailsModel, LicenseImportItemsModel
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_rows")]

MODELS = [model for app in DOMAIN_APPS for model in apps.get_app_config(app).get_models()]
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)


def _page(model: type[Model], name: str, *arguments: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=arguments)


def _queries_of_list(browser: Client, model: type[Model], rows: int, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(admin.site.get_model_admin(model), "list_per_page", rows)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = browser.get(_page(model, "changelist"))
    assert response.status_code == 200
    assert len(response.context["cl"].result_list) == min(rows, model._default_manager.count())
    return len(queries)


@each_model
def test_a_list_asks_as_much_for_fifty_rows_as_for_one(
    browser: Client, model: type[Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    of_one = _queries_of_list(browser, model, 1, monkeypatch)

    assert _queries_of_list(browser, model, 50, monkeypatch) == of_one
    assert of_one <= 12


@each_model
def test_a_list_can_be_searched(browser: Client, model: type[Model]) -> None:
    found = browser.get(_page(model, "changelist"), {"q": "no such row"})

    assert found.status_code == 200
    assert list(found.context["cl"].result_list) == []


@each_model
def test_the_page_of_a_new_row_opens(browser: Client, model: type[Model]) -> None:
    assert browser.get(_page(model, "add")).status_code == 200


@each_model
def test_the_page_of_a_row_opens(browser: Client, model: type[Model]) -> None:
    row = model._default_manager.earliest("pk")

    assert browser.get(_page(model, "change", row.pk)).status_code == 200


def test_a_form_lists_no_other_license(browser: Client) -> None:
    shown, other = LicenseDetailsModel.objects.order_by("pk")[:2]

    page = browser.get(_page(LicenseImportItemsModel, "change", shown.import_items.earliest("pk").pk))

    assert shown.license_number in page.text
    assert other.license_number not in page.text


def test_a_search_answer_for_items_asks_once_for_their_licenses(browser: Client) -> None:
    field = {"app_label": "allotment", "model_name": "allotmentitems", "field_name": "item"}
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(reverse("admin:autocomplete"), {**field, "term": "03100000"})

    assert len(answer.json()["results"]) == 20
    assert len(queries) <= 5


@pytest.mark.parametrize("standing", ["expiring", "expired", "overdrawn"])
def test_licenses_can_be_narrowed_to_a_standing(browser: Client, standing: str) -> None:
    builders.license(license_expiry_date="2020-01-01", balance_cif=-1)

    page = browser.get(_page(LicenseDetailsModel, "changelist"), {"standing": standing})

    assert page.status_code == 200
    assert page.context["cl"].result_count < LicenseDetailsModel.objects.count()
