"""Makes a `Schema` of the rows of a snapshot; pure, so that a cached expected side costs no statement."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from project.schema_audit import assemble_contents as contents
from project.schema_audit.assemble_types import domains, enums, functions
from project.schema_audit.schema import Schema, Table
from project.schema_audit.snapshot import Row, Rows
from project.schema_audit.table_rows import Names, RowsByTable, Said, TableRows


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A schema, and by table what the rows said that it was made of."""

    schema: Schema
    said: Mapping[str, Said]


def assemble(rows: Rows, *, like: Picture | None = None) -> Schema:
    """The rows in one value; tables get their bare name where the search path finds them first.

    A table on which everything is as in the picture that it should be `like` takes the values from there.
    """
    return _Assembly(rows, _names(rows, {}), like).schema()


def assemble_expected(rows: Rows, scratch_names: Mapping[str, str]) -> Picture:
    """The same for rows of a scratch schema; `scratch_names` tells which table each relation stands for."""
    assembly = _Assembly(rows, _names(rows, scratch_names), None)
    return Picture(schema=assembly.schema(), said=assembly.said())


class _Assembly:
    """The rows by table, while the values are made."""

    def __init__(self, rows: Rows, names: Names, like: Picture | None) -> None:
        self._rows = rows
        self._names = names
        self._like = like
        self._by_table = RowsByTable(rows)

    def schema(self) -> Schema:
        tables = []
        elsewhere = defaultdict[str, list[str]](list)
        for row in self._rows.parts["tables"]:
            if (row[1], row[2]) in self._names:
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
            loose_sequences=contents.sequences(self._by_table.of(None), None),
        )

    def said(self) -> dict[str, Said]:
        names = ((row[0], self._names.get((row[1], row[2]))) for row in self._rows.parts["tables"])
        return {name: self._by_table.of(oid).bare().said(self._names) for oid, name in names if name}

    def _table(self, row: Row) -> Table:
        name, rows = self._names[row[1], row[2]], self._by_table.of(row[0])
        sequences = {one.column: one for one in contents.sequences(rows, name) if one.column}
        same = self._same(name, rows)
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
            columns=same.columns if same else contents.columns(rows, sequences),
            constraints=same.constraints if same else contents.constraints(rows, self._names),
            indexes=same.indexes if same else contents.indexes(rows),
            triggers=same.triggers if same else contents.triggers(rows),
            sequences=sequences,
        )

    def _same(self, name: str, rows: TableRows) -> Table | None:
        """The table to be like, where the rows say the same as its own."""
        if self._like is None or self._like.said.get(name) != rows.said(self._names):
            return None
        return self._like.schema.tables[name]


def _names(rows: Rows, given: Mapping[str, str]) -> Names:
    """The name of each inspected relation: bare for the first one along the search path, else with its schema."""
    names: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    order = {schema: place for place, schema in enumerate((*rows.path, *rows.beside))}
    inspected = [(row[1], row[2]) for row in rows.parts["tables"] if row[1] in order]
    for schema, relation in sorted(inspected, key=lambda pair: order[pair[0]]):
        hidden = relation in taken or schema in rows.beside
        names[schema, relation] = f"{schema}.{relation}" if hidden else given.get(relation, relation)
        taken.add(relation)
    return names
