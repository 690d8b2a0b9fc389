"""Makes a `Schema` of the rows of a snapshot; pure, so that a cached expected side costs no statement."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from project.schema_audit.of_migrations.many_to_many_ids import made_by_migrations, said_by_migrations
from project.schema_audit.owners import Owner
from project.schema_audit.reading import assemble_contents as contents
from project.schema_audit.reading.assemble_types import domains, enums, functions, views
from project.schema_audit.reading.scratch_names import without_scratch_schema
from project.schema_audit.reading.snapshot import Rows
from project.schema_audit.reading.table_rows import Names, Row, Said
from project.schema_audit.schema import Schema, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A schema, and all that was said of each table on which nothing is to be found where the same is said of it."""

    schema: Schema
    said: Mapping[str, Said]


def assemble(rows: Rows, *, alike: Mapping[int, Table] | None = None) -> Schema:
    """The rows in one value; tables get their bare name where the search path finds them first.

    The tables of these numbers take over what stands on tables that are `alike`.
    """
    return _Assembly(rows, _names(rows, {}), alike or {}).schema()


def assemble_expected(rows: Rows, scratch_names: Mapping[str, str]) -> Picture:
    """The same for rows of a scratch schema; `scratch_names` tells which table each relation stands for."""
    names = _names(rows, scratch_names)
    schema = _Assembly(rows, names, {}).schema()
    moved = {name for relation, name in scratch_names.items() if relation != name}
    said = {name: told for name, told in _said(rows, names).items() if _is_plain(schema.tables[name], moved)}
    return Picture(schema=schema, said=said)


def alike(rows: Rows, expected: Picture, owners: Mapping[str, Owner]) -> dict[int, Table]:
    """The expected table by the number of each table on which everything is as expected, or as migrations make it."""
    names = _names(rows, {})
    numbers = {name: number for number, name in names.items()}
    same = {}
    for name, said in _said(rows, names).items():
        if (wanted := expected.said.get(name)) is None:
            continue
        if said == wanted:
            same[numbers[name]] = expected.schema.tables[name]
        elif name in owners and said == said_by_migrations(wanted, owners[name]):
            same[numbers[name]] = made_by_migrations(expected.schema.tables[name], owners[name])
    return same


def _is_plain(table: Table, moved: Collection[str]) -> bool:
    """Whether the same text leaves nothing to be found.

    It doesn't with a rule that is unproven or switched off, with a broken index, and with a key to a table that is
    called otherwise in the scratch schema.
    """
    kept = all(one.validated and one.enforced and not one.triggers_off for one in table.constraints)
    works = all(one.valid for one in table.indexes) and all(one.enabled for one in table.triggers)
    return kept and works and not any(one.target and one.target.table in moved for one in table.constraints)


def _said(rows: Rows, names: Names) -> dict[str, Said]:
    return {
        names[number]: (
            without_scratch_schema(text),
            tuple((row[2], *row[4:]) for row in rows.by_table.of(number).sequences),
        )
        for number, text in rows.parts["said"]
    }


class _Assembly:
    """The rows by table, while the values are made."""

    def __init__(self, rows: Rows, names: Names, alike: Mapping[int, Table]) -> None:
        self._rows = rows
        self._names = names
        self._alike = alike

    def schema(self) -> Schema:
        tables = []
        elsewhere = defaultdict[str, list[str]](list)
        for row in self._rows.parts["tables"]:
            if row[0] in self._names:
                tables.append(self._table(row))
            else:
                elsewhere[row[2]].append(row[1])
        return Schema(
            default_schema=self._rows.path[0],
            tables={table.name: table for table in tables},
            elsewhere={name: tuple(sorted(schemas)) for name, schemas in elsewhere.items()},
            enums=enums(self._rows),
            domains=domains(self._rows),
            functions=functions(self._rows),
            views=views(self._rows.parts["objects"]),
            loose_sequences=contents.sequences(self._rows.by_table.of(None), None),
        )

    def _table(self, row: Row) -> Table:
        name, rows, same = self._names[row[0]], self._rows.by_table.of(row[0]), self._alike.get(row[0])
        owned = sorted(contents.sequences(rows, name), key=lambda one: contents.is_used(one, rows))
        sequences = {one.column: one for one in owned if one.column}
        return Table(
            name=name,
            schema=row[1],
            relation=row[2],
            kind=row[3],
            persistence=row[4],
            comment=row[5],
            row_security=row[6],
            forced_row_security=row[7],
            row_security_applies=row[8],
            denied=tuple(row[9]),
            estimated_rows=row[10],
            holds_rows=row[12],
            partition_key=row[11],
            parents=tuple(self._names[parent] for parent in row[13] if parent in self._names),
            partition_of=tuple(row[14]) if row[14] else None,
            columns=same.columns if same else contents.columns(rows, sequences),
            constraints=same.constraints if same else contents.constraints(rows, self._names, self._columns_of),
            indexes=same.indexes if same else contents.indexes(rows),
            triggers=same.triggers if same else contents.triggers(rows),
            sequences=sequences,
        )

    def _columns_of(self, number: int) -> Names:
        return self._rows.by_table.of(number).numbered()


def _names(rows: Rows, given: Mapping[str, str]) -> Names:
    """The name of each inspected relation: bare for the first one along the search path, else with its schema.

    `given` renames relations: scratch tables that stand for one of a schema of their own.
    """
    names: dict[int, str] = {}
    taken: set[str] = set()
    order = {schema: place for place, schema in enumerate((*rows.path, *rows.beside))}
    inspected = [row for row in rows.parts["tables"] if row[1] in order]
    for number, schema, relation, *_ in sorted(inspected, key=lambda row: order[row[1]]):
        hidden = relation in taken or schema in rows.beside
        names[number] = f"{schema}.{relation}" if hidden else given.get(relation, relation)
        taken.add(relation)
    return names
