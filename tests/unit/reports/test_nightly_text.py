from dataclasses import replace
from datetime import UTC, datetime

import pytest

from project.findings import Severity
from project.output.exit_status import ExitStatus
from project.reports.compare import News
from project.reports.exports.text import as_text
from project.reports.nightly import Licenses, LicenseTrouble, NightlyReport, Part, Trouble, Verdict, next_step

STRUCTURE = Part(
    run_id=2,
    kind="schema_audit",
    title="Database structure",
    verdict=Verdict.CLEAN,
    outcome="Clean",
    seconds=1.2,
    score=100.0,
    checked="37 models, 407 columns",
)
SYNC = Part(
    run_id=3,
    kind="ge_sync",
    title="GE sync",
    verdict=Verdict.CLEAN,
    outcome="Clean",
    seconds=4.1,
    licenses=Licenses(counts={"new": 3, "changed": 17, "unchanged": 480}, requests=57),
)
CLEAN = NightlyReport(
    database="license_manager",
    made_at=datetime(2026, 11, 22, 12, 35, tzinfo=UTC),
    parts=(STRUCTURE, SYNC),
    seconds=5.7,
)
TROUBLE = Trouble(
    code="column_null",
    severity=Severity.ERROR,
    place="license_invoice.sale_type",
    message="NULL in the database, NOT NULL in the models",
    news=News.NEW,
    cause="drift: the migration license.0001_initial made it NOT NULL, somebody changed it since",
    next_step="manage.py check_db_structure --fix --only column_null",
    statements=('ALTER TABLE "license_invoice" ADD CONSTRAINT "not_null" CHECK ("sale_type" IS NOT NULL) NOT VALID',),
)


def with_troubles(*troubles: Trouble) -> NightlyReport:
    part = replace(STRUCTURE, verdict=Verdict.REPORTED, outcome="Something to report", troubles=troubles)
    return replace(CLEAN, parts=(part, SYNC))


def test_a_clean_night_says_so_in_its_last_line() -> None:
    assert as_text(CLEAN).splitlines()[-1] == "Clean: 0 errors, 0 warnings in 5.7 seconds."


def test_a_trouble_is_told_with_place_news_cause_and_next_step() -> None:
    text = as_text(with_troubles(TROUBLE))
    assert "ERROR    license_invoice.sale_type" in text
    assert "new · column_null" in text
    assert "  cause  drift: the migration license.0001_initial" in text
    assert "  next   manage.py check_db_structure --fix --only column_null\n" in text
    assert "ALTER TABLE" not in text
    assert text.splitlines()[-1] == "Something to report: 1 error, 0 warnings in 5.7 seconds."


def test_a_place_too_long_for_its_line_is_told_whole() -> None:
    place = "license_licensedetailsmodel: license_licensedetai_created_by_id_6a5a1859_fk_accounts_"
    text = as_text(with_troubles(replace(TROUBLE, place=place)))
    assert "ERROR    license_licensedetailsmodel:\n" in text
    assert "         license_licensedetai_created_by_id_6a5a1859_fk_accounts_\n" in text
    assert "new · column_null" in text


def test_a_fixed_trouble_is_told_as_gone_and_not_as_open() -> None:
    report = with_troubles(replace(TROUBLE, news=News.FIXED))
    assert "1 finding gone since the last run" in as_text(report)
    assert report.count(Severity.ERROR) == 0


def test_a_waived_trouble_is_shown_and_not_counted_as_an_error() -> None:
    report = with_troubles(replace(TROUBLE, waived=True))
    assert "WAIVED   license_invoice.sale_type" in as_text(report)
    assert report.count(Severity.ERROR) == 0
    assert report.waived == 1


def test_the_worst_comes_first() -> None:
    info = replace(TROUBLE, severity=Severity.INFO, place="a")
    assert [each.severity for each in with_troubles(info, TROUBLE).open] == [Severity.ERROR, Severity.INFO]


@pytest.mark.parametrize("length", [10, 63, 200])
def test_no_line_is_wider_than_80_columns(length: int) -> None:
    name = "n" * length
    report = with_troubles(
        replace(TROUBLE, place=f"{name}.{name}", message=f"{name} {name}", cause=name, next_step=name),
        replace(TROUBLE, place=name, news=News.FIXED),
    )
    quarantined = LicenseTrouble(number=name, outcome="quarantined", path=name, expected=name, got=name)
    sync = replace(
        SYNC, verdict=Verdict.FAILED, error=f"{name} {name}", licenses=Licenses(counts={}, troubles=(quarantined,))
    )
    wide = replace(report, parts=(*report.parts, sync), database=name, notes=(name,))
    assert max(map(len, as_text(wide).splitlines())) <= 80


def test_licences_are_counted_zeros_too() -> None:
    assert "3 new · 17 changed · 480 unchanged · 0 quarantined · 0 failed" in as_text(CLEAN)


def test_a_quarantined_licence_is_named_with_its_path() -> None:
    quarantined = LicenseTrouble(
        number="0310837901",
        outcome="quarantined",
        code="contract_violation",
        path="import_items[2].quantity",
        expected="decimal text",
        got="N/A",
    )
    licenses = Licenses(counts={"quarantined": 1}, troubles=(quarantined,))
    text = as_text(replace(CLEAN, parts=(replace(SYNC, licenses=licenses),)))
    assert "0310837901  quarantined" in text
    assert "contract_violation at import_items[2].quantity: expected decimal text, got" in text


def test_colours_stay_out_of_a_file() -> None:
    assert "\x1b[" not in as_text(with_troubles(TROUBLE))


def test_colours_are_there_where_a_terminal_asked_for_them() -> None:
    assert "\x1b[" in as_text(with_troubles(TROUBLE), colour=True)


@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        (Verdict.CLEAN, ExitStatus.CLEAN),
        (Verdict.REPORTED, ExitStatus.REPORTED),
        (Verdict.FAILED, ExitStatus.FAILED),
    ],
)
def test_the_worst_part_decides_the_exit_status(verdict: Verdict, status: ExitStatus) -> None:
    assert replace(CLEAN, parts=(replace(STRUCTURE, verdict=verdict), SYNC)).exit_status is status


def test_what_was_not_done_stands_in_the_last_line() -> None:
    report = replace(CLEAN, parts=(STRUCTURE, replace(SYNC, verdict=Verdict.FAILED)))
    assert as_text(report).splitlines()[-1] == "Failed: 1 of 2 parts not done, 0 errors, 0 warnings in 5.7 seconds."


def test_a_night_without_parts_has_failed() -> None:
    assert replace(CLEAN, parts=()).exit_status is ExitStatus.FAILED


@pytest.mark.parametrize(("rewrites", "more"), [(False, ""), (True, " --allow-rewrite")])
def test_the_next_step_is_the_command_that_runs_the_fix(rewrites: bool, more: str) -> None:
    fix = {"direction": "database", "tier": "auto", "rewrites": rewrites}
    document = {"code": "column_type", "fix_sql": ["ALTER TABLE a", "ALTER TABLE b"], "fix": fix}
    assert next_step(document) == f"manage.py check_db_structure --fix --only column_type{more}"


def test_statements_that_only_a_person_may_run_are_told() -> None:
    document = {"code": "column_type", "fix_sql": ["ALTER TABLE a", "ALTER TABLE b"], "fix": {"tier": "plan"}}
    assert next_step(document) == "by hand, once it is decided: ALTER TABLE a  (and 1 more)"


def test_the_next_step_of_missing_code_is_the_command() -> None:
    document = {"fix_sql": [], "fix": {"direction": "code", "note": "manage.py makemigrations license"}}
    assert next_step(document) == "manage.py makemigrations license"


def test_a_fix_that_would_lose_data_is_left_to_a_person() -> None:
    document = {"fix_sql": [], "fix": {"direction": "database", "manual_sql": ["DROP TABLE a"]}}
    assert next_step(document) == "by hand, once it is decided: DROP TABLE a"


def test_a_finding_without_a_fix_has_no_next_step() -> None:
    assert next_step({"fix_sql": [], "fix": None}) == ""
