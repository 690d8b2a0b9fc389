"""Models that a router keeps off a database are not expected there, and their tables are nobody's leftovers."""

from typing import Any

import pytest

from project.schema_audit.audit import audit

TRADE = [
    "trade_licensetrade",
    "trade_licensetradeline",
    "trade_licensetradepayment",
]


class NoTrade:
    """Keeps one app off the inspected database."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if (db, app_label) == ("inspected", "trade") else None


@pytest.fixture
def kept_off(settings: Any) -> None:
    settings.DATABASE_ROUTERS = ["tests.integration.schema_pictures.test_routers.NoTrade"]


def _without_trade(onlooker: Any) -> None:
    onlooker.execute(f"DROP TABLE {', '.join(TRADE)} CASCADE")


def _found(alias: str) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.table) for finding in audit(alias).findings if finding.severity != "info"]


def test_without_a_router_the_tables_are_missed(inspected: str, onlooker: Any) -> None:
    _without_trade(onlooker)

    assert sorted(_found(inspected)) == [("missing_table", table) for table in TRADE]


def test_a_model_that_a_router_keeps_off_is_not_expected(inspected: str, onlooker: Any, kept_off: None) -> None:
    _without_trade(onlooker)

    assert _found(inspected) == []


def test_its_table_is_no_leftover_where_it_is_there(inspected: str, kept_off: None) -> None:
    assert [one.table for one in audit(inspected).findings if one.code == "extra_table"] == []
