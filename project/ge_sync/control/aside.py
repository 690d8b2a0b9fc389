"""Ask the database from a thread that ends at once: threads that fetch hold no connection.

And what one worker tells the others is committed when this returns, whatever transaction the caller is in.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def aside(question: Callable[[], T]) -> T:
    """What `question` returns, asked over a connection of its own."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="ge-control") as pool:
        return pool.submit(_closing, question).result()


def _closing(question: Callable[[], T]) -> T:
    try:
        return question()
    finally:
        connection.close()
