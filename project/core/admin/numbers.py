"""Numbers in lists, in groups of three with thin spaces between."""

from collections.abc import Callable
from decimal import Decimal

from django.contrib import admin
from django.db.models import Model

THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"


def grouped(field: str, label: str = "") -> Callable[[Model], str]:
    """A list column with this field's number; sorts as the field does."""

    @admin.display(description=label or field.replace("_", " "), ordering=field)
    def column(row: Model) -> str:
        return in_groups(getattr(row, field))

    return column


def in_groups(number: Decimal | int | None) -> str:
    """`1234567.50` as `1 234 567.50`, the decimals as they are stored; no number as a dash."""
    return "-" if number is None else f"{number:,}".replace(",", THIN_SPACE)
