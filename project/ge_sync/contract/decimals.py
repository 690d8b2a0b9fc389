"""Decimal numbers as the contract writes them: text with a dot, no grouping."""

import re
from decimal import Context, Decimal

from project.ge_sync.contract.notes import Notes, Unreadable
from project.ge_sync.contract.reader import Reader

_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_INDIAN = re.compile(r"-?[0-9]{1,2}(,[0-9]{2})*,[0-9]{3}(\.[0-9]+)?")
_EXPECTED = "decimal text"


def decimal(*, digits: int = 15, places: int) -> Reader[Decimal]:
    """A reader for numbers of at most `digits` digits, `places` of them after the point."""
    step = Decimal(1).scaleb(-places)
    limit = Decimal(10) ** (digits - places)
    wide = Context(prec=digits)
    form = rf"-?(?:0|[1-9][0-9]{{0,{digits - places - 1}}})\.[0-9]{{{places}}}"

    def read(raw: object, notes: Notes) -> Decimal:
        value = _number(raw, notes)
        if not -limit < value < limit:
            raise Unreadable(f"at most {digits} digits, {places} of them decimals")
        rounded = value.quantize(step, context=wide)
        if rounded != value:
            raise Unreadable(f"at most {places} decimal places")
        return rounded

    return Reader(read, str, form, of_text=Decimal)


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
