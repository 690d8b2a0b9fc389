"""Times several calls in turn, so that a busy moment of the machine hits all of them."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping


def medians(calls: Mapping[str, Callable[[], object]], *, rounds: int) -> dict[str, float]:
    """The median seconds of each call; one round more comes first and doesn't count."""
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(rounds + 1):
        for name, call in calls.items():
            seconds = timed(call)
            if number:
                taken[name].append(seconds)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def timed(call: Callable[[], object]) -> float:
    """The seconds of one call, after the rubbish of the others was collected."""
    gc.collect()
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
