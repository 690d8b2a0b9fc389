from datetime import timedelta

import pytest

from project.runs.backoff import wait_after


@pytest.mark.parametrize(("failures", "seconds"), [(0, 0), (1, 30), (2, 120), (3, 480), (4, 1800), (5, 1800)])
def test_the_wait_grows_fourfold_up_to_half_an_hour(failures: int, seconds: int) -> None:
    assert wait_after(failures) == timedelta(seconds=seconds)


def test_any_number_of_failures_has_a_wait() -> None:
    assert wait_after(10_000) == timedelta(minutes=30)
