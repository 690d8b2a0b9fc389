"""A waiver covers exactly what it was granted for, until its last day."""

from dataclasses import replace
from datetime import date

import pytest

from project.findings import Finding, Severity
from project.waivers import Waiver, stale_waivers, with_waivers

TODAY = date(2026, 3, 1)
KEY = Finding(
    code="column_type",
    severity=Severity.ERROR,
    message="integer in the database",
    table="accounts_user",
    column="id",
    expected="bigint",
    actual="integer",
)
WAIVER = Waiver(
    code="column_type",
    table="accounts_user",
    column="id",
    expected="bigint",
    actual="integer",
    reason="agreed",
    owner="licence desk",
    until=date(2026, 3, 1),
    source="the settings",
)


def _waived(finding: Finding, waiver: Waiver = WAIVER) -> bool:
    [marked] = with_waivers([finding], [waiver], today=TODAY)
    return marked.waived


def test_the_very_difference_is_waived_on_the_last_day() -> None:
    assert _waived(KEY)


def test_a_waived_finding_tells_whose_waiver_it_is() -> None:
    [marked] = with_waivers([KEY], [WAIVER], today=TODAY)

    assert dict(marked.details)["waiver"] == "licence desk, until 2026-03-01: agreed"


@pytest.mark.parametrize(
    "other",
    [
        {"actual": "smallint"},
        {"expected": "uuid"},
        {"column": "company_id"},
        {"table": "core_company"},
        {"code": "column_length"},
        {"object": "accounts_user_id_seq"},
    ],
)
def test_another_difference_is_not_waived(other: dict[str, str]) -> None:
    assert not _waived(replace(KEY, **other))  # type: ignore[arg-type]  # one text of it


def test_an_expired_waiver_covers_nothing() -> None:
    assert not _waived(KEY, replace(WAIVER, until=date(2026, 2, 28)))


def test_a_crashed_check_is_never_waived() -> None:
    crashed = Finding(code="detector_failed", severity=Severity.ERROR, message="crashed", object="column_null")
    accepted = Waiver(code="detector_failed", object="column_null", reason="r", owner="o", until=TODAY)

    assert not _waived(crashed, accepted)


def test_a_waiver_that_covers_something_is_not_stale() -> None:
    assert list(stale_waivers([KEY], [WAIVER], today=TODAY)) == []


def test_an_expired_waiver_is_reported_as_a_warning() -> None:
    [stale] = stale_waivers([KEY], [replace(WAIVER, until=date(2026, 2, 28))], today=TODAY)

    assert (stale.code, stale.severity) == ("stale_waiver", Severity.WARNING)
    assert "ended on 2026-02-28" in stale.message


def test_a_waiver_of_something_gone_is_reported_as_a_note() -> None:
    [stale] = stale_waivers([], [WAIVER], today=TODAY)

    assert (stale.severity, stale.object) == (Severity.INFO, "column_type")
    assert "Nothing is found any more" in stale.message
    assert stale.fix is not None
    assert stale.fix.note == "Remove or renew it in the settings."


def test_a_waiver_of_other_values_says_what_is_there_now() -> None:
    [stale] = stale_waivers([replace(KEY, actual="smallint")], [WAIVER], today=TODAY)

    assert "granted for bigint expected, integer found; now it is bigint expected, smallint found" in stale.message
