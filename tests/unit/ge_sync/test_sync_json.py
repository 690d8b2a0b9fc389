"""The report of a sync as JSON lines, and the changes of a dry run while they wait to be printed."""

import json
from typing import Any

from project.ge_sync.reporting.json_report import json_lines
from project.ge_sync.reporting.packed_lines import PackedLines

LINE = {"license_number": "0310837893", "field": "file_number", "old": None, "new": "Ä\n", "conflict": False}


def report(**lists: Any) -> dict[str, Any]:
    return {"tool": "sync", "seconds": 1.5, "as_of": None, "counts": {"new": 1}} | lists


def test_the_lines_are_one_object_with_a_change_on_each_line() -> None:
    said = report(changes=iter([LINE, LINE]), licenses=[], findings=[{"code": "coerced", "details": {}}])

    lines = list(json_lines(said))

    assert json.loads("\n".join(lines)) == report(
        changes=[LINE, LINE], licenses=[], findings=[{"code": "coerced", "details": {}}]
    )
    assert sum("file_number" in line for line in lines) == 2


def test_nothing_to_tell_is_empty_lists() -> None:
    empty = report(changes=(), licenses=[], findings=[])

    assert json.loads("\n".join(json_lines(empty))) == report(changes=[], licenses=[], findings=[])


def test_packed_lines_come_back_by_licence_as_often_as_they_are_asked_for() -> None:
    packed = PackedLines()
    packed.add("0310837895", [LINE, LINE | {"conflict": True}])
    packed.add("0310837894", [])
    packed.add("0310837893", [LINE | {"old": 7}])

    expected = [LINE | {"old": 7}, LINE, LINE | {"conflict": True}]
    assert (list(packed), list(packed), packed.conflicts, bool(packed)) == (expected, expected, 1, True)


def test_no_lines_are_nothing() -> None:
    packed = PackedLines()
    packed.add("0310837893", [])

    assert (bool(packed), list(packed)) == (False, [])
