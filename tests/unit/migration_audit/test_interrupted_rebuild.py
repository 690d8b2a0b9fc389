"""A rebuild that was killed is told, for its files are those of no chain."""

from pathlib import Path

import pytest

from project.findings import Severity
from project.migration_audit.detectors.rebuilds import rebuild_interrupted
from project.migration_audit.rebuild.interrupted import Interrupted
from project.migration_audit.rebuild.journal import Journal, Purpose, State
from tests.unit.migration_audit.pictures import picture


def test_an_interrupted_rebuild_is_an_error_with_the_way_out() -> None:
    told = ("A rebuild of shop, begun today, was interrupted.", "Run `manage.py rebuild_migrations`.")

    (finding,) = rebuild_interrupted(picture(interrupted=(told,)))

    assert finding.severity is Severity.ERROR
    assert finding.message == "A rebuild of shop, begun today, was interrupted."
    assert finding.fix is not None
    assert "manage.py rebuild_migrations" in finding.fix.note


def test_no_rebuild_is_not_reported() -> None:
    assert list(rebuild_interrupted(picture())) == []


@pytest.mark.parametrize(
    ("runs", "state", "next_step"),
    [
        (True, State.BEGUN, "Wait until it has ended."),
        (False, State.BEGUN, "Run `manage.py rebuild_migrations`: it puts this in order."),
        (False, State.DONE, "Run `manage.py rebuild_migrations`: it puts this in order."),
    ],
)
def test_one_at_work_is_waited_for_and_one_that_was_killed_put_in_order(
    runs: bool, state: State, next_step: str, tmp_path: Path
) -> None:
    journal = Journal(folder=tmp_path, purpose=Purpose.REBUILD, folders={"shop": tmp_path}, new={}, old={}, state=state)

    assert Interrupted(journal=journal, runs=runs).next_step == next_step
