"""Misbehaviours together, at random: every licence ends somewhere, with the server's last word or with a reason."""

import os
from typing import Any

import pytest

from tests.integration.ge_sync.conftest import StartServer, Sync, start_ge_server, sync
from tests.integration.ge_sync.rough_nights import RoughNights, live_through

__all__ = ["start_ge_server", "sync"]
# Another draw, over more licences: ROUGH_SEED=17 ROUGH_LICENSES=2000 make faults options="-k rough".
FIRST = int(os.environ.get("ROUGH_SEED", "1"))
LICENSES = int(os.environ.get("ROUGH_LICENSES", "200"))


@pytest.mark.parametrize("seed", range(FIRST, FIRST + 2))
def test_after_rough_nights_everything_is_as_on_the_server(
    start_ge_server: StartServer, sync: Sync, settings: Any, seed: int
) -> None:
    settings.GE_TOTAL_SECONDS = 2.0

    live_through(RoughNights(start_ge_server(LICENSES), sync, seed=seed), rough=2, share=0.05)
