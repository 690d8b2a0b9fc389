"""Every kind of drift in tests/cases: found as said, mended by its own SQL, not found again; its twin is no drift."""

from pathlib import Path

import pytest

from tests.integration.schema_audit.depot import Depot, told

CASES = sorted(path.parent for path in (Path(__file__).parents[2] / "cases").glob("*/drift.sql"))


def _lines(file: Path) -> list[str]:
    return sorted(file.read_text().splitlines()) if file.exists() else []


def _only_on_newer_servers(case: Path, depot: Depot) -> None:
    """`server.txt` holds the first version number that can be changed this way, such as 180000."""
    minimum = case / "server.txt"
    if minimum.exists() and int(depot.value("SHOW server_version_num")) < int(minimum.read_text()):
        pytest.skip(f"needs PostgreSQL {minimum.read_text().strip()}")


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 100


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_drift_is_found_mended_and_gone_and_its_twin_is_silent(case: Path, depot: Depot) -> None:
    _only_on_newer_servers(case, depot)
    depot.run((case / "drift.sql").read_text())

    found = depot.audit()
    assert told(found) == _lines(case / "findings.txt")

    before = depot.row_counts()
    for finding in found:
        for statement in finding.fix_sql:
            depot.execute(statement)
    left = depot.audit()
    assert told(left) == _lines(case / "left.txt")
    after = depot.row_counts()
    assert before.items() <= after.items()
    assert sum(after.values()) == sum(before.values())

    # A mended database is as good as a new one for the twin; one that only a person can mend is not.
    if left:
        depot.fresh()
    depot.run((case / "twin.sql").read_text())
    assert told(depot.audit()) == []
