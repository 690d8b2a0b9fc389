"""Fields whose column types Django has never heard of."""

from typing import Any

from django.db import models


class MoodField(models.Field):
    """An enum that a migration makes."""

    def db_type(self, connection: Any) -> str:
        return "mood"


class StockField(models.Field):
    """A domain that a migration makes."""

    def db_type(self, connection: Any) -> str:
        return "stock_count"
