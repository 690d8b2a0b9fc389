"""The one place that survives whatever a migration file, a custom operation or a detector raises."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import InterfaceError, OperationalError

Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True)
class Outcome(Generic[Value]):
    """What a call returned, or in one line why it didn't: `problem` is empty exactly where it did."""

    value: Value | None = None
    problem: str = ""


def attempt(call: Callable[[], Value]) -> Outcome[Value]:
    """Call it; an error becomes a line. A database that is away is not the code's fault, and is raised."""
    try:
        return Outcome(value=call())
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001  (foreign code raises anything; the caller reports the line as a finding)
        return Outcome(problem=one_line(error))


def one_line(error: Exception) -> str:
    """`KeyError: 'invoice'`: the class and the first line of what it says."""
    text = str(error).strip()
    first = text.splitlines()[0] if text else ""
    return f"{type(error).__name__}: {first}" if first else type(error).__name__
