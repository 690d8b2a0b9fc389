"""A rebuild that was killed is told, for its files are those of no chain."""

from project.findings import Severity
from project.migration_audit.detectors.rebuilds import rebuild_interrupted
from tests.unit.migration_audit.pictures import picture


def test_an_interrupted_rebuild_is_an_error_with_the_way_out() -> None:
    (finding,) = rebuild_interrupted(picture(interrupted=("A rebuild of shop, begun today, was interrupted.",)))

    assert finding.severity is Severity.ERROR
    assert finding.message == "A rebuild of shop, begun today, was interrupted."
    assert finding.fix is not None
    assert "manage.py rebuild_migrations" in finding.fix.note


def test_no_rebuild_is_not_reported() -> None:
    assert list(rebuild_interrupted(picture())) == []
