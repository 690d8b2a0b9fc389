"""Which steps of a table's history are not in the database; pure.

A version is what the table should look like after a step, and the places at which the live table differs from that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from project.findings import Severity

# The codes of things that only the database has.
ONLY_LIVE = ("extra_", "orphaned_", "left_over")
# The codes of things that the database doesn't have at all.
ABSENT = ("missing_",)

EXISTENCE = "existence"


class Place(NamedTuple):
    """A column, an object or a whole table; `aspect` tells a column's type from its default and so on."""

    table: str | None
    column: str | None = None
    object: str | None = None
    aspect: str = EXISTENCE

    @property
    def itself(self) -> "Place":
        """The thing that this is an aspect of."""
        return self._replace(aspect=EXISTENCE)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """How the live table differs at one place from one version."""

    code: str
    expected: str | None
    text: str
    severity: Severity

    @property
    def is_cosmetic(self) -> bool:
        """Whether it is merely worth a word."""
        return self.severity is Severity.INFO

    @property
    def is_absence(self) -> bool:
        """Whether the database lacks the thing."""
        return self.code.startswith(ABSENT)

    @property
    def is_leftover(self) -> bool:
        """Whether the version lacks the thing."""
        return self.code.startswith(ONLY_LIVE)


Differences = Mapping[Place, Difference]


@dataclass(frozen=True, kw_only=True)
class Blamed:
    """A step by its number in the history; `follows` is the step that makes the thing, where that is not there."""

    step: int
    place: Place
    difference: Difference
    follows: int | None = None


def blame(count: int, differences_of: Callable[[int], Differences]) -> list[Blamed]:
    """The steps that are not in the database, of a history of `count` versions; each is asked for when it is needed.

    Version 0 is that of the step that makes the table. The last version that agrees at a place tells which steps are
    lost: those that change the place after it. Without one the thing was lost since it was made, or changed by hand,
    and one step is named: the one that made it, or the last that says otherwise. What no version ever had is nobody's.
    """
    last = differences_of(count - 1)
    return [one for place in last for one in _blame_place(place, count, differences_of)]


def _blame_place(place: Place, count: int, differences_of: Callable[[int], Differences]) -> list[Blamed]:
    history, agreed = _history(place, count, differences_of)
    changes = _changes(history, first=count - len(history))
    if not agreed:
        changes = _without_agreement(history[-1], changes)
    return [
        Blamed(
            step=number,
            place=place,
            difference=one,
            follows=changes[0][0] if position and one.is_absence else None,
        )
        for position, (number, one) in enumerate(changes)
    ]


def _history(place: Place, count: int, differences_of: Callable[[int], Differences]) -> tuple[list[Difference], bool]:
    """The differences since the last version that agrees, and whether there is one."""
    history: list[Difference] = []
    for number in range(count - 1, -1, -1):
        differences = differences_of(number)
        found = differences.get(place) or differences.get(place.itself)
        if found is None:
            return history, True
        history.insert(0, found)
    return history, False


def _without_agreement(last: Difference, changes: list[tuple[int, Difference]]) -> list[tuple[int, Difference]]:
    if last.is_leftover or last.is_cosmetic:
        return []
    return changes[:1] if all(one.is_absence for _, one in changes) else changes[-1:]


def _changes(history: Sequence[Difference], *, first: int) -> list[tuple[int, Difference]]:
    """The versions at which what is expected at the place changes, with their numbers."""
    changes: list[tuple[int, Difference]] = []
    for number, one in enumerate(history, first):
        if not changes or (changes[-1][1].code, changes[-1][1].expected) != (one.code, one.expected):
            changes.append((number, one))
    return changes
