"""Pairs objects of one kind on both sides: by structure before names, then by what still makes them the same one."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from project.schema_audit.schema import Column, Constraint, Index, Kind

T = TypeVar("T", Column, Constraint, Index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched(Generic[T]):
    """Objects of one kind: equal in structure, paired but different, only expected, only live.

    A pair is (live, expected).
    """

    same: tuple[tuple[T, T], ...] = ()
    differing: tuple[tuple[T, T], ...] = ()
    missing: tuple[T, ...] = ()
    extra: tuple[T, ...] = ()

    @property
    def pairs(self) -> tuple[tuple[T, T], ...]:
        """All pairs, equal or not."""
        return self.same + self.differing


def match(
    live: Iterable[T],
    expected: Iterable[T],
    structure: Callable[[T], Hashable],
    places: Iterable[Callable[[T], Hashable]],
    *,
    stored: Callable[[T], Hashable] | None = None,
) -> Matched[T]:
    """Equal structure and name first, then equal structure, then whatever stands at the same place.

    Of several with equal structure those belong together that are `stored` in the same way.
    """
    by_name = {one.name: one for one in live}
    same, wanted = [], []
    for one in expected:
        found = by_name.get(one.name)
        if found is not None and structure(found) == structure(one):
            same.append((by_name.pop(one.name), one))
        else:
            wanted.append(one)
    left = list(by_name.values())
    if stored:
        same += _take(left, wanted, stored)
    same += _take(left, wanted, structure)
    differing: list[tuple[T, T]] = []
    for place in places:
        differing += _take(left, wanted, place)
    return Matched(same=tuple(same), differing=tuple(differing), missing=tuple(wanted), extra=tuple(left))


def _take(live: list[T], expected: list[T], key: Callable[[T], Hashable]) -> list[tuple[T, T]]:
    """Move the pairs with equal keys out of both lists."""
    if not (live and expected):
        return []
    by_key: dict[Hashable, list[T]] = {}
    for one in live:
        by_key.setdefault(key(one), []).append(one)
    pairs = []
    for one in list(expected):
        if found := by_key.get(key(one)):
            pairs.append((found.pop(0), one))
            expected.remove(one)
            live.remove(pairs[-1][0])
    return pairs


def _foreign_structure(constraint: Constraint) -> Hashable:
    return (constraint.columns, constraint.target, constraint.deferrable, constraint.deferred)


def _structure(constraint: Constraint) -> Hashable:
    return constraint.structure


def _name(constraint: Constraint) -> Hashable:
    return constraint.name


def _columns(constraint: Constraint) -> Hashable:
    return constraint.columns


def _any_order(constraint: Constraint) -> Hashable:
    return frozenset(constraint.columns)


def _only_one(constraint: Constraint) -> Hashable:
    return constraint.kind


# What makes two constraints equal, then the places at which different ones are still the same constraint.
PLACES: Mapping[Kind, tuple[Callable[[Constraint], Hashable], ...]] = {
    Kind.PRIMARY_KEY: (_structure, _only_one),
    Kind.UNIQUE: (_structure, _name, _any_order),
    Kind.FOREIGN_KEY: (_foreign_structure, _name, _columns),
    Kind.CHECK: (_structure, _name),
    Kind.EXCLUSION: (_structure, _name, _columns),
}
