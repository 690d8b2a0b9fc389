"""Rows that no file explains, and rows that are there twice."""

import pytest

from project.findings import Severity
from project.migration_audit.detectors.records import duplicate_record, recorded_but_missing
from project.migration_audit.state import BrokenFile
from tests.unit.migration_audit.pictures import FIRST, SECOND, THIRD, app, keys, picture


def test_a_row_without_a_file_is_an_error() -> None:
    (ghost,) = keys("shop.0004_gone")

    (finding,) = recorded_but_missing(picture(records=(FIRST, SECOND, THIRD, ghost)))

    assert (finding.code, finding.severity, finding.object) == (
        "recorded_but_missing",
        Severity.ERROR,
        "shop.0004_gone",
    )


def test_a_row_with_a_file_is_not_reported() -> None:
    assert list(recorded_but_missing(picture())) == []


def test_a_row_that_a_squash_still_replaces_is_not_reported() -> None:
    (squash,) = keys("shop.0001_squashed_0003")
    state = picture(
        files=frozenset({squash}),
        replaces={squash: (FIRST, SECOND, THIRD)},
        parents={squash: ()},
        records=(FIRST, SECOND, THIRD, squash),
    )

    assert list(recorded_but_missing(state)) == []


def test_rows_older_than_the_chain_of_today_are_only_information() -> None:
    (squash,) = keys("shop.0001_squashed_0003")
    state = picture(files=frozenset({squash}), parents={squash: ()}, records=(FIRST, SECOND, squash))

    findings = list(recorded_but_missing(state))

    assert [(finding.object, finding.severity) for finding in findings] == [
        ("shop.0001_initial", Severity.INFO),
        ("shop.0002_price", Severity.INFO),
    ]


@pytest.mark.parametrize("apps", [{}, {"shop": app("shop", migrated=False)}], ids=["removed", "migrated elsewhere"])
def test_rows_of_an_app_without_migrations_here_are_one_piece_of_information(apps: dict[str, object]) -> None:
    (finding,) = recorded_but_missing(picture(apps=apps, files=frozenset(), parents={}))

    assert (finding.severity, finding.object) == (Severity.INFO, "shop")
    assert finding.actual == "0001_initial, 0002_price, 0003_stock"


def test_rows_are_not_judged_while_a_file_is_broken() -> None:
    (ghost,) = keys("shop.0004_gone")
    broken = (BrokenFile(app="shop", name="0002_price", problem="SyntaxError"),)

    assert list(recorded_but_missing(picture(records=(FIRST, ghost), broken_files=broken))) == []


def test_a_doubled_row_is_reported_with_the_statement_that_keeps_the_first() -> None:
    (finding,) = duplicate_record(picture(records=(FIRST, SECOND, SECOND)))

    assert (finding.code, finding.severity, finding.object) == (
        "duplicate_record",
        Severity.WARNING,
        "shop.0002_price",
    )
    assert finding.fix is not None
    assert finding.fix.sql == ()
    assert "min(id)" in finding.fix.manual_sql[0]


def test_single_rows_are_not_reported_as_doubled() -> None:
    assert list(duplicate_record(picture())) == []


def test_a_name_with_an_apostrophe_stays_one_literal() -> None:
    odd = keys("shop.0001_o'brien")[0]

    (finding,) = duplicate_record(picture(records=(odd, odd)))

    assert finding.fix is not None
    assert "name = '0001_o''brien'" in finding.fix.manual_sql[0]
