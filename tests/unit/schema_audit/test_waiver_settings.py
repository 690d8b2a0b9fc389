"""A list of waivers is read, or refused with one sentence that names the place."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from project.findings import Finding, Severity
from project.schema_audit.checks import waivers_can_be_read
from project.schema_audit.known_waivers import after_waivers
from project.schema_audit.waiver_settings import waivers_in_settings
from project.waivers import Waiver

WRITTEN = {"code": "column_null", "table": "t", "column": "c", "reason": "r", "owner": "o", "until": "2026-12-31"}
CODES = ("column_null", "column_type", "detector_failed")
TODAY = date(2026, 3, 1)


def _read(written: Any) -> list[Waiver]:
    with override_settings(WAIVERS_UNDER_TEST=written):
        return waivers_in_settings("WAIVERS_UNDER_TEST", CODES)


def test_a_waiver_is_read() -> None:
    [waiver] = _read([WRITTEN])

    assert (waiver.code, waiver.table, waiver.until, waiver.object) == ("column_null", "t", date(2026, 12, 31), None)


def test_no_setting_is_no_waiver() -> None:
    assert waivers_in_settings("NO_SUCH_SETTING", CODES) == []


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("column_null", "WAIVERS_UNDER_TEST is of type str: write a list of dictionaries."),
        (["column_null"], "WAIVERS_UNDER_TEST[0] is of type str: write a dictionary."),
        ([{**WRITTEN, "colum": "c"}], "WAIVERS_UNDER_TEST[0] has an unknown key 'colum': did you mean column"),
        ([WRITTEN, {**WRITTEN, "owner": ""}], "WAIVERS_UNDER_TEST[1] needs 'owner'"),
        ([{**WRITTEN, "until": "next year"}], "['until'] is 'next year': write a day, such as '2026-12-31'."),
        ([{**WRITTEN, "table": 7}], "WAIVERS_UNDER_TEST[0]['table'] is of type int: write a text."),
        ([{**WRITTEN, "code": "column_nul"}], "names no code of a finding: 'column_nul': did you mean column_null"),
        ([{**WRITTEN, "code": "detector_failed"}], "which can't be waived"),
    ],
)
def test_another_shape_is_refused_in_one_sentence(written: Any, sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        _read(written)

    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_system_check_names_a_wrong_list() -> None:
    with override_settings(SCHEMA_AUDIT_WAIVERS=[{}]):
        [error] = waivers_can_be_read(None)
    assert (error.id, error.msg[:35]) == ("schema_audit.E001", "SCHEMA_AUDIT_WAIVERS[0] needs 'code")


def test_the_system_check_is_content_with_a_right_one() -> None:
    with override_settings(SCHEMA_AUDIT_WAIVERS=[WRITTEN]):
        assert waivers_can_be_read(None) == []


CRASHED = Finding(code="detector_failed", severity=Severity.ERROR, message="crashed", object="column_null")


def _stale(*findings: Finding, within: tuple[str, ...] | None = None) -> list[str]:
    after = after_waivers(findings, _read([WRITTEN]), today=TODAY, within=within)
    return [finding.code for finding in after if finding.code == "stale_waiver"]


def test_a_waiver_of_nothing_is_stale_after_a_whole_look() -> None:
    assert _stale() == ["stale_waiver"]


def test_nothing_is_stale_that_was_not_looked_for() -> None:
    assert _stale(within=("other",)) == []
    assert _stale(CRASHED) == []
