"""Everything that spoils documents can strike the same one, in any order."""

from itertools import permutations

import pytest

from dev.ge_server.documents import document
from dev.ge_server.misbehaviour import ALL
from dev.ge_server.switch import Switch, from_text

SPOILERS = [f"{each.name}:{variant}".rstrip(":") for each in ALL if each.spoil for variant in each.variants]


def spoil(made: dict[str, object], switch: Switch) -> None:
    assert switch.misbehaviour.spoil
    switch.misbehaviour.spoil(made, switch.variant("x"), switch.random("x"))


@pytest.mark.parametrize("first", SPOILERS)
def test_any_two_can_strike_the_same_document(first: str) -> None:
    for second in SPOILERS:
        for order in permutations((first, second)):
            made = document(7, 3)
            made["updated_at"] = "2026-11-01T00:00:00+05:30"
            for name in order:
                spoil(made, from_text(name))
            assert made["license_number"]
