"""Where in the old chain a difference may come from: file and line of the operations that could have made it."""

import re
from collections.abc import Sequence

from django.apps import apps

from project.migration_audit.rebuild.chain import Difference
from project.migration_audit.rebuild.inventory import InventoryItem

_SHOWN = 3


def app_of(difference: Difference) -> str | None:
    """The app of the table that is named in it; None where no model has such a table."""
    found = _model(difference)
    return found[0] if found else None


def places_of(difference: Difference, items: Sequence[InventoryItem]) -> str:
    """`a.py:7: ` and more; what no model makes again comes first, then what names the model. Empty for nothing."""
    found = _model(difference)
    near = [item for item in items if found is None or item.migration.app == found[0]] or list(items)
    by_hand = [item.place for item in near if item.by_hand]
    named = [item.place for item in near if found and re.search(rf"\b{found[1]}\b", item.text, re.IGNORECASE)]
    places = list(dict.fromkeys([*by_hand, *reversed(named)]))
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    return f"{', '.join(places[:_SHOWN])}{more}: " if places else ""


def _model(difference: Difference) -> tuple[str, str] | None:
    """App and name of the model whose table is a word of the place."""
    words = set(re.findall(r"\w+", difference.place))
    tables = {model._meta.db_table: model._meta for model in apps.get_models(include_auto_created=True)}
    return next(((str(meta.app_label), str(meta.model_name)) for table, meta in tables.items() if table in words), None)
