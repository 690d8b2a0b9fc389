"""The columns of the existing License Manager, as tests/data/license_manager_schema.csv lists them."""

import csv
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "data" / "license_manager_schema.csv"
MANY_TO_MANY = "ManyToManyField"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One row of the file; numbers are None and texts empty where the file has nothing."""

    app: str
    table: str
    model: str
    field: str
    column: str
    django_type: str
    null: bool
    blank: bool
    unique: bool
    max_length: int | None
    max_digits: int | None
    decimal_places: int | None
    default: str
    references: str
    on_delete: str
    choices: str

    def __str__(self) -> str:
        return f"{self.model}.{self.field}"


def read() -> list[Column]:
    """Every row, many-to-many fields too."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [_column(row) for row in csv.DictReader(file)]


def columns() -> list[Column]:
    """The rows that are columns of a model's own table."""
    return [row for row in read() if row.django_type != MANY_TO_MANY]


def many_to_many() -> list[Column]:
    """The rows that are tables between two models; `column` is the table's name."""
    return [row for row in read() if row.django_type == MANY_TO_MANY]


def _column(row: dict[str, str]) -> Column:
    flags = {name: row[name] == "True" for name in ("null", "blank", "unique")}
    numbers = {name: int(row[name]) if row[name] else None for name in ("max_length", "max_digits", "decimal_places")}
    texts = {name: text for name, text in row.items() if name not in flags and name not in numbers}
    return Column(**texts, **flags, **numbers)
