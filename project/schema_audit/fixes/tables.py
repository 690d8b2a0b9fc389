"""Plans for whole tables."""

from collections.abc import Iterator

from project.findings import Finding, Fix, Tier
from project.schema_audit.detectors.tables import lies_in
from project.schema_audit.fixes import words
from project.schema_audit.fixes.awaited_keys import add_to_new, add_waiting, awaits_a_key
from project.schema_audit.fixes.names_to_give import home
from project.schema_audit.fixes.planning import Planning
from project.schema_audit.fixes.renamed_tables import heir_of, renamed_from
from project.schema_audit.fixes.renames import waiting_for
from project.schema_audit.fixes.room import Room, room_in, together
from project.schema_audit.fixes.steps import Step, by_hand, fix
from project.schema_audit.index_names import names_of
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.of_migrations.many_to_many_ids import made_by_migrations
from project.schema_audit.owners import Owner
from project.schema_audit.schema import Constraint, Kind, Table


def missing_table(finding: Finding, planning: Planning) -> Fix:
    """The table under its old name, or a new one with everything on it; and the foreign keys that waited for it."""
    comparison = planning.comparison
    name = finding.table or ""
    owner = comparison.owners[name]
    table, here = made_by_migrations(comparison.missing[name], owner), words.owned_table(owner)
    old = renamed_from(name, comparison)
    room = _room(name, planning, and_its_indexes=old is None)
    if room.refused:
        return by_hand(room.refused)
    if old:
        made, back = _renamed(old, owner)
    else:
        made, back = [*_schema(owner.schema, comparison), *_made(table, here)], f"DROP TABLE {here}"
    steps = [*room.steps, *made]
    keys = [(holder, key) for holder, key in _keys(name, comparison) if not (old and holder == here)]
    waiting = list(_waiting_keys(name, comparison))
    steps += [add_to_new(holder, key, comparison) for holder, key in keys]
    for pair, key in waiting:
        steps += add_waiting(pair, key, comparison)
    holders = [*keys, *((words.owned_table(pair.owner), key) for pair, key in waiting)]
    freed = [f"ALTER TABLE {one} DROP CONSTRAINT {words.quoted(key.name)}" for one, key in holders if one != here]
    notes = [*room.notes]
    if old:
        notes.append(f"{old.relation} holds its keys and indexes: it is renamed with all its rows.")
    if waiting:
        notes.append("Where rows elsewhere point at rows that are gone, their foreign key is left NOT VALID or out.")
    return fix(Tier.CONFIRM, steps, undo=[*freed, back, *room.undo], note=" ".join(notes))


def table_in_other_schema(finding: Finding, planning: Planning) -> Fix:
    """Move the table back; where another one hides it, a person says which of the two is right."""
    comparison, name = planning.comparison, finding.table or ""
    owner, found = comparison.owners[name], comparison.live.tables.get(name)
    home = words.quoted(owner.schema or comparison.live.default_schema)
    if found:
        hidden = f"{words.live_table(found)} hides it: see which of both holds the rows, and rename the other."
        return by_hand(
            hidden, [f"ALTER TABLE {words.live_table(found)} RENAME TO {words.quoted(f'{found.relation}_hiding')}"]
        )
    schemas = lies_in(name, comparison)
    moves = [
        f"ALTER TABLE {words.quoted(schema)}.{words.quoted(owner.relation)} SET SCHEMA {home}" for schema in schemas
    ]
    if len(moves) > 1:
        return by_hand("It lies in several schemas: move the right one.", moves)
    undo = f"ALTER TABLE {home}.{words.quoted(owner.relation)} SET SCHEMA {words.quoted(schemas[0])}"
    steps = [*_schema(owner.schema, comparison), Step(moves[0])]
    return fix(Tier.CONFIRM, steps, undo=[undo], note="Its indexes and sequences move with it.")


def not_a_table(finding: Finding, planning: Planning) -> Fix:
    """What stands there is somebody's work: a person moves it away."""
    found = planning.comparison.live.tables[finding.table or ""]
    kind = {"v": "VIEW", "m": "MATERIALIZED VIEW", "f": "FOREIGN TABLE"}.get(found.kind, "TABLE")
    aside = words.quoted(f"{found.relation}_{kind.split()[-1].lower()}")
    move = f"ALTER {kind} {words.live_table(found)} RENAME TO {aside}"
    return by_hand("Move it away, then check again: the table will be created.", [move])


def extra_table(finding: Finding, planning: Planning) -> Fix:
    """Its rows are for a person to judge."""
    found = planning.comparison.extra[finding.table or ""]
    if heir := heir_of(found, planning.comparison):
        return by_hand(f"The fix of {heir} renames it.")
    if waiting := next(waiting_for(found.schema, found.relation, planning.comparison), None):
        return by_hand(f"It has a name that is missing at {waiting}: that fix renames it.")
    table = words.live_table(found)
    return by_hand("Dropping loses its rows: look first.", [f"SELECT * FROM {table} LIMIT 100", f"DROP TABLE {table}"])


def _renamed(old: Table, owner: Owner) -> tuple[list[Step], str]:
    there = Step(f"ALTER TABLE {words.live_table(old)} RENAME TO {words.quoted(owner.relation)}")
    return [there], f"ALTER TABLE {words.owned_table(owner)} RENAME TO {words.quoted(old.relation)}"


def _schema(name: str | None, comparison: Comparison) -> Iterator[Step]:
    """A table's own schema, where nothing shows that it is there."""
    if name and all(table.schema != name for table in comparison.live.tables.values()):
        yield Step(f"CREATE SCHEMA IF NOT EXISTS {words.quoted(name)}", "")


def _room(name: str, planning: Planning, *, and_its_indexes: bool) -> Room:
    """Room for the table, and for its indexes unless it brings them with it."""
    comparison, schema = planning.comparison, home(name, planning.comparison)
    taken = names_of(comparison.missing[name]) if and_its_indexes else ()
    own = room_in(schema, comparison.owners[name].relation, planning, of_table=True)
    return together([own, *(room_in(schema, one, planning) for one in taken)])


def _made(table: Table, here: str) -> Iterator[Step]:
    yield Step(_create(table, here), "")
    yield from (Step(words.index(index, here, concurrently=False), "") for index in table.indexes)
    yield from _comments(table, here)
    yield from (Step(trigger.definition, "") for trigger in table.triggers)


def _create(table: Table, here: str) -> str:
    lines = [words.column(column) for column in table.columns.values()]
    lines += [
        f"CONSTRAINT {words.quoted(constraint.name)} {constraint.definition}"
        for constraint in table.constraints
        if constraint.kind is not Kind.FOREIGN_KEY
    ]
    return f"CREATE TABLE {here} ({', '.join(lines)})"


def _comments(table: Table, here: str) -> Iterator[Step]:
    if table.comment:
        yield Step(f"COMMENT ON TABLE {here} IS {words.literal(table.comment)}", "")
    for column in table.columns.values():
        if column.comment:
            place = f"{here}.{words.quoted(column.name)}"
            yield Step(f"COMMENT ON COLUMN {place} IS {words.literal(column.comment)}", "")


def _keys(name: str, comparison: Comparison) -> Iterator[tuple[str, Constraint]]:
    """Its own foreign keys to tables that stand by now, and those of new ones that waited for it; with their tables."""
    order = list(comparison.missing)
    others = comparison.known & comparison.live.tables.keys()
    exchanged = {one for circle in comparison.exchanged for one in circle.names}
    standing = {*order[: order.index(name) + 1], *comparison.tables, *exchanged, *comparison.beside, *others}
    for holder in order[: order.index(name) + 1]:
        for key in comparison.missing[holder].of_kind(Kind.FOREIGN_KEY):
            target = _target(key)
            if target in standing and name in (holder, target) and not awaits_a_key(key, comparison):
                yield words.owned_table(comparison.owners[holder]), key


def _waiting_keys(name: str, comparison: Comparison) -> Iterator[tuple[TablePair, Constraint]]:
    """The foreign keys that tables which are there lost with it."""
    for pair in comparison.tables.values():
        for key in pair.constraints[Kind.FOREIGN_KEY].missing:
            if _target(key) == name:
                yield pair, key


def _target(key: Constraint) -> str:
    return key.target.table if key.target else ""
