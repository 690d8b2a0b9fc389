"""A look that ends half way, and an expected side that can't be built: never a clean report."""

from typing import Any

import pytest
from django.apps import apps
from django.db import InterfaceError, OperationalError, connections

from project.schema_audit.audit import audit
from project.schema_audit.building.wanted import collected

STEPS = ("looking for causes", "counting rows in the way")


@pytest.mark.parametrize("last", STEPS)
def test_a_connection_lost_half_way_is_no_report(inspected: str, onlooker: Any, last: str) -> None:
    onlooker.execute("ALTER TABLE core_companymodel ALTER COLUMN iec DROP NOT NULL")
    said = []

    def ended(step: str) -> None:
        said.append(step)
        if step == last:
            number = connections[inspected].connection.info.backend_pid
            onlooker.execute("SELECT pg_terminate_backend(%s, 5000)", [number])

    with pytest.raises((OperationalError, InterfaceError)):
        audit(inspected, on_step=ended)

    assert last in said


def test_a_field_that_can_not_be_built_is_told_with_its_cause(inspected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Any, connection: Any) -> str:
        raise RuntimeError("no type for this field")

    field = apps.get_model("license", "Invoice")._meta.get_field("sale_type")
    monkeypatch.setattr(type(field), "db_type", refuse)
    collected.cache_clear()

    findings = audit(inspected).findings

    told = [one for one in findings if one.code == "expected_unavailable"]
    causes = {one.table: one.message for one in told}
    assert "no type for this field" in causes["license_invoice"]
    monkeypatch.undo()
    collected.cache_clear()
