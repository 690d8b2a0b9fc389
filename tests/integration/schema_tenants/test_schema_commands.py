"""`--schema` of both commands: asked for, refused, mended and taken back."""

import json

import pytest

from tests.integration.schema_tenants.tenants import Tenants


def _told(sentence: str) -> str:
    return " ".join(sentence.split())


def test_a_comma_list_and_repeating_are_the_same(tenants: Tenants) -> None:
    listed = json.loads(tenants.command("check_db_structure", "--format=json", "--schema=tenant_a,tenant_b").stdout)
    repeated = tenants.command(
        "check_db_structure", "--format=json", "--schema=tenant_a", "--schema", "tenant_b"
    ).stdout

    assert listed["stats"]["schemas"] == json.loads(repeated)["stats"]["schemas"] == ["tenant_a", "tenant_b"]


@pytest.mark.parametrize("command", ["check_db_structure", "validate_db_fields"])
def test_a_schema_that_is_not_there_is_one_sentence_with_those_that_are(tenants: Tenants, command: str) -> None:
    done = tenants.command(command, "--schema", "tenant_x")

    assert (done.returncode, done.stdout) == (2, "")
    assert _told(done.stderr) == "CommandError: There is no schema 'tenant_x': did you mean tenant_b or tenant_a?"
    assert "known are public, tenant_a, tenant_b." in tenants.command(command, "--schema", "zzz").stderr


def test_a_schema_without_any_of_the_tables_is_not_clean(tenants: Tenants) -> None:
    tenants.run("DROP SCHEMA tenant_b CASCADE;\nDROP TABLE tenant_a.django_content_type;\nCREATE SCHEMA bare")
    tenants.run("DROP SCHEMA tenant_a CASCADE")
    for table in ("tag", "item", "item_tags"):
        tenants.run(f"CREATE TABLE public.store_{table} (id bigint)")

    done = tenants.command("check_db_structure", "--schema", "bare")

    assert done.returncode == 2
    assert "Nothing was checked in schema bare" in done.stderr


def test_an_empty_name_is_refused(tenants: Tenants) -> None:
    done = tenants.command("check_db_structure", "--schema", "tenant_a,")

    assert done.returncode == 2
    assert "names no schema" in done.stderr


def test_two_databases_at_once_are_refused(tenants: Tenants) -> None:
    done = tenants.command("check_db_structure", "--database=default", "--database=default")

    assert done.returncode == 2
    assert "run the command once for each" in done.stderr


def test_the_fields_of_a_tenant_are_counted_and_named(tenants: Tenants) -> None:
    done = tenants.command("validate_db_fields", "--schema", "tenant_b", "--detailed")

    assert done.returncode == 0
    assert "tenant_b.store_item  (store.Item)" in done.stdout
    assert "of schema tenant_b." in done.stdout


def test_one_table_of_one_tenant(tenants: Tenants) -> None:
    arguments = ("--schema=tenant_a,tenant_b", "--table=tenant_b.store_tag", "--format=json")
    report = json.loads(tenants.command("validate_db_fields", *arguments).stdout)

    assert report["stats"]["fields"] == len(["id", "label"])


def test_a_tenant_is_mended_and_taken_back_by_its_journal(tenants: Tenants) -> None:
    tenants.run("DROP INDEX tenant_b.item_by_price")

    fixed = tenants.command("check_db_structure", "--schema=tenant_b", "--fix", "--yes", "--format=json")
    [stats] = [json.loads(fixed.stdout)["stats"]]
    undone = tenants.command("check_db_structure", "--undo", stats["fix"]["journal"], "--yes", "--format=json")

    assert (fixed.returncode, [one["place"] for one in stats["fix"]["fixed"]]) == (
        0,
        ["tenant_b.store_item: item_by_price"],
    )
    assert "not stored" in stats["stored"]
    assert [one["table"] for one in json.loads(undone.stdout)["findings"]] == ["tenant_b.store_item"]
    assert (
        json.loads(tenants.command("check_db_structure", "--schema=tenant_a", "--format=json").stdout)["findings"] == []
    )


def test_what_a_tenant_has_not_migrated_is_for_a_person_with_the_path_to_search(tenants: Tenants) -> None:
    tenants.run(
        "DROP TABLE tenant_b.store_item_tags, tenant_b.store_item, tenant_b.store_tag;\n"
        "DELETE FROM tenant_b.django_migrations WHERE app = 'store'"
    )

    report = json.loads(tenants.command("check_db_structure", "--schema=tenant_b", "--format=json").stdout)

    notes = {one["fix"]["note"] for one in report["findings"] if one["code"] == "missing_table"}
    assert notes == {
        "Run `manage.py migrate store 0001_initial --database default`. "
        "Let it search tenant_b,public: PGOPTIONS='-c search_path=tenant_b,public'."
    }
