"""Money, quantities and rates: exact, and never guessed."""

from decimal import Decimal

import pytest

from project.ge_sync.contract.decimals import decimal
from project.ge_sync.contract.notes import Notes, Unreadable

money = decimal(places=2)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("236297.47", "236297.47"),
        ("-12.5", "-12.50"),
        ("0", "0.00"),
        ("7.000", "7.00"),
        ("2,36,297.47", "236297.47"),
        ("1,234.5", "1234.50"),
        (Decimal("12.5"), "12.50"),
        (Decimal("1E+5"), "100000.00"),
        (12, "12.00"),
    ],
)
def test_a_number_is_read_to_its_places(raw: object, expected: str) -> None:
    assert str(money(raw, Notes())) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "NA",
        "N/A",
        "1e5",
        "NaN",
        "Infinity",
        "1.234,5",
        "12,34",
        "1.005",
        " 12",
        "+1",
        "१२",
        True,
        None,
        [],
        10**30,
        "9" * 40,
        "9" * 40 + ".00",
    ],
)
def test_what_is_no_number_of_the_contract_is_refused(raw: object) -> None:
    with pytest.raises(Unreadable):
        money(raw, Notes())


def test_more_digits_than_the_column_holds_are_refused() -> None:
    assert money("9999999999999.99", Notes()) == Decimal("9999999999999.99")
    with pytest.raises(Unreadable, match="at most 15 digits"):
        money("10000000000000.00", Notes())


def test_a_number_of_many_places_is_never_rounded() -> None:
    assert money("1." + "0" * 40, Notes()) == Decimal("1.00")
    with pytest.raises(Unreadable, match="at most 2 decimal places"):
        money("1." + "0" * 40 + "1", Notes())


def test_a_grouped_or_bare_number_is_noted_and_plain_text_is_not() -> None:
    notes = Notes()

    money("12.50", notes)
    assert notes.counts == {}
    money("2,36,297.47", notes)
    money(Decimal("12.5"), notes)

    assert notes.counts == {"coerced": 2}
