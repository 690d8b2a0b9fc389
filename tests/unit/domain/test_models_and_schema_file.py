"""The 37 models are those of the existing License Manager, column by column."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from project.domain_migrations import DOMAIN_APPS
from tests import schema_file
from tests.schema_file import Column

CALLABLES = {"now()": timezone.now, "today()": timezone.localdate}
RULES_OVER_COLUMNS = {
    ("core_portmodel", ("name", "code")),
    ("license_licenseimportitemsmodel", ("license_id", "serial_number")),
    ("bill_of_entry_billofentrymodel", ("bill_of_entry_number", "bill_of_entry_date", "port_id")),
    ("bill_of_entry_rowdetails", ("bill_of_entry_id", "sr_number_id", "transaction_type")),
    ("allotment_allotmentitems", ("item_id", "allotment_id")),
    ("trade_licensetrade", ("from_company_id", "invoice_number")),
    ("trade_licensetrade", ("to_company_id", "invoice_number")),
}


def _models() -> list[type[models.Model]]:
    return [model for app in DOMAIN_APPS for model in apps.get_app_config(app).get_models()]


def _field(row: Column) -> Any:
    return apps.get_model(row.app, row.model)._meta.get_field(row.field)


def test_there_are_37_models_407_columns_and_4_many_to_many_tables() -> None:
    assert len(_models()) == 37
    assert sum(len(model._meta.concrete_fields) for model in _models()) == 407
    assert sum(len(model._meta.many_to_many) for model in _models()) == 4


def test_the_file_has_as_many() -> None:
    assert len({row.table for row in schema_file.read()}) == 37
    assert len(schema_file.columns()) == 407
    assert len(schema_file.many_to_many()) == 4


def test_models_tables_and_columns_are_those_of_the_file_and_no_others() -> None:
    of_models = {
        (model._meta.app_label, model._meta.db_table, model.__name__, field.name, field.column)
        for model in _models()
        for field in model._meta.concrete_fields
    }

    assert of_models == {(row.app, row.table, row.model, row.field, row.column) for row in schema_file.columns()}


@pytest.mark.parametrize("row", schema_file.columns(), ids=str)
def test_a_column_is_what_the_file_says(row: Column) -> None:
    field = _field(row)

    # A key is unique by being one; the file lists the uniques beside it.
    unique = field.unique and not field.primary_key
    assert (type(field).__name__, field.null, field.blank, unique) == (
        row.django_type,
        row.null,
        row.blank,
        row.unique,
    )
    assert field.max_length == row.max_length
    assert (getattr(field, "max_digits", None), getattr(field, "decimal_places", None)) == (
        row.max_digits,
        row.decimal_places,
    )
    assert " | ".join(f"{value}={label}" for value, label in field.flatchoices) == row.choices


@pytest.mark.parametrize("row", schema_file.columns(), ids=str)
def test_a_default_is_what_the_file_says(row: Column) -> None:
    field = _field(row)

    match row.default:
        case "auto_now" | "auto_now_add":
            assert getattr(field, row.default) is True
        case "now()" | "today()":
            assert field.default is CALLABLES[row.default]
        case "":
            assert field.default is models.NOT_PROVIDED
        case '""':
            assert field.default == ""
        case _:
            assert str(field.default) == row.default


@pytest.mark.parametrize("row", [row for row in schema_file.columns() if row.references], ids=str)
def test_a_reference_leads_where_the_file_says(row: Column) -> None:
    field = _field(row)

    assert field.related_model._meta.db_table == row.references
    assert field.remote_field.on_delete.__name__ == row.on_delete
    assert field.target_field.primary_key


@pytest.mark.parametrize("row", schema_file.many_to_many(), ids=str)
def test_a_many_to_many_field_is_what_the_file_says(row: Column) -> None:
    field = _field(row)

    assert (field.m2m_db_table(), field.related_model._meta.db_table) == (row.column, row.references)
    assert (field.null, field.blank, field.unique) == (row.null, row.blank, row.unique)


def test_the_columns_of_the_many_to_many_tables_are_those_of_the_live_database() -> None:
    tables = {
        field.m2m_db_table(): (field.m2m_column_name(), field.m2m_reverse_name())
        for model in _models()
        for field in model._meta.many_to_many
    }

    assert tables == {
        "accounts_user_groups": ("user_id", "group_id"),
        "accounts_user_user_permissions": ("user_id", "permission_id"),
        "license_licenseimportitemsmodel_items": ("licenseimportitemsmodel_id", "itemnamemodel_id"),
        "bill_of_entry_billofentrymodel_allotment": ("billofentrymodel_id", "allotmentmodel_id"),
    }


def test_the_rules_over_several_columns_are_those_of_the_design() -> None:
    rules = {
        (model._meta.db_table, tuple(model._meta.get_field(name).column for name in constraint.fields))
        for model in _models()
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    }

    assert rules == RULES_OVER_COLUMNS
