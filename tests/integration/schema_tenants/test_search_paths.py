"""A role whose search path leads through a tenant's schema to the shared one."""

from tests.integration.schema_tenants.tenants import Tenants


def _places(report: dict[str, list[dict[str, str]]]) -> list[tuple[str, str]]:
    return [(one["code"], one["table"] or one["object"]) for one in report["findings"]]


def test_shared_tables_and_those_of_the_tenant_are_the_whole(tenants: Tenants) -> None:
    report = tenants.along("tenant_a", "public")

    assert report["findings"] == []
    assert report["stats"]["tables_expected"] == len(
        ["region", "customer", "tag", "item", "item_tags", "contenttypes", "migrations"]
    )


def test_a_table_that_the_tenant_lost_is_missed_though_the_next_schema_has_one_too(tenants: Tenants) -> None:
    tenants.run("CREATE SCHEMA full_copy")
    for table in ("store_tag", "store_item", "store_item_tags"):
        tenants.run(f"CREATE TABLE full_copy.{table} (LIKE tenant_a.{table} INCLUDING ALL)")
    tenants.run("DROP TABLE tenant_a.store_item_tags")

    report = tenants.along("tenant_a", "full_copy", "public")

    assert _places(report) == [("missing_table", "store_item_tags")]
    assert report["findings"][0]["fix_sql"][0].startswith('CREATE TABLE "tenant_a"."store_item_tags"')


def test_a_table_that_lies_further_along_the_path_is_found(tenants: Tenants) -> None:
    tenants.run("ALTER TABLE tenant_a.store_item_tags SET SCHEMA public")

    assert tenants.along("tenant_a", "public")["findings"] == []


def test_a_shared_table_that_is_gone_is_made_where_the_others_of_its_app_lie(tenants: Tenants) -> None:
    tenants.run("DROP TABLE public.registry_region CASCADE")

    report = tenants.along("tenant_a", "public")

    assert _places(report) == [("missing_table", "registry_region")]
    [missing] = report["findings"]
    assert missing["fix_sql"][0].startswith('CREATE TABLE "public"."registry_region"')


def test_a_stray_copy_hides_the_real_table(tenants: Tenants) -> None:
    tenants.run("CREATE TABLE tenant_a.registry_region (id bigint)")

    assert _places(tenants.along("tenant_a", "public")) == [("table_in_other_schema", "registry_region")]


def test_a_table_in_a_schema_that_is_no_tenant_is_moved_back(tenants: Tenants) -> None:
    tenants.run("CREATE SCHEMA attic;\nALTER TABLE tenant_a.store_tag SET SCHEMA attic")

    [moved] = tenants.along("tenant_a", "public")["findings"]

    assert (moved["code"], moved["fix_sql"]) == (
        "table_in_other_schema",
        ['ALTER TABLE "attic"."store_tag" SET SCHEMA "tenant_a"'],
    )


def test_statements_name_the_schema_where_a_plain_session_would_not_find_the_table(tenants: Tenants) -> None:
    tenants.run("DROP INDEX tenant_a.item_by_price")

    [missing] = tenants.along("tenant_a", "public")["findings"]
    for statement in missing["fix_sql"]:
        tenants.execute(statement)

    assert missing["table"] == "store_item"
    assert tenants.along("tenant_a", "public")["findings"] == []
