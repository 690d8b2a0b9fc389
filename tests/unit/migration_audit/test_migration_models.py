"""Model changes: an error where the database would change, milder elsewhere."""

import pytest

from project.findings import Cause, Severity
from project.migration_audit.detectors.models import model_change_without_migration
from project.migration_audit.state import ModelChange
from tests.unit.migration_audit.pictures import app, picture


def _change(*, touches_database: bool) -> ModelChange:
    return ModelChange(
        app="shop",
        name="alter_item_name",
        text="Alter field name on item",
        expected="max_length=20",
        actual="max_length=10",
        touches_database=touches_database,
        model="shop.Item",
        field="name",
    )


@pytest.mark.parametrize(
    ("ours", "touches_database", "severity"),
    [
        (True, True, Severity.ERROR),
        (True, False, Severity.WARNING),
        (False, True, Severity.WARNING),
        (False, False, Severity.INFO),
    ],
)
def test_a_model_change_is_as_bad_as_what_it_touches(*, ours: bool, touches_database: bool, severity: Severity) -> None:
    change = _change(touches_database=touches_database)

    (finding,) = model_change_without_migration(picture(apps={"shop": app("shop", ours=ours)}, model_changes=(change,)))

    assert finding.severity is severity
    assert finding.cause is Cause.MODEL_CHANGE_WITHOUT_MIGRATION
    assert (finding.object, finding.model, finding.field) == ("shop.alter_item_name", "shop.Item", "name")
    assert finding.fix is not None
    assert ("`manage.py makemigrations shop`" in finding.fix.note) is ours


def test_models_without_a_change_are_not_reported() -> None:
    assert list(model_change_without_migration(picture())) == []


def test_models_that_were_not_compared_are_not_reported_here() -> None:
    assert list(model_change_without_migration(picture(model_changes=None))) == []
