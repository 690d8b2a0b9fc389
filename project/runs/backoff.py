"""How long work waits after it failed."""

from datetime import timedelta

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=30)
GROWTH = 4


def wait_after(failures: int) -> timedelta:
    """Nothing before the first failure, then 30 s, 2 min, 8 min, and 30 min from the fourth on."""
    if failures < 1:
        return timedelta(0)
    # The exponent is bounded because timedelta overflows long before an integer does.
    growth: int = GROWTH ** min(failures - 1, 10)
    return min(FIRST_WAIT * growth, LONGEST_WAIT)
