"""The one table of fields is whole: every document field and every column of a written table is in it once."""

from collections.abc import Iterator

import pytest
from django.apps import apps

from project.ge_sync.comparing.fields import Owner, Table
from project.ge_sync.comparing.mapping import NOT_STORED, TABLES
from project.ge_sync.contract.shape import LICENSE, Object


def _paths(shape: Object, prefix: str = "") -> Iterator[str]:
    for name, field in shape.fields.items():
        if isinstance(field, Object):
            yield from _paths(field, f"{prefix}{name}.")
        else:
            yield prefix + name


def _mapped_paths() -> set[str]:
    return {
        f"{table.listed_in}.{field.path}" if table.listed_in else field.path
        for table in TABLES
        for field in table.fields
        if field.path
    }


def test_every_field_of_the_contract_is_mapped_or_left_out_for_a_reason() -> None:
    # Only reported_owner and original_owner share a shape; the exporter has no validity.
    in_contract = set(_paths(LICENSE))

    assert in_contract - _mapped_paths() - NOT_STORED.keys() == set()


def test_the_mapping_names_no_field_that_the_contract_lacks() -> None:
    assert (_mapped_paths() | NOT_STORED.keys()) - set(_paths(LICENSE)) == set()


def test_no_field_is_both_mapped_and_left_out() -> None:
    assert _mapped_paths() & NOT_STORED.keys() == set()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_of_a_written_table_has_exactly_one_owner(table: Table) -> None:
    model = apps.get_model(table.model)
    columns = {field.name for field in (*model._meta.local_fields, *model._meta.local_many_to_many)} - {"license"}
    mapped = [field.column for field in table.fields if not field.is_fact]

    assert model._meta.db_table == table.name
    assert sorted([*mapped, *table.local]) == sorted(columns)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_fact_has_the_name_of_a_column(table: Table) -> None:
    columns = {field.name for field in apps.get_model(table.model)._meta.local_fields}

    assert {field.column for field in table.fields if field.is_fact} & columns == set()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_field_without_null_in_the_database_has_an_empty_value(table: Table) -> None:
    model = apps.get_model(table.model)
    nullable = {
        field.column
        for field in table.fields
        if field.owner in (Owner.SERVER, Owner.SHARED)
        and not field.is_fact
        and not model._meta.get_field(field.column).null
        and field.empty is None
    }

    # The contract never lets these be null.
    assert nullable <= {"scheme_code", "transfer_status"}


def test_what_a_person_here_writes_is_never_the_servers() -> None:
    local = {f"{table.name}.{column}" for table in TABLES for column in table.local}

    assert {
        "license_licensedetailsmodel.purchase_status",
        "license_licensedetailsmodel.ge_file_number",
        "license_licensedetailsmodel.user_comment",
        "license_licensedetailsmodel.user_restrictions",
        "license_licensedetailsmodel.billing_amount",
        "license_licenseimportitemsmodel.is_restricted",
        "license_licenseimportitemsmodel.comment",
        "license_licenseimportitemsmodel.items",
        "bill_of_entry_billofentrymodel.comments",
        "bill_of_entry_billofentrymodel.allotment",
    } <= local


def test_the_shared_fields_are_those_of_the_design() -> None:
    shared = {f"{t.name}.{f.column}" for t in TABLES for f in t.fields if f.owner is Owner.SHARED}

    assert shared == {
        "license_licensedetailsmodel.license_expiry_date",
        "license_licensedetailsmodel.condition_sheet",
        "license_licenseexportitemmodel.description",
        "license_licenseimportitemsmodel.hs_code",
        "license_licenseimportitemsmodel.description",
    }
