"""The report as JSON, written as it is read: a first load has millions of changes."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

# What may be long: an object of it stands on a line of its own.
_LISTS = ("changes", "licenses", "findings")


def json_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """The lines of one JSON object in the shape of the output contract."""
    yield "{"
    last = list(report)[-1]
    for name, value in report.items():
        comma = "" if name == last else ","
        if name in _LISTS:
            yield f"  {json.dumps(name)}: ["
            yield from _objects(value)
            yield f"  ]{comma}"
        else:
            yield f"  {json.dumps(name)}: {_json(value)}{comma}"
    yield "}"


def _objects(values: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    before: Mapping[str, Any] | None = None
    for value in values:
        if before is not None:
            yield f"    {_json(before)},"
        before = value
    if before is not None:
        yield f"    {_json(before)}"


def _json(value: Any) -> str:
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False)
