"""Models made up from the number in RANDOM_SEED: the same number makes the same models."""

import os
import random
from typing import Any

from django.db import models

from random_models.parts import column, meta, primary_key, relation

MODELS = 7


def _make(chance: random.Random, number: int, before: list[type[models.Model]]) -> type[models.Model]:
    """One model with fields, relations, indexes and constraints; some inherit the table of another."""
    heirs = [one for one in before if not isinstance(one._meta.pk, models.CompositePrimaryKey)]
    parent = chance.choice(heirs) if heirs and chance.random() < 0.15 else None
    body: dict[str, Any] = {} if parent else primary_key(chance)
    keys = list(body)
    own = {f"m{number}_field{place}": column(chance) for place in range(chance.randint(2, 7))}
    body |= own
    for place in range(chance.randint(0, 2) if heirs or "pk" not in keys else 0):
        body[f"m{number}_relation{place}"] = relation(chance, heirs)
    if heirs and "pk" not in keys and chance.random() < 0.3:
        body[f"m{number}_many"] = models.ManyToManyField(chance.choice(heirs), related_name="+")
    body["Meta"] = meta(chance, f"random_{number}", own)
    body["__module__"] = __name__
    return type(f"Model{number}", (parent or models.Model,), body)


def _all(seed: int) -> list[type[models.Model]]:
    chance = random.Random(seed)
    made: list[type[models.Model]] = []
    for number in range(MODELS):
        made.append(_make(chance, number, made))
    return made


ALL = _all(int(os.environ["RANDOM_SEED"]))
