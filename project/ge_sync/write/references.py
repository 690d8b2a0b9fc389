"""Companies, ports, HS codes and norm classes that licences point at: made when unknown, found by natural key."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import Model

from project.core.models import CompanyModel, HeadSIONNormsModel, HSCodeModel, PortModel, SionNormClassModel
from project.ge_sync.comparing.incoming import Incoming
from project.ge_sync.comparing.mapping import (
    BILL_OF_ENTRY,
    COLUMNS,
    COMPANY,
    HS_CODE,
    LICENSE,
    NATURAL_KEYS,
    NORM_CLASS,
    PORT,
    TABLES,
)
from project.ge_sync.comparing.said import natural_keys_said
from project.ge_sync.comparing.theirs import distinct_in
from project.ge_sync.statements import statement

MODELS: Mapping[str, type[Model]] = {
    COMPANY: CompanyModel,
    PORT: PortModel,
    HS_CODE: HSCodeModel,
    NORM_CLASS: SionNormClassModel,
}
# The columns of each table that hold a natural key.
REFERRING = {
    table: [(column, field.refers_to) for column, field in columns.items() if field.refers_to in NATURAL_KEYS]
    for table, columns in COLUMNS.items()
}
# The owner that the portal reports may become the current one.
_NAMING = REFERRING | {LICENSE: [*REFERRING[LICENSE], ("server_reported_owner", COMPANY)]}
# The ids by table and natural key.
Ids = Mapping[str, Mapping[str, int]]


def named_in(incoming: Sequence[Incoming]) -> dict[str, set[str]]:
    """The natural keys that the rows of licences point at, by table."""
    names: defaultdict[str, set[Any]] = defaultdict(set)
    for table in TABLES:
        referring = dict(_NAMING[table.name])
        if referring and table.name != BILL_OF_ENTRY:
            listed = [*chain.from_iterable(distinct_in(one.document, table) for one in incoming)]
            for column, keys in natural_keys_said(table.name, referring, listed).items():
                names[referring[column]] |= keys
    for row in chain.from_iterable(one.bill_rows.values() for one in incoming):
        for column, refers_to in REFERRING[BILL_OF_ENTRY]:
            names[refers_to].add(row.get(column))
    return {table: keys - {None} for table, keys in names.items()}


def found_or_made(names: Mapping[str, set[str]], company_names: Mapping[str, str]) -> Ids:
    """The ids of all, the unknown ones inserted; a company without a name gets the first one that is said of it."""
    ids = find(names)
    missing = {table: sorted(keys - ids[table].keys()) for table, keys in names.items()}
    for table, keys in missing.items():
        _make(table, keys, company_names)
    _name_the_nameless(company_names)
    return find(names) if any(missing.values()) else ids


def _make(table: str, keys: list[str], company_names: Mapping[str, str]) -> None:
    """In the same order everywhere; whoever else inserts the same meanwhile is no error."""
    if table == NORM_CLASS and keys:
        _make_norm_classes(keys)
    elif keys:
        column, model = NATURAL_KEYS[table], MODELS[table]
        more = [{"name": company_names.get(key)} if table == COMPANY else {} for key in keys]
        rows = [model(**{column: key}, **rest) for key, rest in zip(keys, more, strict=True)]
        model._default_manager.bulk_create(rows, ignore_conflicts=True)


def find(names: Mapping[str, set[str]]) -> dict[str, dict[str, int]]:
    """The ids of the known ones; one query."""
    found: dict[str, dict[str, int]] = {table: {} for table in names}
    if any(names.values()):
        with connection.cursor() as cursor:
            cursor.execute(statement("known_references"), {table: sorted(names.get(table, ())) for table in MODELS})
            for table, key, row_id in cursor.fetchall():
                found[table][key] = row_id
    return found


def _name_the_nameless(company_names: Mapping[str, str]) -> None:
    """A company comes without one as an importer."""
    said = {"iecs": list(company_names), "names": list(company_names.values())}
    with connection.cursor() as cursor:
        cursor.execute(statement("name_the_nameless"), said)


def _make_norm_classes(missing: list[str]) -> None:
    """A norm class belongs to the head of its letters: E126 to E."""
    heads = {name: _letters(name) for name in missing}
    known = dict(HeadSIONNormsModel.objects.filter(name__in=heads.values()).order_by("-pk").values_list("name", "pk"))
    for letters in sorted(set(heads.values()) - known.keys()):
        known[letters] = HeadSIONNormsModel.objects.create(name=letters).pk
    rows = [SionNormClassModel(norm_class=name, head_norm_id=known[heads[name]]) for name in missing]
    SionNormClassModel.objects.bulk_create(rows, ignore_conflicts=True)


def _letters(norm_class: str) -> str:
    match = re.match(r"[A-Za-z]+", norm_class)
    return match[0].upper() if match else norm_class
