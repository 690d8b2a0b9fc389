"""The audit of this project's own database: freshly migrated it is clean, and looking at it disturbs nobody."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from project.schema_audit.audit import audit

pytestmark = pytest.mark.django_db


def _run(command: str, *options: str) -> tuple[int, str]:
    output = StringIO()
    try:
        call_command(command, *options, stdout=output, no_color=True)
    except SystemExit as ended:
        return int(str(ended.code)), output.getvalue()
    return 0, output.getvalue()


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_freshly_migrated_database_has_no_finding_of_any_severity() -> None:
    audited = audit()

    assert audited.findings == ()
    assert audited.score == 100.0
    assert audited.stats["tables_expected"] > 50
    assert len(audited.columns) == audited.stats["fields"]


def test_a_missing_column_is_named_with_its_model_field_and_migration() -> None:
    _execute("ALTER TABLE license_invoice DROP COLUMN sale_type")

    found = audit().findings

    assert [(one.code, one.table, one.column) for one in found] == [("missing_column", "license_invoice", "sale_type")]
    assert (found[0].app, found[0].model, found[0].field) == ("license", "license.Invoice", "sale_type")
    assert found[0].cause == "drift"
    assert found[0].cause_detail.startswith("license.0002_invoices should have made it")


def test_a_known_expected_side_leaves_a_handful_of_selects() -> None:
    audit()
    with CaptureQueriesContext(connection) as captured:
        audited = audit()

    sent = [query["sql"] for query in captured.captured_queries if "SAVEPOINT" not in query["sql"]]
    # The session, the tables, the sequences, and all that is said of the tables: nothing differs.
    assert len([sql for sql in sent if sql.startswith("-- ")]) == 4
    # The waivers of the reports are read before the audit's own transaction, how far the numbered keys are within it.
    assert audited.stats["queries"] == len(sent) - 1
    assert [sql for sql in sent if "max(" in sql and "last_value" in sql]


def test_the_limits_and_the_search_path_are_given_back() -> None:
    def settings() -> Any:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('lock_timeout'), current_setting('search_path')")
            return cursor.fetchone()

    before = settings()
    audit()
    assert settings() == before


def test_a_table_can_be_asked_for_alone() -> None:
    _execute("ALTER TABLE license_invoice DROP COLUMN sale_type")
    _execute("ALTER TABLE core_portmodel ADD COLUMN extra int")

    found = audit(tables=["license_invoice"]).findings

    assert [one.table for one in found] == ["license_invoice"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["check_db_structure", "--app", "licence"], "license"),
        (["validate_db_fields", "--table", "license_invoic"], "license_invoice"),
        (["check_db_structure", "--database", "defualt"], "default"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(options: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence) as refused:
        call_command(*options)

    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)


def test_a_clean_database_ends_with_0_and_says_what_was_checked() -> None:
    status, text = _run("check_db_structure")

    assert status == 0
    assert text.splitlines()[-1].startswith("Nothing found; score 100.00; checked ")


def test_an_error_ends_with_1_and_a_warning_only_when_asked() -> None:
    _execute("ALTER TABLE core_portmodel ADD COLUMN extra int")

    assert _run("check_db_structure")[0] == 0
    assert _run("check_db_structure", "--fail-on", "warning")[0] == 1


def test_text_stands_by_table_and_fits_a_terminal_but_for_sql() -> None:
    _execute("ALTER TABLE license_invoice ALTER sale_type DROP NOT NULL")

    status, text = _run("check_db_structure")
    lines = text.splitlines()

    assert status == 1
    assert "license_invoice  (license.Invoice)" in lines
    assert all(len(line) <= 80 for line in lines if "ALTER TABLE" not in line)


def test_json_is_one_object_of_the_contract() -> None:
    _execute("ALTER TABLE license_invoice ALTER sale_type DROP NOT NULL")

    report = json.loads(_run("check_db_structure", "--format", "json")[1])

    assert (report["schema_version"], report["tool"], report["status"]) == (1, "check_db_structure", "findings")
    finding = report["findings"][0]
    assert (finding["code"], finding["column"], finding["expected"], finding["actual"]) == (
        "column_null",
        "sale_type",
        "NOT NULL",
        "NULL",
    )
    assert len(finding["fix_sql"]) == len(finding["fix"]["locks"]) == 4


@pytest.mark.parametrize("options", [["validate_db_fields", "--detailed"], ["check_db_structure", "--show-columns"]])
def test_every_field_of_every_model_is_listed_when_asked(options: list[str]) -> None:
    text = _run(*options)[1]
    stats = json.loads(_run(*options, "--format", "json")[1])["stats"]

    assert len(stats["columns"]) == stats["fields"]
    assert {row["table"] for row in stats["columns"]} == {
        line.partition("  (")[0] for line in text.splitlines() if "  (" in line and not line.startswith(" ")
    }


def test_a_field_at_fault_is_marked_beside_its_column() -> None:
    _execute("ALTER TABLE license_invoice ALTER sale_type DROP NOT NULL")

    text = _run("validate_db_fields", "--detailed", "--table", "license_invoice")[1]

    marked = [line for line in text.splitlines() if "<-" in line]
    assert len(marked) == 1
    assert marked[0].split()[0] == "sale_type"
    assert marked[0].endswith("<- column_null")


def test_suggestions_are_shown_when_asked() -> None:
    _execute("ALTER TABLE license_invoice ALTER sale_type DROP NOT NULL")

    assert "SET NOT NULL" not in _run("validate_db_fields")[1]
    assert "SET NOT NULL" in _run("validate_db_fields", "--fix-suggestions")[1]
