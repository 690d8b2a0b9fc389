"""Runs a measurement once for each size, each in a process of its own: a Django project can be set up only once."""

import subprocess
import sys
from collections.abc import Callable, Sequence


def for_each(sizes: Sequence[int], measure: Callable[[int], None]) -> None:
    """Measure the size of the arguments; without one start this module once for each size."""
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
        return
    module = sys.modules["__main__"].__spec__
    for size in sizes:
        subprocess.run([sys.executable, "-m", module.name if module else "", str(size)], check=True)
