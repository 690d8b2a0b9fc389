"""What errors say: short, printable, with the place."""

import pytest

from project.ge_sync.errors import ContractViolation, shorten


@pytest.mark.parametrize(
    ("value", "text"),
    [("N/A", "N/A"), ("a\x00b", "a\\x00b"), ("x\ud83d", "x\\ud83d"), (7, "7"), (None, "None"), ("Crème", "Crème")],
)
def test_a_value_is_shown_so_that_it_can_be_printed_and_stored(value: object, text: str) -> None:
    assert shorten(value) == text


def test_a_long_value_is_cut() -> None:
    assert shorten("x" * 200) == "x" * 79 + "…"


def test_a_violation_names_its_place_first() -> None:
    error = ContractViolation(path="import_items[2].quantity", expected="decimal text", got="N/A")

    assert str(error) == "import_items[2].quantity: expected decimal text, got N/A"
