"""Misbehaviours together, at random: every licence ends somewhere, with the server's last word or with a reason."""

import os
from typing import Any

import pytest

from tests.integration.ge_sync.conftest import StartServer, Sync, start_ge_server, sync
from tests.integration.ge_sync.rough_nights import RoughNights, live_through

__all__ = ["start_ge_server", "sync"]
# Another draw each time: ROUGH_SEED=17 make faults options="-k rough".
FIRST = int(os.environ.get("ROUGH_SEED", "1"))


@pytest.mark.parametrize("seed", range(FIRST, FIRST + 3))
def test_after_rough_nights_everything_is_as_on_the_server(
    start_ge_server: StartServer, sync: Sync, settings: Any, seed: int
) -> None:
    settings.GE_TOTAL_SECONDS = 2.0

    live_through(RoughNights(start_ge_server(200), sync, seed=seed), rough=2, share=0.05)


def test_after_a_rough_night_over_two_thousand_licences_everything_is_as_on_the_server(
    start_ge_server: StartServer, sync: Sync, settings: Any
) -> None:
    settings.GE_TOTAL_SECONDS = 2.0

    live_through(RoughNights(start_ge_server(2000), sync, seed=FIRST), rough=1, share=0.05)
