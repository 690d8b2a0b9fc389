"""Waivers from the settings in a real audit."""

import json
from typing import Any

from tests.integration.schema_fixing.shop import Shop, places

DRIFT = "ALTER TABLE shop_item ALTER COLUMN name TYPE varchar(40)"
WAIVER = {
    "code": "column_length",
    "table": "shop_item",
    "column": "name",
    "expected": "character varying(50)",
    "actual": "character varying(40)",
    "reason": "the labels are shorter",
    "owner": "shop",
    "until": "2999-12-31",
}


def _check(shop: Shop, *arguments: str, **changes: str) -> dict[str, Any]:
    return shop.check(*arguments, WAIVERS=json.dumps([{**WAIVER, **changes}]))


def test_a_waived_finding_fails_nothing_and_lowers_nothing(shop: Shop) -> None:
    shop.sql(DRIFT)

    report = _check(shop)

    assert (report["exit"], report["score"]) == (0, 100.0)
    [finding] = report["findings"]
    assert (finding["code"], finding["waived"]) == ("column_length", True)


def test_without_the_waiver_the_same_fails(shop: Shop) -> None:
    shop.sql(DRIFT)

    report = shop.check()

    assert report["exit"] == 1
    assert report["score"] < 100


def test_it_is_counted_in_the_summary_and_listed_when_asked_for(shop: Shop) -> None:
    shop.sql(DRIFT)
    waivers = json.dumps([WAIVER])

    quiet = shop.manage("check_db_structure", WAIVERS=waivers).stdout
    listed = shop.manage("check_db_structure", "--show-waived", WAIVERS=waivers).stdout

    assert quiet.splitlines()[-1].startswith("1 waived; score 100.00")
    assert "column_length" not in quiet
    assert "waived by: shop, until 2999-12-31: the labels are shorter" in listed


def test_fix_leaves_a_waived_finding_alone(shop: Shop) -> None:
    shop.sql(DRIFT)
    before = shop.structure()

    report = _check(shop, "--fix", "--yes")

    assert report["stats"]["plan"]["untouched"][0]["why"] == "waived"
    assert shop.structure() == before


def test_another_value_at_the_same_place_is_open(shop: Shop) -> None:
    shop.sql("ALTER TABLE shop_item ALTER COLUMN name TYPE varchar(30)")

    report = _check(shop)

    assert report["exit"] == 1
    assert places(report) == ["column_length shop_item name", "stale_waiver shop_item name column_length"]
    assert "now it is character varying(50) expected, character varying(30) found" in report["findings"][1]["message"]


def test_an_expired_waiver_covers_nothing_and_is_a_warning(shop: Shop) -> None:
    shop.sql(DRIFT)

    report = _check(shop, until="2020-01-01")

    severities = {one["code"]: one["severity"] for one in report["findings"]}
    assert (report["exit"], severities) == (1, {"column_length": "error", "stale_waiver": "warning"})


def test_a_waiver_of_nothing_is_a_note(shop: Shop) -> None:
    report = _check(shop)

    assert report["exit"] == 0
    assert [(one["code"], one["severity"]) for one in report["findings"]] == [("stale_waiver", "info")]


def test_a_wrong_list_is_refused(shop: Shop) -> None:
    done = shop.manage("check_db_structure", WAIVERS=json.dumps([{"code": "column_length"}]))

    assert done.returncode == 2
    assert "SCHEMA_AUDIT_WAIVERS[0] needs 'reason'" in done.stderr
    assert "Traceback" not in done.stderr
