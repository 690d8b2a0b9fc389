"""Sleep that ends with the work it belongs to: a thread that waits out a server's pause is let go when nobody asks."""

import threading
import time

from project.ge_sync.errors import GEUnavailable

_of_thread = threading.local()


def woken_by(over: threading.Event) -> None:
    """Have this thread's rests end as soon as the event is set."""
    _of_thread.over = over


def rest(seconds: float) -> None:
    """Sleep; GEUnavailable where nobody waits for the answer any more."""
    over: threading.Event | None = getattr(_of_thread, "over", None)
    if over is None:
        time.sleep(seconds)
    elif over.wait(seconds):
        raise GEUnavailable("Nobody waits for the answer any more.")
