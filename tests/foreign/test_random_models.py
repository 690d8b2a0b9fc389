"""What PostgreSQL says differs is what we report; after the fixes nothing differs, and no row is lost.

Models and changes are made up from a number: RANDOM_SEED starts another series, and a failure names its own number.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from tests.foreign.drift.catalog import Catalog, read_catalog
from tests.foreign.drift.trial import KINDS
from tests.foreign.oracle import Difference, Picture, Spot, contents, differences, pictures
from tests.foreign.rows import count_rows
from tests.foreign.server import Server
from tests.foreign.site import Site

FIRST = int(os.environ.get("RANDOM_SEED", "1"))
SERIES = int(os.environ.get("RANDOM_SERIES", "6"))
ROUNDS = 4
CHANGES = 12
# What stands on a missing, renamed or moved thing is hidden behind it, and shown by the next look.
LOOKS = 3
# Where rows and counters stand, no catalog says.
OF_ROWS = ("sequence_behind", "key_headroom")


def spot(finding: dict[str, Any]) -> Spot:
    """Where a finding is."""
    return finding["table"] or "", finding["column"] or finding["object"]


def drawn_changes(catalog: Catalog, chance: random.Random) -> list[str]:
    """Statements of some random changes, several of them of the same tables."""
    tables = chance.sample(list(catalog.tables.values()), 4)
    statements: list[str] = []
    for _ in range(CHANGES):
        possible = list(chance.choice(KINDS)(catalog, chance.choice(tables)))
        statements += chance.choice(possible).statements if possible else ()
    return statements


def execute(server: Server, database: str, statements: Sequence[str]) -> list[str]:
    """Those that PostgreSQL took: one change may stand in another's way."""
    taken = []
    for statement in statements:
        try:
            server.run(database, statement)
        except psycopg2.Error:
            continue
        taken.append(statement)
    return taken


def refused_fixes(server: Server, database: str, findings: Sequence[dict[str, Any]]) -> list[str]:
    """Run every fix as it is written; what PostgreSQL says against it."""
    refused = []
    for finding in findings:
        for statement in finding["fix_sql"]:
            try:
                server.run(database, statement)
            except psycopg2.Error as error:
                refused.append(f"{finding['code']} {spot(finding)}: {statement}: {error}")
                break
    return refused


@pytest.mark.parametrize("seed", range(FIRST, FIRST + SERIES))
def test_what_postgresql_says_differs_is_reported_and_mended(seed: int, server: Server, tmp_path: Path) -> None:
    wrong: list[str] = []
    with Site("random", server, tmp_path, seed=seed) as site:
        rows = site.fill()
        catalog = read_catalog(server, site.filled, rows)
        expected = pictures(server, site.fresh)
        assert site.findings(site.fresh) == []
        for round_ in range(ROUNDS):
            chance = random.Random(f"{seed} {round_}")
            wrong += [f"seed {seed} round {round_}: {one}" for one in _round(site, catalog, expected, chance)]
    assert not wrong, "\n".join(wrong)


def _round(site: Site, catalog: Catalog, expected: dict[str, Picture], chance: random.Random) -> Iterator[str]:
    """What went wrong with some changes and their fixes, in words."""
    server, database = site.server, site.copy()
    made = execute(server, database, drawn_changes(catalog, chance))
    rows, values = count_rows(server, database), contents(server, database)
    findings = site.findings(database)
    wrong = list(_reported(differences(pictures(server, database), expected), findings))
    left = findings
    for _ in range(LOOKS):
        wrong += refused_fixes(server, database, left)
        left = site.findings(database)
    wrong += _reported(differences(pictures(server, database), expected), left)
    wrong += [f"still to be fixed: {one['code']} {spot(one)} {one['fix_sql']}" for one in left if one["fix_sql"]]
    kept, now = count_rows(server, database), contents(server, database)
    if _multiset(rows) - _multiset(kept):
        wrong.append(f"rows were {rows}, are {kept}")
    wrong += [f"{place} holds other values" for place, held in values.items() if now.get(place, held) != held]
    server.drop(database)
    yield from (f"{one}; after {made}" for one in wrong)


def _multiset(rows: dict[str, int]) -> Counter[int]:
    """How many tables have so many rows; a table that was renamed or moved is found again by them."""
    return Counter(count for count in rows.values() if count)


def _reported(difference: Difference, findings: Sequence[dict[str, Any]]) -> Iterator[str]:
    spots = {spot(finding): finding["code"] for finding in findings if finding["code"] not in OF_ROWS}
    missing, extra = difference.must - spots.keys(), spots.keys() - difference.must - difference.may
    for called in sorted(extra, key=str):
        # What is missing is called as the models call it: a migration may have given it another name.
        same_table = (one for one in sorted(missing, key=str) if one[0] == called[0])
        if spots[called].startswith("missing_") and (made := next(same_table, None)):
            missing, extra = missing - {made}, extra - {called}
    if missing:
        yield f"not reported: {sorted(missing, key=str)}"
    if extra:
        yield f"reported without a difference: {[(spots[one], one) for one in sorted(extra, key=str)]}"
