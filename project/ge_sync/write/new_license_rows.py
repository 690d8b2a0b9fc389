"""The rows and links of licences that we have no row of, as lines of COPY."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice, repeat
from typing import Any

from django.apps import apps

from project.ge_sync.comparing.links import FACTS, Packed, packed_table
from project.ge_sync.comparing.mapping import BY_NAME, DEBIT, IMPORT_ITEM, LICENSE
from project.ge_sync.write.insert import copy_lines, lines_of
from project.ge_sync.write.new_license_columns import PLAIN, Columns, columns_of
from project.ge_sync.write.new_licenses import OF_A_LICENSE, WRITTEN, NewLicense, batches
from project.ge_sync.write.references import REFERRING, Ids


@dataclass(frozen=True, kw_only=True)
class NewLicenseRows:
    """Their rows by table and their links, to be written in the end; `new_ids` are the keys to give them, by table."""

    new_ids: Mapping[str, Iterator[int]]
    bill_ids: Mapping[str, int]
    references: Ids
    now: datetime
    links: dict[str, Packed] = field(default_factory=dict)
    license_ids: dict[str, int] = field(default_factory=dict)
    _lines: dict[str, list[str]] = field(default_factory=lambda: {table.name: [] for table in WRITTEN})

    def write(self, licenses: Sequence[NewLicense]) -> None:
        """Write all of them, parents first."""
        for some in batches(licenses):
            self._read(some)
        for table, lines in self._lines.items():
            if lines:
                copy_lines(apps.get_model(BY_NAME[table].model), "".join(lines), is_numbered=True)

    def _read(self, some: Sequence[NewLicense]) -> None:
        numbers = [one.incoming.license_number for one in some]
        ids = {
            name: [list(islice(numbered, len(one.listed[name]))) for one in some]
            for name, numbered in self.new_ids.items()
        }
        self.license_ids.update(zip(numbers, chain.from_iterable(ids[LICENSE]), strict=True))
        columns = columns_of(some)
        for name, said in columns.items():
            self._add(name, said, [*chain.from_iterable(ids[name])], self._parents(name, some, ids))
        self.links.update(zip(numbers, _links(some, columns, ids), strict=True))

    def _add(self, table: str, said: Columns, ids: Sequence[int], parents: Columns) -> None:
        columns: Columns = {"id": ids, **parents, **{column: said[column] for column in PLAIN[table]}}
        for column, refers_to in REFERRING[table]:
            known = self.references[refers_to]
            columns[f"{column}_id"] = [known[key] if key else None for key in said[column]]
        model = apps.get_model(BY_NAME[table].model)
        self._lines[table] += lines_of(model, columns, len(ids), stamp=str(self.now))

    def _parents(self, table: str, some: Sequence[NewLicense], ids: Mapping[str, Sequence[Sequence[int]]]) -> Columns:
        """What the rows hang on."""
        if table in OF_A_LICENSE:
            counts = [len(one.listed[table]) for one in some]
            of_each = map(repeat, chain.from_iterable(ids[LICENSE]), counts)
            return {"license_id": [*chain.from_iterable(of_each)]}
        if table == DEBIT:
            items: list[int] = []
            for one, numbered in zip(some, ids[IMPORT_ITEM], strict=True):
                of_item = {item.serial_number: row for item, row in zip(one.listed[IMPORT_ITEM], numbered, strict=True)}
                items += [of_item[row.item_serial_number] for row in one.listed[DEBIT]]
            bills = [self.bill_ids[key] if key else None for one in some for key in one.incoming.bills]
            return {"sr_number_id": items, "bill_of_entry_id": bills}
        return {}


def _links(
    some: Sequence[NewLicense], columns: Mapping[str, Columns], ids: Mapping[str, Sequence[Sequence[int]]]
) -> Iterator[Packed]:
    """What is kept beside the rows, licence by licence."""
    mine = columns[LICENSE]
    facts = [
        {name: value for name in FACTS[LICENSE] if (value := mine[name][position]) is not None}
        for position in range(len(some))
    ]
    linked: list[dict[str, Any]] = [{} for _ in some]
    for table in columns.keys() - {LICENSE}:
        said = {name: columns[table][name] for name in FACTS[table] if name in columns[table]}
        start = 0
        for rows, one, numbered in zip(linked, some, ids[table], strict=True):
            end = start + len(numbered)
            if numbered:
                own = {name: values[start:end] for name, values in said.items()}
                rows[table] = packed_table(one.keys[table], numbered, own)
            start = end
    return map(Packed, facts, linked)
