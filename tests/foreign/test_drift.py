"""A change made by hand is reported at its root and nowhere else, and is gone after its own fix, with every row there.

Places are drawn at random, with the seed of FOREIGN_SEED; several changes that share no table are made at once.
"""

import os
import random
from types import ModuleType

import pytest

from tests.foreign.conftest import Filled
from tests.foreign.drift import columns, indexes, rules, tables
from tests.foreign.drift.trial import batches, drawn, trial

SEED = int(os.environ.get("FOREIGN_SEED", "20251101"))
# Places of each kind, and changes at once: the small site is asked most.
PLACES = {"hard": 3, "partitions": 2}
AT_ONCE = 20


@pytest.mark.parametrize("part", [columns, rules, indexes, tables], ids=lambda part: part.__name__.split(".")[-1])
def test_a_change_by_hand_is_found_at_its_root_and_mended(filled: Filled, part: ModuleType) -> None:
    changes = drawn(filled.catalog, part.KINDS, random.Random(SEED), PLACES.get(filled.site.name, 1))

    assert len(changes) > 5, "nothing was drawn"
    assert [wrong for group in batches(changes, AT_ONCE) for wrong in trial(filled.site, group)] == []
