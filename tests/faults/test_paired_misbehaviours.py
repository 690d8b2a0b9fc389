"""Every two ways in which documents and pages go wrong, and many threes, each on a licence of its own, in one night."""

from itertools import combinations
from typing import Any

import pytest

from tests.integration.ge_sync.conftest import StartServer, Sync, start_ge_server, sync
from tests.integration.ge_sync.rough_nights import DOCUMENTS, RoughNights, come_to_rest

__all__ = ["start_ge_server", "sync"]
THREES = 75


@pytest.mark.parametrize("known_before", [False, True], ids=["at first contact", "of known licences"])
def test_a_licence_that_goes_wrong_in_two_ways_or_three_ends_with_a_reason_or_as_the_server_says(
    start_ge_server: StartServer, sync: Sync, settings: Any, known_before: bool
) -> None:
    nights = RoughNights(start_ge_server(200), sync, seed=int(known_before))
    together = [*combinations(sorted(DOCUMENTS), 2)]
    together += nights.dice.sample([*combinations(sorted(DOCUMENTS), 3)], k=THREES)
    if known_before:
        nights.night()
    numbers = sorted(nights.documents())
    for name in nights.dice.sample(sorted(DOCUMENTS), k=len(DOCUMENTS)):
        nights.spoil_these(name, [n for n, names in zip(numbers, together, strict=False) if name in names])

    nights.night()
    nights.night("--force")

    come_to_rest(nights)
