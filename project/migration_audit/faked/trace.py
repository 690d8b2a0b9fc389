"""Follows one model's table from the end of its recorded history backwards, and names the steps that are not there."""

from collections.abc import Container, Iterator, Sequence
from functools import cache

from project.findings import Severity
from project.migration_audit.faked.blame import Blamed, Difference, Differences, Place, blame
from project.migration_audit.faked.history import Step, Version
from project.migration_audit.faked.look import Look
from project.migration_audit.faked.lost import Trace

LEFT_OVER = "left_over_table"


def trace(look: Look, versions: Sequence[Version], wanted: Container[Place]) -> Iterator[tuple[Step, Trace]]:
    """The lost steps of one history, with what shows it; of a table under its right name, at the `wanted` places."""
    if versions[-1].model is None:
        yield from _undeleted(look, versions)
    elif look.tables_of(versions[-1], versions[-1].db_table):
        found = _live_version(look, versions)
        blamed = _all_lost(look, versions) if found is None else _some_lost(look, versions, found, wanted)
        for one in blamed:
            step = versions[one.step].step
            if not step.is_state_only:
                yield step, _trace(one, versions)


def names_of(look: Look, versions: Sequence[Version]) -> set[str]:
    """Every table that any version has had, as findings write them."""
    longest = look.session.connection.ops.max_name_length()
    names = {one.db_table for one in versions if one.model}
    names |= {name for one in versions if one.model for name in one.many_to_many_tables(one.db_table, longest)}
    return {look.name(name) for name in names}


def _undeleted(look: Look, versions: Sequence[Version]) -> Iterator[tuple[Step, Trace]]:
    """A model that was deleted, and whose table is still there."""
    before = next((one for one in reversed(versions) if one.model), None)
    if before is None or versions[-1].step.is_state_only:
        return
    for name in look.tables_of(before, before.db_table):
        if name in look.unclaimed:
            text = f"{name} is still there"
            yield versions[-1].step, Trace(place=Place(name), text=text, severity=Severity.WARNING)


def _live_version(look: Look, versions: Sequence[Version]) -> int | None:
    """The last version whose table is there under its name and nobody else's."""
    last = versions[-1].db_table
    for number in range(len(versions) - 1, -1, -1):
        name = versions[number].db_table
        if name and look.is_there(name) and (name == last or look.name(name) in look.unclaimed):
            return number
    return None


def _all_lost(look: Look, versions: Sequence[Version]) -> list[Blamed]:
    """The table is not there under any name it ever had: nothing that was done to it is."""
    ours = [number for number, one in enumerate(versions) if one.model and look.tables_of(one, one.db_table)]
    place = Place(look.name(versions[-1].db_table))
    text = f"{place.table} is missing"
    lost = Difference(code="missing_table", expected=None, text=text, severity=Severity.ERROR)
    made, later = ours[0], ours[1:]
    first = Blamed(step=made, place=place, difference=lost)
    return [first, *(Blamed(step=number, place=place, difference=lost, follows=made) for number in later)]


def _some_lost(look: Look, versions: Sequence[Version], there: int, wanted: Container[Place]) -> list[Blamed]:
    db_table = versions[there].db_table
    renamed = db_table != versions[-1].db_table
    longest = look.session.connection.ops.max_name_length()
    ever = {look.name(name) for one in versions for name in one.many_to_many_tables(db_table, longest)}
    leftovers = ever & look.unclaimed

    @cache
    def differences_of(number: int) -> Differences:
        version = versions[number]
        if version.model is None:
            return {}
        found = dict(look.differences(version, db_table))
        if renamed and number > there:
            found[Place(look.name(db_table), aspect="name")] = _other_name(look, version.db_table, db_table)
        for name in leftovers - set(look.tables_of(version, db_table)):
            found[Place(name)] = Difference(
                code=LEFT_OVER, expected=None, text=f"{name} is still there", severity=Severity.WARNING
            )
        return found

    blamed = blame(len(versions), differences_of)
    return [one for one in blamed if renamed or one.place in wanted or one.difference.code == LEFT_OVER]


def _other_name(look: Look, expected: str, actual: str) -> Difference:
    text = f"{look.name(expected)} is still called {look.name(actual)}"
    return Difference(code="table_name", expected=expected, text=text, severity=Severity.ERROR)


def _trace(one: Blamed, versions: Sequence[Version]) -> Trace:
    return Trace(
        place=one.place,
        text=one.difference.text,
        severity=one.difference.severity,
        follows=None if one.follows is None else versions[one.follows].step.key,
    )
