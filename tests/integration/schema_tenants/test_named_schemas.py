"""Schemas that are asked for by name: what is theirs is checked, and each statement says whose it is."""

import pytest

from tests.integration.schema_audit.depot import Found, told
from tests.integration.schema_tenants.tenants import BOTH, Tenants

# In tenant_b only; each line is one kind of fix that has to name the schema.
DRIFTS = {
    "missing_index": ("DROP INDEX tenant_b.item_by_price", "store_item: item_by_price"),
    "missing_check": (
        "ALTER TABLE tenant_b.store_item DROP CONSTRAINT item_price_not_negative",
        "store_item: item_price_not_negative",
    ),
    "missing_unique": (
        "ALTER TABLE tenant_b.store_tag DROP CONSTRAINT store_tag_label_key",
        "store_tag: store_tag_label_key",
    ),
    "index_name": ("ALTER INDEX tenant_b.item_by_price RENAME TO by_price", "store_item: by_price"),
    "index_differs": (
        "DROP INDEX tenant_b.item_by_price;\nCREATE INDEX item_by_price ON tenant_b.store_item (price)",
        "store_item: item_by_price",
    ),
    "extra_index": ("CREATE INDEX by_kind ON tenant_b.store_item (kind)", "store_item: by_kind"),
    "column_null": ("ALTER TABLE tenant_b.store_item ALTER name DROP NOT NULL", "store_item.name"),
    "column_length": ("ALTER TABLE tenant_b.store_item ALTER name TYPE varchar(29)", "store_item.name"),
    "missing_column": ("ALTER TABLE tenant_b.store_item DROP parent_id", "store_item.parent_id"),
    "sequence_behind": ("SELECT setval('tenant_b.store_item_id_seq', 2)", "store_item.id: store_item_id_seq"),
    "missing_table": ("DROP TABLE tenant_b.store_item_tags", "store_item_tags"),
    "function_differs": (
        "CREATE OR REPLACE FUNCTION tenant_b.item_touch() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN NEW; END $$",
        "item_touch()",
    ),
    "trigger_differs": ("DROP TRIGGER item_is_touched ON tenant_b.store_item", "store_item: item_is_touched"),
    "enum_differs": (
        "CREATE TYPE tenant_b.only AS ENUM ('whole');\n"
        "ALTER TABLE tenant_b.store_item ALTER kind TYPE tenant_b.only USING kind::text::tenant_b.only;\n"
        "DROP TYPE tenant_b.item_kind;\nALTER TYPE tenant_b.only RENAME TO item_kind",
        "item_kind",
    ),
}


def _place(found: Found) -> str:
    return found.place


def test_equal_tenants_have_nothing_to_report(tenants: Tenants) -> None:
    report = tenants.report(schemas=BOTH)

    assert report["findings"] == []
    assert report["stats"]["schemas"] == list(BOTH)
    assert report["stats"]["tables_expected"] == 2 * len(["tag", "item", "item_tags", "contenttypes", "migrations"])


def test_the_expected_side_is_built_once_for_all(tenants: Tenants) -> None:
    tenants.run("CREATE SCHEMA tenant_c")
    tenants.report(schemas=["tenant_a"])

    assert tenants.report(schemas=["tenant_b"])["stats"]["expected_from"] == "memory"


def test_shared_tables_are_checked_where_they_lie(tenants: Tenants) -> None:
    tenants.run("ALTER TABLE public.registry_customer ALTER name DROP NOT NULL")

    assert told(tenants.found(*BOTH)) == []
    assert told(tenants.found("public", *BOTH)) == ["error column_null drift registry_customer.name"]


@pytest.mark.parametrize("code", DRIFTS)
def test_a_finding_names_its_schema_and_its_statements_mend_it_there_only(tenants: Tenants, code: str) -> None:
    drift, place = DRIFTS[code]
    tenants.run(drift)

    found = tenants.found(*BOTH)

    assert f"tenant_b.{place}" in [one.place for one in found if one.code == code]
    assert all(one.place.startswith("tenant_b.") for one in found)
    _mend(tenants, found)
    assert told(tenants.found(*BOTH)) == []


def _mend(tenants: Tenants, found: list[Found]) -> None:
    """Run every statement in a session of its own, which searches public only."""
    for one in found:
        for statement in one.fix_sql:
            tenants.execute(statement)


def test_a_missing_table_of_a_tenant_points_at_the_shared_ones(tenants: Tenants) -> None:
    tenants.run("DROP TABLE tenant_b.store_item CASCADE")

    found = tenants.found(*BOTH)
    _mend(tenants, found)

    assert "tenant_b.store_item" in [one.place for one in found]
    assert told(tenants.found(*BOTH)) == []
    assert (
        tenants.value(
            "SELECT count(*) FROM pg_constraint WHERE conrelid = 'tenant_b.store_item'::regclass"
            " AND confrelid = 'public.registry_customer'::regclass"
        )
        == 1
    )


def test_a_table_that_a_tenant_lost_is_not_found_in_another_tenant(tenants: Tenants) -> None:
    tenants.run("DROP TABLE tenant_b.store_item_tags")

    [missing] = tenants.found("tenant_b")

    assert (missing.code, missing.place) == ("missing_table", "tenant_b.store_item_tags")


def test_an_app_that_a_tenant_lost_is_missed_since_another_has_it(tenants: Tenants) -> None:
    tenants.run("DROP TABLE tenant_b.django_content_type")

    assert [one.place for one in tenants.found("tenant_b")] == ["tenant_b.django_content_type"]


def test_dangling_rows_that_point_out_of_the_schema_are_counted(tenants: Tenants) -> None:
    key = tenants.value(
        "SELECT conname FROM pg_constraint WHERE conrelid = 'tenant_b.store_item'::regclass"
        " AND confrelid = 'public.registry_customer'::regclass"
    )
    tenants.run(
        f"ALTER TABLE tenant_b.store_item DROP CONSTRAINT {key};\nUPDATE tenant_b.store_item SET customer_id = 99"
    )

    found = {one.code: one for one in tenants.found(*BOTH)}

    assert found.keys() == {"missing_foreign_key", "dangling_rows"}
    assert "5 rows" in found["missing_foreign_key"].note


def test_a_table_beside_the_models_is_told_in_its_schema_only(tenants: Tenants) -> None:
    tenants.run("CREATE TABLE tenant_b.notes (id int);\nCREATE TABLE public.notes_of_all (id int)")

    assert told(tenants.found(*BOTH)) == ["info extra_table drift tenant_b.notes"]


def test_names_with_capitals_and_signs_are_written_as_sql_reads_them(tenants: Tenants) -> None:
    tenants.run('ALTER SCHEMA tenant_b RENAME TO "Tenant-B x";\nDROP INDEX "Tenant-B x".item_by_price')

    found = tenants.found("tenant_a", "Tenant-B x")
    _mend(tenants, found)

    assert [one.place for one in found] == ["Tenant-B x.store_item: item_by_price"]
    assert told(tenants.found("tenant_a", "Tenant-B x")) == []
