"""The story tells the truth about itself: each thing that did not come true is a sentence."""

from dataclasses import replace

from dev.legacy.before_after import before_after
from dev.legacy.expectations import unmet
from dev.legacy.look import Look
from tests.unit.legacy import looks


def _unmet_at_the_end(end: Look) -> list[str]:
    return unmet(looks.before(), looks.migrated(), end)


def test_a_story_that_came_true_has_nothing_to_say() -> None:
    assert _unmet_at_the_end(looks.mended()) == []


def test_a_lost_row_is_told_although_the_checks_are_content() -> None:
    end = looks.mended()
    rows = {**end.inventory.rows, "accounts_user": 24}

    told = _unmet_at_the_end(replace(end, inventory=replace(end.inventory, rows=rows)))

    assert told == ["Rows lost: 1 instead of 0."]


def test_a_row_with_another_value_is_told_although_all_rows_are_there() -> None:
    end = looks.mended()
    contents = {**end.inventory.contents, "accounts_user": "25 other rows"}

    [told] = _unmet_at_the_end(replace(end, inventory=replace(end.inventory, contents=contents)))

    assert told.startswith("Tables with other content: ['accounts_user', ")


def test_a_key_without_its_waiver_is_told() -> None:
    told = _unmet_at_the_end(replace(looks.mended(), structure=(looks.orphaned(), looks.user_key())))

    assert told == [
        "Open errors after --fix: ['column_type accounts_user'] instead of [].",
        "The user key's type, with the waiver: 'open' instead of 'waived'.",
    ]


def test_a_second_finding_about_the_key_is_told() -> None:
    end = looks.mended()
    second = looks.finding("key_headroom", severity="info", app="accounts", table="accounts_user", column="id")

    told = _unmet_at_the_end(replace(end, structure=(*end.structure, second)))

    assert told == ["Further findings about the user key: ['key_headroom'] instead of []."]


def test_a_dropped_column_is_told() -> None:
    end = looks.mended()
    gone = replace(end.inventory, orphaned_column_values=None)

    told = _unmet_at_the_end(replace(end, inventory=gone, structure=(looks.user_key(waived=True),)))

    assert told == [
        "The column is_restrict: 'not reported' instead of 'planned'.",
        "Values in is_restrict: None instead of 192.",
    ]


def test_a_check_that_overlooks_what_the_database_counts_is_told() -> None:
    end = looks.mended()
    overlooked = replace(end.inventory, surplus_not_null=("core_drifted.c0",))

    told = _unmet_at_the_end(replace(end, inventory=overlooked))

    assert told == ["NULL mismatches: () instead of ('core_drifted.c0',)."]


def test_the_table_has_a_column_per_look_with_the_service_apart() -> None:
    shown = before_after([("before", looks.before()), ("after", looks.mended())])

    lines = {" ".join(line.split()) for line in shown.splitlines()}
    assert {
        "missing tables of the domain 10 0",
        "pending migrations of the domain 12 0",
        "columns NOT NULL against their models 7 0",
        "a pending migration explains it 4 0",
        "drift 3 0",
        "column is_restrict without a field planned planned",
        "the finding about its type open waived",
        "keys left 2,147,483,622 2,147,483,622",
        "missing tables of the service 1 0",
        "Rows lost: 0 of 118, in 55 tables.",
    } <= lines
