"""Documents in the contract's own notation are decoded at once, and come to what the careful reader makes of them."""

import copy
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dev.ge_server.edits import set_value
from project.ge_sync.contract import exact
from project.ge_sync.contract.exact import read, spelled
from project.ge_sync.contract.parse import parse
from project.ge_sync.errors import ContractViolation
from project.ge_sync.payload import canonical, decode

WHOLE: dict[str, Any] = json.loads((Path(__file__).parents[2] / "data" / "ge" / "normal.json").read_text())
# Two rows of each list are enough.
RECORDED = {name: value[:2] if isinstance(value, list) else value for name, value in WHOLE.items()}


def _places(value: Any, path: str = "") -> Iterator[str]:
    """Every place in a document: of values, objects and lists."""
    if path:
        yield path
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _places(each, f"{path}.{name}" if path else name)
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from _places(each, f"{path}[{index}]")


PLACES = list(_places(RECORDED))
# What the contract, or a server that doesn't keep it, may say anywhere.
NUMBERS = [
    *("", " ", "0", "12", "007.00", "-0.00", "0.00", "00.10", ".50", "5.", "1.5", "12.50", "12.505", "12.5050", "1e5"),
    *("NaN", "+1.00", "1_000.00", " 12.50", "12.50\n", "१२.५०", "2,36,297.47", "-9999999999999.99"),
    *("10000000000000.00", "9" * 40, "9" * 40 + ".00", "1." + "0" * 40, "1." + "0" * 40 + "1"),
]
MOMENTS = [
    *("2026-11-22", "2026-02-31", "2026-11-22\n", "20261122", "0000-00-00", "-", "22/11/2026", "22-NOV-26"),
    *("2026-11-22T01:00:00+05:30", "2026-11-22T01:00:00Z", "2026-11-22T01:00:00", "2026-11-22T01:00:00.123456Z"),
    *("2026-11-22T01:00:00.1234567+05:30", "2026-11-22T25:00:00Z", "2026-11-22T01:00:60Z", "2026-11-22T01:00:00+25:00"),
    *("2026-11-22 01:00:00+05:30", "2026-11-22T01:00:00+0530", "2026-11-22t01:00:00z", "2026-11-22T01:00Z"),
]
WORDS = [
    *("0388012345", "388012345", "ABCDE1234F", "0388012345\n", "INNSA1", "INNSA", "USD", "usd", "KGS", "AU", "3%"),
    *("D", "C", "Approved", "ACTIVE", "025/2023", "25/2023", "a\x00b", "half \ud83d", "whole \U0001f600", "\x7f"),
    *("x" * 256, "é" * 255),
]
TEXTS = [*NUMBERS, *MOMENTS, *WORDS]
BARE = [True, False, 0, 1, -1, 2**31, 2**70, 10**30, Decimal("1.0"), Decimal("12.50"), Decimal("1E+5")]
OTHERS = [None, *BARE, {}, [], [{}]]
VALUES = st.sampled_from(TEXTS) | st.sampled_from(OTHERS) | st.text(max_size=12) | st.integers(-3, 3)


def _both_agree(document: dict[str, Any]) -> bool:
    """Whether the document was decoded at once; then the careful reader finds nothing odd and reads the same."""
    at_once = exact.without_oddities([canonical(document)])[0]
    if at_once is None:
        return False
    parsed = parse(document)
    assert (parsed.warnings, parsed.unknown_fields) == ({}, ())
    assert at_once == spelled(parsed.values)
    return True


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(PLACES), VALUES)
def test_whatever_stands_anywhere_is_read_as_the_careful_reader_reads_it(place: str, value: Any) -> None:
    document = copy.deepcopy(RECORDED)
    set_value(document, place, value)

    _both_agree(document)


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_no_text_is_read_otherwise_in_any_field(text: str) -> None:
    for name in PLACES:
        document = copy.deepcopy(RECORDED)
        set_value(document, name, text)
        _both_agree(document)


@pytest.mark.parametrize("path", [path for path in PLACES if not path.endswith("]")])
def test_a_key_that_is_absent_is_absent_to_both(path: str) -> None:
    document = copy.deepcopy(RECORDED)
    *above, name = path.split(".")
    row: Any = document
    for part in above:
        key, _, index = part.partition("[")
        row = row[key][int(index[:-1])] if index else row[key]
    del row[name]

    _both_agree(document)


def test_the_recorded_answer_is_decoded_at_once() -> None:
    assert _both_agree(WHOLE)


@pytest.mark.parametrize(
    ("path", "value"),
    [("cif_fc", "2,36,297.47"), ("cif_fc", Decimal("12.50")), ("license_date", "22/11/2026"), ("news", "x")],
)
def test_an_oddity_is_left_to_the_careful_reader(path: str, value: Any) -> None:
    document = copy.deepcopy(RECORDED)
    set_value(document, path, value)
    parsed, said = parse(document), read(canonical(document))

    assert not _both_agree(document)
    assert said.document == spelled(parsed.values)
    assert (said.warnings, said.unknown_fields) == (parsed.warnings, parsed.unknown_fields)


def test_a_key_twice_is_refused_by_its_path() -> None:
    body = canonical(RECORDED).replace(b'"cif_fc":', b'"cif_fc":"1.00","cif_fc":', 1)

    with pytest.raises(ContractViolation, match="the key twice"):
        read(canonical(decode(body).value))
