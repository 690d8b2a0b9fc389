"""The pause of the garbage collector ends in every case."""

import gc

import pytest

from project.uncollected import uncollected


def test_the_collector_goes_on_after_an_error() -> None:
    def fail() -> None:
        with uncollected():
            assert not gc.isenabled()
            raise ValueError("never mind")

    with pytest.raises(ValueError, match="never mind"):
        fail()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
