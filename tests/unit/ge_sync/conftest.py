"""A recorded licence document, fresh for each test, and the ways to bend it."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from project.ge_sync.comparing.state import LicenseState
from project.ge_sync.comparing.theirs import state_of
from project.ge_sync.contract.exact import read
from project.ge_sync.payload import canonical

RECORDED: dict[str, Any] = json.loads((Path(__file__).parents[2] / "data" / "ge" / "normal.json").read_text())


@pytest.fixture
def document() -> dict[str, Any]:
    """The recorded answer."""
    return copy.deepcopy(RECORDED)


@pytest.fixture
def state_with() -> Callable[..., LicenseState]:
    """The state of the recorded answer after a change to the document."""

    def make(change: Callable[[dict[str, Any]], object] = lambda document: None) -> LicenseState:
        bent = copy.deepcopy(RECORDED)
        change(bent)
        return state_of(read(canonical(bent)).document)

    return make
