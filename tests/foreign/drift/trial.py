"""Makes changes in a copy of a site's database, audits, runs the fixes as they are written, audits again."""

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import psycopg2

from tests.foreign.drift import columns, indexes, rules, tables
from tests.foreign.drift.catalog import Catalog, Table
from tests.foreign.drift.change import Change, Kind, Place
from tests.foreign.rows import count_rows
from tests.foreign.site import Site

KINDS: tuple[Kind, ...] = (*columns.KINDS, *rules.KINDS, *indexes.KINDS, *tables.KINDS)


def place(finding: dict[str, Any]) -> Place:
    """Where a finding is, as a change says it; columns before objects."""
    return finding["code"], finding["table"], finding["column"] or finding["object"]


def drawn(catalog: Catalog, kinds: Iterable[Kind], chance: random.Random, each: int) -> list[tuple[str, Change]]:
    """Some changes of each kind, at random places; fewer where a site has no more."""
    found: list[tuple[str, Change]] = []
    for kind in kinds:
        places = list(catalog.tables.values())
        chance.shuffle(places)
        found += [(kind.__name__, one) for one in _some(kind, catalog, places, chance, each)]
    return found


def _some(kind: Kind, catalog: Catalog, places: Sequence[Table], chance: random.Random, each: int) -> Iterator[Change]:
    left = each
    for table in places:
        if left and (possible := list(kind(catalog, table))):
            left -= 1
            yield chance.choice(possible)


def batches(changes: Sequence[tuple[str, Change]], size: int) -> list[list[tuple[str, Change]]]:
    """The changes in groups that share no table, so that each one's findings are its own."""
    groups: list[list[tuple[str, Change]]] = []
    for named in changes:
        for group in groups:
            if len(group) < size and not any(named[1].touched & other.touched for _, other in group):
                group.append(named)
                break
        else:
            groups.append([named])
    return groups


def trial(site: Site, group: Sequence[tuple[str, Change]]) -> list[str]:
    """What went wrong with a group of changes, in words; empty where all is well."""
    database = site.copy()
    try:
        return _trial(site, database, group)
    finally:
        site.server.drop(database)


def _trial(site: Site, database: str, group: Sequence[tuple[str, Change]]) -> list[str]:
    wrong: list[str] = []
    group = [named for named in group if _made(site, database, named[1])]
    before = _counted(site, database)
    findings = site.findings(database)
    wrong += _compared(site, group, findings, "after the change")
    wrong += _hand_work(site, group, findings)
    wrong += _fixed(site, database, findings, group)
    wrong += _compared(site, group, site.findings(database), "after the fix", fixed=True)
    after = _counted(site, database)
    lost = frozenset[str]().union(*(change.lost for _, change in group))
    wrong += [
        f"{site.name}: {table} had {count} rows and has {after.get(table)}"
        for table, count in before.items()
        if after.get(table) != count and table.strip('"') not in lost
    ]
    return wrong


def _made(site: Site, database: str, change: Change) -> bool:
    """Make the change; False where NULLs are in its way, or a partitioned table can't be changed like that."""
    try:
        site.server.run(database, *change.statements)
    except (
        psycopg2.errors.NotNullViolation,
        psycopg2.errors.FeatureNotSupported,
        psycopg2.errors.InvalidTableDefinition,
        psycopg2.errors.WrongObjectType,
    ):
        return False
    return True


def _counted(site: Site, database: str) -> dict[str, int]:
    """The rows by table, wherever it has been moved to."""
    return {name.removeprefix("zz_elsewhere."): rows for name, rows in count_rows(site.server, database).items()}


def _compared(
    site: Site,
    group: Sequence[tuple[str, Change]],
    findings: Sequence[dict[str, Any]],
    when: str,
    *,
    fixed: bool = False,
) -> Iterator[str]:
    found = {place(finding): finding for finding in findings}
    known: set[Place] = set()
    for name, change in group:
        wanted = change.left if fixed else change.found
        known |= wanted | change.optional
        missing = wanted - found.keys() - (change.optional if fixed else frozenset())
        extra = {at for at in found.keys() - wanted - change.optional if at[1] in change.touched}
        known |= extra
        if fixed:
            # The fix calls things as the models do, where the site's migrations gave them other names.
            optional = {at[:2] for at in change.optional}
            extra = {at for at in extra if at[:2] not in optional}
        missing, extra = _unlike(missing, extra)
        if missing or extra:
            lacking = f"missing {sorted(missing, key=str)}, too much {_told(found, extra)}"
            yield f"{site.name} {name} {when}: {lacking}; {list(change.statements)}"
    if rest := found.keys() - known:
        yield f"{site.name} {when}: nobody's findings {_told(found, rest)} {[name for name, _ in group]}"


# What a change may be called where migrations renamed the model and left the object its old name: the models then
# miss one of another name, and know nothing of the old one.
_CALLED = {"index_differs": ("missing_index",), "check_differs": ("missing_check", "extra_check")}


def _unlike(missing: frozenset[Place], extra: set[Place]) -> tuple[frozenset[Place], set[Place]]:
    """Without those that differ by a name alone: what is missing is called as the models call it."""
    for code, table, name in sorted(missing, key=str):
        codes = _CALLED.get(code, (code,) if code.startswith("missing_") else ())
        others = [next((at for at in extra if at[:2] == (other, table)), None) for other in codes]
        if others and all(others):
            missing, extra = missing - {(code, table, name)}, extra - set(others)
    return missing, extra


def _told(found: dict[Place, dict[str, Any]], places: Iterable[Place]) -> list[str]:
    return [
        f"{finding['severity']} {at} {finding['expected']} -> {finding['actual']}: {finding['message'][:150]}"
        for at in sorted(places, key=str)
        if (finding := found[at])
    ]


def _hand_work(site: Site, group: Sequence[tuple[str, Change]], findings: Sequence[dict[str, Any]]) -> Iterator[str]:
    for finding in findings:
        owner = next((one for one in group if place(finding) in one[1].found), None)
        if owner is None:
            continue
        if finding["code"] in owner[1].by_hand:
            fix = finding["fix"] or {}
            if finding["fix_sql"] or not (fix.get("manual_sql") or fix.get("note")):
                yield f"{site.name} {owner[0]}: {finding['code']} is a person's to decide, but {finding['fix_sql']}"
        elif not finding["fix_sql"] and place(finding) not in owner[1].optional:
            note = (finding["fix"] or {}).get("note")
            yield f"{site.name} {owner[0]}: no fix_sql for {place(finding)}: {note}; {list(owner[1].statements)}"


def _fixed(
    site: Site, database: str, findings: Sequence[dict[str, Any]], group: Sequence[tuple[str, Change]]
) -> Iterator[str]:
    for finding in findings:
        for statement in finding["fix_sql"]:
            try:
                site.server.run(database, statement)
            except psycopg2.Error as error:
                made = [one.statements for _, one in group if place(finding) in one.found]
                refused = f"fix of {place(finding)} refused: {str(error).strip()}"
                yield f"{site.name}: {refused}: {finding['fix_sql']} after {made}"
                break
