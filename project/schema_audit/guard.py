"""The guard around a step that other people's code can break: a crash becomes a value and never a clean report."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import InterfaceError, OperationalError

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A step that raised: its name, and the error in one line."""

    step: str
    error: str


def guarded(step: str, call: Callable[[], T]) -> T | Failure:
    """What `call` returns, or its failure; a lost or refusing server is nobody's detail and goes on up."""
    try:
        return call()
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 (the one guard: a custom field or a detector may raise anything)
        return Failure(step=step, error=one_line(error))


def one_line(error: BaseException) -> str:
    """The error's class and first line."""
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0]}" if text else type(error).__name__
