"""All detectors together, and the score."""

from collections.abc import Iterator

from project.findings import Finding, Severity
from project.migration_audit.audit import detect, score
from project.migration_audit.detectors import ALL
from project.migration_audit.state import MigrationState
from tests.unit.migration_audit.pictures import FIRST, SECOND, THIRD, picture


def crashing(state: MigrationState) -> Iterator[Finding]:
    raise KeyError("lost")
    yield


def test_a_clean_picture_has_no_finding() -> None:
    assert detect(picture()) == []


def test_a_detector_that_crashes_is_a_finding_and_the_others_still_run() -> None:
    findings = detect(picture(records=(FIRST, SECOND), pending=(THIRD,)), (crashing, *ALL))

    assert [finding.code for finding in findings] == ["detector_failed", "unapplied"]
    assert "crashing" in findings[0].message
    assert "KeyError" in findings[0].message


def test_every_detector_is_named_for_its_code() -> None:
    names = [detector.__name__ for detector in ALL]

    assert len(set(names)) == len(names)
    assert {"unapplied", "recorded_but_missing", "conflicting_leaves", "inconsistent_history"} <= set(names)


def test_errors_cost_their_share_warnings_a_quarter_and_information_nothing() -> None:
    error, warning, info = (Finding(code="x", severity=severity, message="") for severity in Severity)

    assert score([], checked=50) == 100.0
    assert score([error], checked=50) == 98.0
    assert score([warning], checked=50) == 99.5
    assert score([info], checked=50) == 100.0


def test_nothing_checked_scores_nothing() -> None:
    assert score([], checked=0) == 0.0
