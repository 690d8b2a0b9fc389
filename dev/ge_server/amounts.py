"""Money and quantities as whole smallest units, so that every sum in a document is exact."""

from collections.abc import Sequence
from decimal import Decimal

MONEY_PLACES = 2
QUANTITY_PLACES = 3
RATE_PLACES = 4


def as_text(units: int, places: int) -> str:
    """The contract's decimal text: `as_text(-1250, 2)` is "-12.50"."""
    whole, part = divmod(abs(units), 10**places)
    return f"{'-' if units < 0 else ''}{whole}.{part:0{places}d}"


def as_units(value: str, places: int) -> int:
    """The number of smallest units in decimal text: `as_units("12.5", 2)` is 1250."""
    return int(Decimal(value).scaleb(places))


def in_rupees(cents: int, rate: int) -> int:
    """Paise for an amount in a foreign currency's cents, `rate` in ten-thousandths, rounded half up."""
    return (cents * rate + 5000) // 10000


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Parts of `total` in proportion to `weights`; the last weighty part takes what rounding left over."""
    whole = sum(weights) or 1
    parts = [total * weight // whole for weight in weights]
    last = max(index for index, weight in enumerate(weights) if weight or index == 0)
    parts[last] += total - sum(parts)
    return parts
