"""Django apps made up in memory: eight models and two many-to-many tables each, the same ones in every run."""

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from django.apps import AppConfig, apps
from django.db import models
from django.db.models import Q

TABLES_PER_APP = 10
_MODELS_PER_APP = 8
_MANY_TO_MANY_PER_APP = TABLES_PER_APP - _MODELS_PER_APP


def configs(tables: int) -> list[AppConfig]:
    """One app for every ten tables; their models come with `make_models`, once Django is set up."""
    return [_config(f"generated_{number:03}") for number in range(tables // TABLES_PER_APP)]


def make_models(*, extra_columns: int = 0) -> list[type[models.Model]]:
    """Two foreign keys in each model and in each many-to-many table, uniques, checks and five indexes or more.

    `extra_columns` are plain ones that each model has besides.
    """
    return [model for config in _generated() for model in _models_of(config.label, extra_columns)]


def _config(label: str) -> AppConfig:
    module = ModuleType(label)
    module.__file__ = f"/generated/{label}/__init__.py"
    module.__path__ = []
    sys.modules[label] = module
    config = AppConfig(label, module)
    config.default_auto_field = "django.db.models.BigAutoField"
    return config


def _generated() -> Iterator[AppConfig]:
    return (config for config in apps.get_app_configs() if config.label.startswith("generated_"))


def _models_of(label: str, extra_columns: int) -> Iterator[type[models.Model]]:
    for number in range(_MODELS_PER_APP):
        attributes = _fields(label, number) | {
            f"amount_{extra}": models.IntegerField(default=0) for extra in range(extra_columns)
        }
        if number < _MANY_TO_MANY_PER_APP:
            attributes["related"] = models.ManyToManyField(f"{label}.Thing{number + 1}", related_name="+")
        attributes["Meta"] = type("Meta", (), _options(label, number))
        yield type(f"Thing{number}", (models.Model,), {"__module__": label, **attributes})


def _fields(label: str, number: int) -> dict[str, Any]:
    return {
        "code": models.CharField(max_length=40, unique=True),
        "title": models.CharField(max_length=100 + number, db_index=True),
        "remarks": models.TextField(blank=True),
        "quantity": models.PositiveIntegerField(default=0),
        "price": models.DecimalField(max_digits=12, decimal_places=2, null=True),
        "valid_on": models.DateField(null=True, db_index=True),
        "changed_at": models.DateTimeField(auto_now=True),
        "active": models.BooleanField(default=True),
        "details": models.JSONField(default=dict),
        "parent": _key("self"),
        "partner": _key(f"{label}.Thing{(number + 3) % _MODELS_PER_APP}"),
    }


def _key(target: str) -> models.Field:
    return models.ForeignKey(target, models.CASCADE, null=True, related_name="+")


def _options(label: str, number: int) -> dict[str, Any]:
    name = f"{label}_{number}"
    return {
        "app_label": label,
        "indexes": [
            models.Index(fields=["valid_on", "changed_at"], name=f"{name}_dates"),  # sqldiff crashes at "-changed_at"
            models.Index(fields=["price"], name=f"{name}_open", condition=Q(active=True)),
        ],
        "constraints": [
            models.UniqueConstraint(fields=["partner", "title"], name=f"{name}_once"),
            models.CheckConstraint(condition=Q(price__isnull=True) | Q(price__gte=0), name=f"{name}_price"),
        ],
    }
