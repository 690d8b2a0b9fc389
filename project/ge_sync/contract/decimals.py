"""Decimal numbers as the contract writes them: text with a dot, no grouping."""

import re
from collections.abc import Callable
from decimal import Decimal

from project.ge_sync.contract.notes import Notes, Unreadable

_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_INDIAN = re.compile(r"-?[0-9]{1,2}(,[0-9]{2})*,[0-9]{3}(\.[0-9]+)?")
_EXPECTED = "decimal text"


def decimal(*, digits: int = 15, places: int) -> Callable[[object, Notes], Decimal]:
    """A reader for numbers of at most `digits` digits, `places` of them after the point."""
    step = Decimal(1).scaleb(-places)
    limit = Decimal(10) ** (digits - places)
    is_canonical = re.compile(rf"-?[0-9]{{1,{digits - places}}}\.[0-9]{{{places}}}").fullmatch

    def read(raw: object, notes: Notes) -> Decimal:
        if isinstance(raw, str) and is_canonical(raw):
            return Decimal(raw)
        value = _number(raw, notes)
        if value.as_tuple().exponent != -places:
            if value.normalize() != value.quantize(step):
                raise Unreadable(f"at most {places} decimal places")
            value = value.quantize(step)
        if not -limit < value < limit:
            raise Unreadable(f"at most {digits} digits, {places} of them decimals")
        return value

    return read


def _number(raw: object, notes: Notes) -> Decimal:
    if isinstance(raw, str):
        if _PLAIN.fullmatch(raw):
            return Decimal(raw)
        if _INDIAN.fullmatch(raw):
            notes.coerced()
            return Decimal(raw.replace(",", ""))
    elif isinstance(raw, int | Decimal) and not isinstance(raw, bool) and abs(Decimal(raw)) < Decimal(10) ** 20:
        notes.coerced()
        return Decimal(raw)
    raise Unreadable(_EXPECTED)
