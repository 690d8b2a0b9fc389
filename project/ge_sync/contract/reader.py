"""What reads one value of a document: a careful reader, and the type of the values that it would leave as they are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from project.ge_sync.contract.notes import Notes

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reader(Generic[T]):
    """`read` takes every notation that the contract allows, and notes those it would write otherwise.

    Those are the values of the type `exact`, as msgspec knows types, that match `form` where they are texts with one.
    `of_text` makes the value of such a text, where it isn't the text itself; ValueError where no calendar has it.
    """

    read: Callable[[object, Notes], T]
    exact: Any
    form: str = ""
    of_text: Callable[[str], T] | None = None

    def __call__(self, raw: object, notes: Notes) -> T:
        """Read a value; Unreadable says what was expected."""
        return self.read(raw, notes)


def reader(
    exact: Any, form: str = "", of_text: Callable[[str], Any] | None = None
) -> Callable[[Callable[[object, Notes], T]], Reader[T]]:
    """Make a function one."""
    return lambda read: Reader(read, exact, form, of_text)
