"""A report as text and as Markdown: worst first, 80 columns, the summary last."""

import json
from dataclasses import replace
from typing import Any

from django.core.management.color import no_style

from project.findings import Direction, Finding, Fix, Severity, Tier
from project.output.audit_command import rendered
from project.output.exit_status import ExitStatus
from project.output.report import Report

LONG = "a sentence that is far too long for one line of a terminal with eighty columns and so has to be wrapped " * 2
ERROR = Finding(
    code="unapplied",
    severity=Severity.ERROR,
    message=LONG,
    object="shop.0002_price",
    cause_detail=LONG,
    fix=Fix(tier=Tier.PLAN, direction=Direction.CODE, note=LONG, manual_sql=("delete from t",)),
)
INFO = Finding(code="index_name", severity=Severity.INFO, message="named otherwise", table="shop_item", object="i | j")


def _report(*findings: Finding, **changes: Any) -> Report:
    parts = {
        "tool": "check_migrations",
        "title": "Migrations",
        "database": "default",
        "findings": findings,
        "stats": {"migrations": 4},
        "score": 97.5,
        "checked": "4 migrations",
        "notes": ("Report stored as run 7.",),
    }
    return Report(**{**parts, **changes})


def test_the_worst_comes_first_and_the_summary_last() -> None:
    lines = rendered(_report(INFO, ERROR), "text", no_style()).splitlines()

    assert lines.index("ERROR (1)") < lines.index("INFO (1)")
    assert lines[-1] == "1 error, 1 info; score 97.50; checked 4 migrations."
    assert lines[-2] == "Report stored as run 7."


def test_text_is_wrapped_at_80_columns() -> None:
    assert max(len(line) for line in rendered(_report(ERROR), "text", no_style()).splitlines()) <= 80


def test_a_name_as_long_as_postgresql_allows_stands_on_a_line_of_its_own() -> None:
    key = "license_licensedetai_created_by_id_6a5a1859_fk_accounts_"
    long = replace(ERROR, code="missing_foreign_key", table="license_licensedetailsmodel", object=key)

    lines = rendered(_report(long, by_table=True), "text", no_style()).splitlines()

    assert lines[lines.index("  ERROR   missing_foreign_key") + 1] == f"    {key}"
    assert max(map(len, rendered(_report(long), "text", no_style()).splitlines())) <= 80


def test_a_short_name_stands_beside_its_code() -> None:
    short = replace(ERROR, code="missing_index", table="shop_item", object="item_name")

    assert (
        "  ERROR   missing_index  item_name" in rendered(_report(short, by_table=True), "text", no_style()).splitlines()
    )


def test_a_summary_of_many_counts_is_wrapped() -> None:
    wide = _report(ERROR, checked="37 models, 407 columns, 1,204 constraints, 310 indexes and 92 sequences")

    assert max(map(len, rendered(wide, "text", no_style()).splitlines())) <= 80


def test_a_statement_for_a_person_is_shown_whole() -> None:
    assert "      by hand: delete from t;" in rendered(_report(ERROR), "text", no_style()).splitlines()


def test_nothing_found_says_so() -> None:
    assert rendered(_report(), "text", no_style()).splitlines()[-1].startswith("Nothing found; ")


def test_the_level_decides_about_the_exit_status() -> None:
    assert _report(INFO).exit_status is ExitStatus.CLEAN
    assert _report(INFO, fail_on=Severity.INFO).exit_status is ExitStatus.REPORTED
    assert _report(ERROR).exit_status is ExitStatus.REPORTED


def test_json_is_one_object_of_the_contract() -> None:
    written = json.loads(rendered(_report(ERROR), "json", no_style()))

    assert (written["schema_version"], written["status"], written["score"]) == (1, "findings", 97.5)
    assert [finding["code"] for finding in written["findings"]] == ["unapplied"]


def test_markdown_keeps_a_table_whole() -> None:
    rows = [row for row in rendered(_report(INFO), "markdown", no_style()).splitlines() if row.startswith("| info")]

    assert rows == ["| info | `index_name` | shop_item: i \\| j | named otherwise |"]


WAIVED = replace(ERROR, waived=True, details=(("waiver", "licence desk, until 2026-12-31: agreed"),))


def test_a_waived_finding_is_counted_and_fails_nothing() -> None:
    report = _report(WAIVED, INFO)

    assert report.summary == "1 info, 1 waived; score 97.50; checked 4 migrations."
    assert report.exit_status is ExitStatus.CLEAN


def test_a_waived_finding_is_not_listed() -> None:
    assert "unapplied" not in rendered(_report(WAIVED), "text", no_style())
    assert "unapplied" not in rendered(_report(WAIVED), "markdown", no_style())


def test_a_waived_finding_is_listed_with_its_waiver_when_asked_for() -> None:
    text = rendered(_report(WAIVED, show_waived=True), "text", no_style())

    assert "unapplied (waived)" in text
    assert "waived by: licence desk, until 2026-12-31: agreed" in text
    assert "error (waived)" in rendered(_report(WAIVED, show_waived=True), "markdown", no_style())


def test_json_has_every_finding() -> None:
    [finding] = json.loads(rendered(_report(WAIVED), "json", no_style()))["findings"]

    assert finding["waived"] is True
