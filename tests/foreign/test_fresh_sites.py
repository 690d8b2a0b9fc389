"""A site as its packages' own migrations make it: nothing to report, whoever asks, and however often."""

import json
import shutil

import pytest
from psycopg2 import sql

from tests.foreign.drift.trial import place
from tests.foreign.site import Site

# Tables at least: what was not looked at can't be clean.
TABLES = {"hard": 43, "wagtail": 70, "oscar": 90, "cms": 55, "mixed": 101, "tenants": 4, "partitions": 14}
# django-helpdesk loads templates with numbers of their own and leaves the sequence behind them: the next one fails.
KNOWN = {"mixed": {("sequence_behind", "helpdesk_emailtemplate", "id")}}

READER, WRITER = "reader", "writer"


def test_a_fresh_site_is_clean_and_so_it_is_from_the_cache(site: Site) -> None:
    shutil.rmtree(site.cache, ignore_errors=True)
    for origin in ("built", "cache"):
        done = site.process("check_db_structure", "--format=json", "--fail-on=info")
        report = json.loads(done.stdout)
        known = KNOWN.get(site.name, set())

        assert {place(finding) for finding in report["findings"]} == known
        assert done.returncode == bool(known)
        assert report["stats"]["expected_from"] == origin
        assert report["stats"]["tables_expected"] >= TABLES[site.name]


def test_every_table_of_a_model_is_compared(site: Site) -> None:
    _, report = site.command(site.fresh, "check_db_structure")
    live = site.server.run(
        site.fresh,
        "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') "
        "AND NOT c.relispartition AND n.nspname IN ('public', 'hard_elsewhere') AND c.relname <> 'hard_legacy'",
    )

    assert report["stats"]["tables_expected"] == live[0][0]


def test_the_migrations_of_a_fresh_site_are_all_there(site: Site) -> None:
    status, report = site.command(site.fresh, "check_migrations")

    assert status == 0
    assert (report["stats"]["pending"], report["stats"]["schema_compared"]) == (0, True)
    # Some packages ship models with changes of words that no migration of theirs makes.
    assert {(one["code"], one["severity"]) for one in report["findings"]} <= {
        ("model_change_without_migration", "info")
    }


@pytest.mark.parametrize("kind", [WRITER, READER])
def test_a_role_that_owns_nothing_gets_the_same_answer(site: Site, kind: str) -> None:
    account = _account(site, kind)

    _, report = site.command(site.fresh, "check_db_structure", "--fail-on=info", account=account)
    places = {place(finding) for finding in report["findings"]}

    known = KNOWN.get(site.name, set())
    assert {one for one in places if one[0] != "table_privileges"} == known
    # Who may only read is no application: one word about that, and not one for each table.
    assert len(places - known) <= (kind == READER)


def _account(site: Site, kind: str) -> tuple[str, str]:
    """A role that may use the site's tables, as far as its kind says; its name and password."""
    role, password = site.server.role(kind)
    name = sql.Identifier(role)
    rights = sql.SQL("SELECT" if kind == READER else "SELECT, INSERT, UPDATE, DELETE")
    for (schema,) in site.server.run(site.fresh, "SELECT nspname FROM pg_namespace WHERE nspname ~ '^(public|hard)'"):
        place = sql.Identifier(schema)
        grants = [
            sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(place, name),
            sql.SQL("GRANT {} ON ALL TABLES IN SCHEMA {} TO {}").format(rights, place, name),
            sql.SQL("GRANT {} ON ALL SEQUENCES IN SCHEMA {} TO {}").format(
                sql.SQL("SELECT" if kind == READER else "SELECT, USAGE"), place, name
            ),
        ]
        site.server.run(site.fresh, *grants)
    return role, password
