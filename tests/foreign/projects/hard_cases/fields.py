"""Field types that Django doesn't know: by `db_type`, by `db_parameters`, by a subclass, by an enum and a domain."""

from typing import Any

from django.db import models


class PointField(models.Field):
    """PostgreSQL's own point."""

    def db_type(self, connection: Any) -> str:
        return "point"


class MoneyField(models.DecimalField):
    """A subclass that fixes its digits and leaves them out of its deconstruction."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "max_digits": 19, "decimal_places": 4})

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {key: options[key] for key in options if key not in ("max_digits", "decimal_places")}


class MoodField(models.Field):
    """An enum that a migration makes."""

    def db_type(self, connection: Any) -> str:
        return "hard_mood"


class PostcodeField(models.CharField):
    """A domain that a migration makes."""

    def db_type(self, connection: Any) -> str:
        return "hard_postcode"


class CheckedField(models.IntegerField):
    """A check of its own, through `db_parameters`."""

    def db_parameters(self, connection: Any) -> Any:
        column = connection.ops.quote_name(self.column)
        return {"type": "smallint", "check": f"{column} BETWEEN 1 AND 9"}


class NumberedField(models.AutoField):
    """A key of another name than Django's."""


class CidrField(models.Field):
    """A network, with the type's own modifiers in its DDL."""

    def db_type(self, connection: Any) -> str:
        return "cidr"


class BitsField(models.Field):
    """A type with a length that isn't text."""

    def __init__(self, *args: Any, bits: int = 8, **options: Any) -> None:
        self.bits = bits
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "bits": self.bits}

    def db_type(self, connection: Any) -> str:
        return f"bit varying({self.bits})"
