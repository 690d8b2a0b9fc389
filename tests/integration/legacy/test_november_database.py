"""What the database of November 2025 holds, counted."""

import json
from typing import Any

import pytest

from tests.integration.legacy.conftest import OldDatabase

MISSING = [
    "core_invoiceentity",
    "core_notificationnumber",
    "core_purchasestatus",
    "core_schemecode",
    "license_invoice",
    "license_invoiceitem",
    "license_licensepurchase",
    "trade_licensetrade",
    "trade_licensetradeline",
    "trade_licensetradepayment",
]

ROWS = {
    "accounts_user": 25,
    "accounts_user_groups": 24,
    "accounts_user_user_permissions": 4,
    "allotment_allotmentitems": 640,
    "allotment_allotmentmodel": 640,
    "auth_group": 3,
    "auth_group_permissions": 132,
    "auth_permission": 128,
    "auth_user": 12,
    "auth_user_groups": 12,
    "authtoken_token": 6,
    "bill_of_entry_billofentrymodel": 520,
    "bill_of_entry_billofentrymodel_allotment": 520,
    "bill_of_entry_rowdetails": 540,
    "captcha_captchastore": 75,
    "core_companymodel": 60,
    "core_companymodel_backup": 45,
    "core_headsionnormsmodel": 6,
    "core_hscodemodel": 40,
    "core_itemgroup": 9,
    "core_itemheadmodel": 8,
    "core_itemnamemodel": 32,
    "core_portmodel": 12,
    "core_productdescriptionmodel": 40,
    "core_sionexportmodel": 15,
    "core_sionimportmodel": 60,
    "core_sionnormclassmodel": 15,
    "core_transferlettermodel": 3,
    "core_unitpricemodel": 10,
    "django_admin_log": 200,
    "django_content_type": 32,
    "django_migrations": 43,
    "django_q_schedule": 2,
    "django_q_task": 250,
    "django_session": 30,
    "django_site": 1,
    "easy_thumbnails_source": 20,
    "easy_thumbnails_thumbnail": 20,
    "ledger_ledgerentry": 400,
    "ledger_ledgerupload": 15,
    "license_alongwithmodel": 3,
    "license_datemodel": 60,
    "license_licensedetailsmodel": 320,
    "license_licensedetailsmodel_backup": 200,
    "license_licensedocumentmodel": 320,
    "license_licenseexportitemmodel": 320,
    "license_licenseimport_2023": 300,
    "license_licenseimportitemsmodel": 960,
    "license_licenseimportitemsmodel_items": 960,
    "license_licenseinwardoutwardmodel": 480,
    "license_licensetransfermodel": 240,
    "license_officemodel": 4,
    "license_statusmodel": 3,
    "temp_dgft_import": 0,
    "token_blacklist_outstandingtoken": 140,
}


@pytest.fixture(scope="module")
def inventory(november: OldDatabase) -> dict[str, Any]:
    """The inventory that `python -m dev.legacy.inventory` prints."""
    counted = november.run("-m", "dev.legacy.inventory")
    assert counted.returncode == 0, counted.stderr
    return dict(json.loads(counted.stdout))


def test_it_has_55_tables_in_four_groups(november: OldDatabase, inventory: dict[str, Any]) -> None:
    assert november.value("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 55
    assert [len(inventory[group]) for group in ("models", "many_to_many", "django", "leftovers")] == [27, 4, 7, 17]


def test_ten_tables_of_models_are_missing(inventory: dict[str, Any]) -> None:
    assert inventory["missing"] == MISSING


def test_the_service_was_never_there(inventory: dict[str, Any]) -> None:
    assert inventory["service"] == []
    assert {"runs_run", "reports_finding"} <= set(inventory["service_missing"])


def test_25_of_37_migrations_are_applied(inventory: dict[str, Any]) -> None:
    assert (len(inventory["applied"]), len(inventory["pending"])) == (25, 12)


def test_seven_columns_refuse_null_against_their_models(inventory: dict[str, Any]) -> None:
    assert inventory["surplus_not_null"] == [
        "accounts_user.email",
        "allotment_allotmentmodel.exchange_rate",
        "bill_of_entry_billofentrymodel.bill_of_entry_date",
        "core_companymodel.name",
        "license_licensedetailsmodel.file_number",
        "license_licensedetailsmodel.fob",
        "license_licenseimportitemsmodel.description",
    ]


def test_the_user_key_alone_stayed_an_integer_with_its_sequence(november: OldDatabase) -> None:
    types = november.rows(
        "SELECT table_name, data_type FROM information_schema.columns WHERE table_schema = 'public' "
        "AND (table_name, column_name) IN (('accounts_user', 'id'), ('core_companymodel', 'created_by_id'), "
        "('accounts_user_groups', 'user_id'), ('django_admin_log', 'user_id')) ORDER BY 1"
    )

    assert dict(types) == {
        "accounts_user": "integer",
        "accounts_user_groups": "bigint",
        "core_companymodel": "bigint",
        "django_admin_log": "bigint",
    }
    assert november.value("SELECT data_type::text FROM pg_sequences WHERE sequencename = 'accounts_user_id_seq'") == (
        "integer"
    )


def test_the_migration_that_widens_the_key_is_recorded(inventory: dict[str, Any]) -> None:
    assert "accounts.0002_big_user_keys" in inventory["applied"]


def test_the_orphaned_column_has_values_of_its_own(november: OldDatabase) -> None:
    rows = november.rows(
        "SELECT count(*), count(is_restrict), count(*) FILTER (WHERE is_restrict <> is_restricted) "
        "FROM license_licenseimportitemsmodel"
    )

    assert rows == [(960, 192, 72)]


def test_leftovers_hold_on_to_live_tables(november: OldDatabase, inventory: dict[str, Any]) -> None:
    held = november.rows(
        "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
    )

    assert {(table, target) for table, target in held if table in inventory["leftovers"]} >= {
        ("auth_user_groups", "auth_group"),
        ("authtoken_token", "accounts_user"),
        ("ledger_ledgerentry", "license_licensedetailsmodel"),
        ("ledger_ledgerupload", "accounts_user"),
        ("token_blacklist_outstandingtoken", "accounts_user"),
    }


def test_the_rows_of_each_table(inventory: dict[str, Any]) -> None:
    assert inventory["rows"] == ROWS


def test_what_is_left_of_a_licence_is_what_was_neither_debited_nor_allotted(november: OldDatabase) -> None:
    wrong = november.value(
        "SELECT count(*) FROM license_licenseimportitemsmodel "
        "WHERE available_quantity <> quantity - debited_quantity - allotted_quantity OR available_quantity < 0"
    )
    debited = november.value("SELECT sum(debited_value) FROM license_licenseimportitemsmodel")
    declared = november.value(
        "SELECT sum(CASE transaction_type WHEN 'D' THEN cif_fc ELSE -cif_fc END) FROM bill_of_entry_rowdetails"
    )

    assert wrong == 0
    assert debited == declared > 0


def test_a_second_build_is_refused_and_changes_nothing(november: OldDatabase, inventory: dict[str, Any]) -> None:
    again = november.run("-m", "dev.legacy.november")

    assert again.returncode == 2
    assert "has 55 tables already: point DATABASE_URL at an empty one. Nothing was changed." in again.stderr
    assert json.loads(november.run("-m", "dev.legacy.inventory").stdout) == inventory


def test_every_build_holds_the_same(empty_database: OldDatabase, inventory: dict[str, Any]) -> None:
    built = empty_database.run("-m", "dev.legacy.november")
    assert built.returncode == 0, built.stderr

    other = json.loads(empty_database.run("-m", "dev.legacy.inventory").stdout)

    assert {table for table, digest in inventory["contents"].items() if other["contents"][table] != digest} == {
        "django_migrations"  # it has the times of the build
    }
