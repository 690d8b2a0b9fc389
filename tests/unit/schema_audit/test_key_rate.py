"""When a key runs out, by what earlier runs saw of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from project.findings import Finding, Severity
from project.schema_audit.key_rate import with_dates

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FINDING = Finding(
    code="key_headroom",
    severity=Severity.WARNING,
    message="60% of the numbers up to 1000 are used.",
    table="shop_item",
    column="id",
    actual="60%",
    details=(("largest", "1000"), ("used", "600")),
)


def _past(**used_by_days_ago: int) -> list[tuple[datetime, Mapping[str, int]]]:
    """Runs so many days ago, `days_40=500` for instance, oldest first."""
    return [
        (NOW - timedelta(days=int(name.removeprefix("days_"))), {"shop_item.id": used})
        for name, used in used_by_days_ago.items()
    ]


def _said(past: list[tuple[datetime, Mapping[str, int]]]) -> str:
    [told] = with_dates([FINDING], past, NOW)
    return told.message.partition("; ")[2]


def test_the_day_is_reckoned_from_the_oldest_run() -> None:
    [told] = with_dates([FINDING], _past(days_40=500, days_1=599), NOW)

    assert told.message == (
        "60% of the numbers up to 1000 are used; at the rate of the last 40 days they run out about 2027-05-01."
    )
    assert dict(told.details) == {
        "largest": "1000",
        "used": "600",
        "per_day": "2.5",
        "measured_days": "40",
        "runs_out": "2027-05-01",
    }


def test_the_place_stays_the_same_and_so_do_the_values_that_a_waiver_is_bound_to() -> None:
    [told] = with_dates([FINDING], _past(days_40=500), NOW)

    assert (told.fingerprint, told.expected, told.actual) == (FINDING.fingerprint, FINDING.expected, FINDING.actual)


@pytest.mark.parametrize(
    "past",
    [[], [(NOW - timedelta(days=9), {"shop_maker.id": 5})], [(NOW - timedelta(hours=23), {"shop_item.id": 1})]],
    ids=["no runs", "runs that knew other keys", "runs of the same day"],
)
def test_without_history_nothing_is_claimed(past: list[tuple[datetime, Mapping[str, int]]]) -> None:
    assert with_dates([FINDING], past, NOW) == [FINDING]


def test_a_key_that_does_not_grow_has_no_day() -> None:
    assert _said(_past(days_10=600)) == "in the last 10 days none were added."
    assert _said(_past(days_10=700)) == "in the last 10 days none were added."


def test_a_key_that_lasts_for_ages_has_no_day() -> None:
    slow = [(NOW - timedelta(days=90), {"shop_item.id": 599})]

    assert _said(slow) == "at the rate of the last 90 days they run out about 2125-06-16."
    ample = replace(FINDING, details=(("largest", str(2**63 - 1)), ("used", str(2**62))))
    [told] = with_dates([ample], [(NOW - timedelta(days=90), {"shop_item.id": 2**62 - 90})], NOW)
    assert told.message.endswith("at the rate of the last 90 days they last for more than a hundred years.")


def test_other_findings_are_left_alone() -> None:
    other = replace(FINDING, code="sequence_behind")

    assert with_dates([other], _past(days_40=500), NOW) == [other]
