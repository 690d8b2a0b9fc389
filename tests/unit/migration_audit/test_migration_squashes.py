"""Squashed migrations in the middle of what they replace."""

from project.findings import Direction, Severity
from project.migration_audit.detectors.squashes import squash_half_applied
from tests.unit.migration_audit.pictures import FIRST, SECOND, THIRD, keys, picture

(SQUASH,) = keys("shop.0001_squashed_0003")
ALL_FILES = frozenset({SQUASH, FIRST, SECOND, THIRD})
REPLACES = {SQUASH: (FIRST, SECOND, THIRD)}


def test_half_applied_with_the_old_files_there_is_a_warning() -> None:
    (finding,) = squash_half_applied(picture(files=ALL_FILES, replaces=REPLACES, records=(FIRST,)))

    assert (finding.code, finding.severity, finding.object) == (
        "squash_half_applied",
        Severity.WARNING,
        "shop.0001_squashed_0003",
    )
    assert finding.fix is not None
    assert finding.fix.direction is Direction.DATABASE


def test_half_applied_with_an_old_file_gone_is_an_error() -> None:
    state = picture(files=frozenset({SQUASH, FIRST, SECOND}), replaces=REPLACES, records=(FIRST, SECOND))

    (finding,) = squash_half_applied(state)

    assert finding.severity is Severity.ERROR
    assert finding.fix is not None
    assert finding.fix.direction is Direction.CODE
    assert "shop.0003_stock" in finding.fix.note


def test_recorded_without_its_originals_is_an_error() -> None:
    (finding,) = squash_half_applied(picture(files=frozenset({SQUASH}), replaces=REPLACES, records=(SQUASH,)))

    assert finding.severity is Severity.ERROR
    assert finding.fix is not None
    assert "Remove `replaces`" in finding.fix.note


def test_all_or_none_of_the_originals_is_not_reported() -> None:
    for records in ((), (FIRST, SECOND, THIRD), (FIRST, SECOND, THIRD, SQUASH)):
        assert list(squash_half_applied(picture(files=ALL_FILES, replaces=REPLACES, records=records))) == []
