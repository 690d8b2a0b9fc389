"""Which plans are run, and why the others are not."""

from dataclasses import replace
from typing import Any

import pytest

from project.findings import Cause, Finding, Fix, Severity, Tier
from project.schema_audit.fixing.choose import Plan, Wishes, choose, still_planned
from project.schema_audit.fixing.outcome import outcome
from project.schema_audit.fixing.plan_view import plan_lines

FIX = Fix(
    tier=Tier.CONFIRM,
    sql=('ALTER TABLE "t" ADD CONSTRAINT "c" CHECK (true)',),
    locks=("ACCESS EXCLUSIVE",),
    undo_sql=('ALTER TABLE "t" DROP CONSTRAINT "c"',),
)
FINDING = Finding(
    code="missing_check", severity=Severity.ERROR, message="m", app="shop", table="t", object="c", fix=FIX
)


def _with(finding: Finding = FINDING, **changes: Any) -> Finding:
    """The finding with another fix."""
    return replace(finding, fix=replace(FIX, **changes))


def _why(finding: Finding, wishes: Wishes | None = None) -> str:
    plan = choose([finding], wishes or Wishes())
    return plan.untouched[0][1] if plan.untouched else ""


def test_a_plan_with_statements_is_run() -> None:
    assert choose([FINDING], Wishes()).fixes == ((FINDING, FIX),)


@pytest.mark.parametrize(
    ("finding", "wishes", "why"),
    [
        (replace(FINDING, waived=True), Wishes(), "waived"),
        (FINDING, Wishes(only=frozenset({"missing_index"})), "not asked for by --only"),
        (FINDING, Wishes(tier=Tier.AUTO), "it needs a yes: leave --tier auto out"),
        (replace(FINDING, fix=None), Wishes(), "for a person: there is no plan for it"),
        (_with(tier=Tier.PLAN, note="big"), Wishes(allow_rewrite=True), "for a person: big"),
        (
            _with(sql=(), note="3 rows stand in the way: mend them first.", manual_sql=("SELECT * FROM t",)),
            Wishes(),
            "for a person: 3 rows stand in the way: mend them first.\nSELECT * FROM t;",
        ),
        (
            _with(rewrites=True),
            Wishes(),
            "it rewrites the table, which is closed meanwhile: --allow-rewrite runs it",
        ),
        (
            replace(FINDING, severity=Severity.INFO, code="extra_index"),
            Wishes(),
            "harmless, and somebody may want it: --only extra_index runs it",
        ),
    ],
)
def test_why_nothing_is_run(finding: Finding, wishes: Wishes, why: str) -> None:
    assert _why(finding, wishes) == why


@pytest.mark.parametrize(
    ("finding", "wishes"),
    [
        (FINDING, Wishes(only=frozenset({"missing_check"}))),
        (_with(tier=Tier.AUTO), Wishes(tier=Tier.AUTO)),
        (_with(rewrites=True), Wishes(allow_rewrite=True)),
        (replace(FINDING, severity=Severity.INFO, code="extra_index"), Wishes(only=frozenset({"extra_index"}))),
        (replace(_with(tier=Tier.AUTO), severity=Severity.INFO), Wishes()),
    ],
)
def test_what_is_asked_for_is_run(finding: Finding, wishes: Wishes) -> None:
    assert _why(finding, wishes) == ""


def test_the_findings_of_other_apps_are_left_out() -> None:
    assert choose([FINDING], Wishes(apps=frozenset({"core"}))).is_empty


WAITING = replace(
    FINDING,
    cause=Cause.UNAPPLIED_MIGRATION,
    fix=Fix(tier=Tier.CONFIRM, note="Run `manage.py migrate shop 0002_more --database default`."),
    details=(("migrate", "shop 0002_more"),),
)


def test_what_a_pending_migration_explains_is_migrated() -> None:
    assert choose([WAITING], Wishes()).migrate == (("shop 0002_more", WAITING),)


def test_what_only_a_person_may_migrate_is_not() -> None:
    plan = choose([replace(WAITING, fix=Fix(tier=Tier.PLAN, note="It drops what it holds."))], Wishes())

    assert plan.is_empty
    assert [why for _, why in plan.untouched] == ["for a person: It drops what it holds."]


def test_migrating_needs_a_yes() -> None:
    assert choose([WAITING], Wishes(tier=Tier.AUTO)).is_empty


def test_fixes_stand_in_the_order_in_which_they_depend_on_each_other() -> None:
    codes = ["index_name", "missing_foreign_key", "missing_primary_key", "column_type", "missing_table"]
    findings = [replace(FINDING, code=code) for code in codes]

    assert [one.code for one, _ in choose(findings, Wishes()).fixes] == [
        "missing_table",
        "column_type",
        "missing_primary_key",
        "missing_foreign_key",
        "index_name",
    ]


def test_after_migrating_only_what_was_shown_is_still_run() -> None:
    plan = choose([FINDING], Wishes())

    assert still_planned(plan, [FINDING]).fixes == plan.fixes
    assert still_planned(plan, [_with(sql=("SELECT 1",))]).fixes == ()
    assert still_planned(plan, []).fixes == ()


def test_the_plan_shows_statement_lock_and_undo() -> None:
    text = "\n".join(plan_lines(choose([FINDING], Wishes())))

    assert "missing_check  t: c  (confirm)" in text
    assert 'ALTER TABLE "t" ADD CONSTRAINT "c" CHECK (true);  -- ACCESS EXCLUSIVE' in text
    assert 'undo: ALTER TABLE "t" DROP CONSTRAINT "c";' in text


def test_the_plan_says_what_rewrites_and_what_has_no_undo() -> None:
    text = "\n".join(plan_lines(choose([_with(rewrites=True, undo_sql=())], Wishes(allow_rewrite=True))))

    assert "(confirm, rewrites the table)" in text
    assert "undo: none" in text


def test_an_empty_plan_says_so_and_lists_what_is_left() -> None:
    assert list(plan_lines(choose([replace(FINDING, waived=True)], Wishes()))) == [
        "Nothing to run.",
        "Not touched:",
        "  missing_check  t: c: waived",
    ]


PLAN = Plan(fixes=((FINDING, FIX),))


def test_a_finding_is_closed_by_being_gone() -> None:
    came = outcome(PLAN, {FINDING.fingerprint: "said to have failed"}, [], journal="7")

    assert came.fixed == (FINDING,)
    assert list(came.lines()) == ["1 fixed, 0 still there, 0 not touched; `--undo 7` takes it back."]


def test_a_finding_is_not_closed_by_its_statements_having_run() -> None:
    came = outcome(PLAN, {}, [FINDING], journal="7")

    assert [why for _, why in came.still_there] == ["its statements ran, and it is found again"]


def test_what_was_refused_is_told_with_the_rows_in_the_way() -> None:
    blocked = _with(sql=(), note="2 rows stand in the way: mend them first.", manual_sql=("SELECT * FROM t",))
    came = outcome(PLAN, {FINDING.fingerprint: "IntegrityError: broken"}, [blocked], journal="7")

    assert [why for _, why in came.still_there] == [
        "IntegrityError: broken; 2 rows stand in the way: mend them first.\nSELECT * FROM t;"
    ]


def test_a_plan_counts_one_of_each_in_the_singular_and_more_in_the_plural() -> None:
    one = Plan(fixes=((FINDING, FIX),))
    more = Plan(fixes=((FINDING, FIX), (FINDING, replace(FIX, sql=FIX.sql * 2))))

    assert next(plan_lines(one)) == "The plan (1 fix, 1 statement):"
    assert next(plan_lines(more)) == "The plan (2 fixes, 3 statements):"


def test_a_long_note_of_a_plan_is_broken_at_80_columns_and_its_sql_never() -> None:
    note, sql = "Rows are looked at again before the statement runs. " * 4, f"SELECT {'1, ' * 40}1"
    lines = list(plan_lines(Plan(fixes=((FINDING, replace(FIX, sql=(sql,), note=note)),))))

    assert f"      {sql};  -- ACCESS EXCLUSIVE" in lines
    told = lines[next(at for at, line in enumerate(lines) if line.startswith("    note: ")) :]
    assert len(told) > 2
    assert max(map(len, told)) <= 80
    assert " ".join(line.strip() for line in told) == f"note: {note.strip()}"


def test_a_plan_without_a_note_says_nothing_of_one() -> None:
    assert not any("note" in line for line in plan_lines(Plan(fixes=((FINDING, FIX),))))
