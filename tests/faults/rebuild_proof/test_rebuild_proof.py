"""The proof of a rebuild, on real databases: a chain that loses nothing is equal, and each loss is found."""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.faults.rebuild_proof.conftest import prove_in
from tests.faults.rebuild_proof.history import write_history
from tests.integration.migration_audit.foreign_project import ForeignProject, migration

# What is lost, by the text of the new files and what stands there instead.
LOSSES = {
    "a seeded row": [('NAMES = ("first", "second")', 'NAMES = ("first",)')],
    "another seeded row": [('NAMES = ("first", "second")', 'NAMES = ("first", "last")')],
    "a trigger": [("create trigger lowered before insert", "create trigger lowered after insert")],
    "a function": [("lower(new.title)", "upper(new.title)")],
    "a view": [("price < 5", "price < 6")],
    "a check constraint": [("models.Q(('price__gte', 0))", "models.Q(('price__gte', 1))")],
    "an index": [("models.Index(fields=['price']", "models.Index(fields=['-price']")],
    "a comment": [("is 'for the list'", "is 'for a list'")],
    "a way back": [("drop view cheap", "drop view cheaper")],
    "a statement that fails": [("create view cheap as select id", "create view cheap as select nothing")],
}
IN_0003 = "shop.0003_rebuilt_2026_11_22 (from "
FOUND = {
    "a seeded row": {("rows", "shop_product")},
    "another seeded row": {("rows", "shop_product")},
    "a trigger": {("trigger", "shop_product.lowered")},
    "a function": {("function", "lowered()")},
    "a view": {("view", "public.cheap")},
    "a check constraint": {("constraint", "shop_product.price_is_positive"), ("state", "shop: Create const")},
    "an index": {("index", "shop_product.by_price"), ("state", "shop: Remove index")},
    "a comment": {("comment", "index by_price")},
    "a way back": {("reverse", IN_0003)},
    "a statement that fails": {("failure", IN_0003)},
}


def _is_found(proof: dict[str, Any], kind: str, place: str) -> bool:
    return any(found["kind"] == kind and found["place"].startswith(place) for found in proof["differences"])


def _scratch_databases(project: ForeignProject) -> list[Any]:
    """Those beside this project's own database; others may be proving at the same time."""
    own = "(select oid from pg_database where datname = current_database())"
    return project.sql(f"select datname from pg_database where datname like 'rebuild\\_%\\_' || {own}")


def test_every_loss_is_found_and_none_where_there_is_none(project: ForeignProject) -> None:
    write_history(project)

    proofs = prove_in(project, LOSSES)["proofs"]

    equal = proofs.pop("none")
    assert (equal["equal"], equal["differences"]) == (True, [])
    assert (equal["counts"]["old files"], equal["counts"]["new files"]) == (4, 3)
    assert equal["counts"]["trigger"] == equal["counts"]["function"] == equal["counts"]["view"] == 1
    assert {name for name, proof in proofs.items() if proof["equal"]} == set()
    places = [(name, kind, place) for name, found in FOUND.items() for kind, place in found]
    assert [place for place in places if not _is_found(proofs[place[0]], *place[1:])] == []
    assert _scratch_databases(project) == []


def test_names_that_a_rename_kept_come_as_statements_that_the_proof_has_run(project: ForeignProject) -> None:
    write_history(project)

    proof = prove_in(project)["proofs"]["none"]

    assert proof["renames"] == [
        'ALTER TABLE "public"."shop_product" RENAME CONSTRAINT "shop_item_pkey" TO "shop_product_pkey"',
        'ALTER TABLE "public"."shop_product" RENAME CONSTRAINT "shop_product_title_312cda19_uniq" '
        'TO "shop_product_title_key"',
        'ALTER SEQUENCE "public"."shop_item_id_seq" RENAME TO "shop_product_id_seq"',
    ]
    assert max(len(line) for line in proof["lines"]) <= 80
    assert len(proof["lines"]) <= 24


def test_folding_is_proven_the_same_way(project: ForeignProject) -> None:
    write_history(project)

    answer = prove_in(project, mode="remove_alters")

    proof = answer["proofs"]["none"]
    assert (proof["equal"], proof["differences"]) == (True, [])
    assert not any("Alter" in text or "Rename" in text for text in answer["files"])
    assert (proof["counts"]["old files"], proof["counts"]["new files"]) == (3, 2)


def test_a_chain_that_does_not_run_on_an_empty_database_is_refused_with_its_place(project: ForeignProject) -> None:
    project.add("0002_wrong", migration('migrations.RunSQL("insert into nothing values (1)")'))

    (message,) = prove_in(project)["refused"]

    assert message.startswith(f"{project.migrations}/0002_wrong.py:7: the migrations of today don't run")
    assert _scratch_databases(project) == []


def test_a_migration_that_prints_or_asks_is_no_part_of_the_talk(project: ForeignProject) -> None:
    asks = (
        "def asks(apps, schema_editor):\n    print('{}')\n"
        "    apps.get_model('shop', 'Item').objects.create(name=input())\n"
    )
    project.add("0002_asks", migration("migrations.RunPython(asks)", before=asks))

    (message,) = prove_in(project)["refused"]

    assert "0002_asks.py:10: the migrations of today don't run on an empty database (EOFError" in message


@pytest.fixture
def plain_role(project: ForeignProject) -> Iterator[str]:
    """A role that may create nothing but tables; the address under its name."""
    name = f"plain_{os.getpid()}"
    project.sql(f"create role {name} login password 'plain'")
    address = urlsplit(project.database_url)
    yield urlunsplit(address._replace(netloc=f"{name}:plain@{address.netloc.rpartition('@')[2]}"))
    project.sql(f"drop owned by {name} cascade")
    project.sql(f"drop role {name}")


@pytest.fixture
def role_with_schemas(project: ForeignProject, plain_role: str) -> str:
    """The same role, which may create schemas in this database."""
    project.sql(f'grant create on database "{_name(project.database_url)}" to {urlsplit(plain_role).username}')
    return plain_role


def _name(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")


def _schemas(project: ForeignProject) -> list[Any]:
    return project.sql("select nspname from pg_namespace where nspname !~ '^pg_' order by 1")


def test_a_role_that_may_create_neither_databases_nor_schemas_is_refused(
    project: ForeignProject, plain_role: str
) -> None:
    (message,) = prove_in(project, DATABASE_URL=plain_role)["refused"]

    assert message == (
        "No scratch database can be made beside database 'default', and no scratch schema in it: "
        "its role may create neither a database nor a schema."
    )


def test_in_scratch_schemas_every_loss_is_found_and_what_is_real_stays(
    project: ForeignProject, role_with_schemas: str
) -> None:
    write_history(project)
    project.sql("create table shop_item (id int); insert into shop_item values (7)")
    before = _schemas(project)

    losses = {name: LOSSES[name] for name in ("a seeded row", "a trigger", "an index", "a comment", "a way back")}

    proofs = prove_in(project, losses, DATABASE_URL=role_with_schemas)["proofs"]

    equal = proofs.pop("none")
    assert (equal["equal"], equal["differences"]) == (True, [])
    assert "Proven in scratch schemas: the role may not create databases." in equal["notes"]
    assert equal["renames"][0] == (
        'ALTER TABLE "public"."shop_product" RENAME CONSTRAINT "shop_item_pkey" TO "shop_product_pkey"'
    )
    places = [(name, kind, place) for name in losses for kind, place in FOUND[name]]
    assert [place for place in places if not _is_found(proofs[place[0]], *place[1:])] == []
    assert _schemas(project) == before
    assert project.sql("select * from shop_item") == [(7,)]


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        ('migrations.RunSQL("create table public.other (id int)")', "it names schema public"),
        ('migrations.RunSQL("create schema other")', "it speaks of schemas"),
        ('migrations.RunSQL("create extension if not exists pg_trgm")', "what it speaks of belongs to no schema"),
    ],
)
def test_what_a_scratch_schema_would_not_hold_is_refused_with_its_place(
    project: ForeignProject, role_with_schemas: str, operation: str, why: str
) -> None:
    project.add("0002_further", migration(operation))

    (message,) = prove_in(project, DATABASE_URL=role_with_schemas)["refused"]

    assert message == (
        f"{project.migrations}/0002_further.py:7: a scratch schema would not hold this operation: {why}."
    )
    assert project.sql("select 1 from pg_tables where tablename = 'other'") == []


def test_our_own_apps_are_proven(project: ForeignProject) -> None:
    proof = prove_in(project, settings="config.settings")["proofs"]["none"]

    assert (proof["equal"], proof["differences"]) == (True, [])


def test_the_chain_of_november_is_proven(project: ForeignProject) -> None:
    answer = prove_in(project, settings="config.settings", DOMAIN_MIGRATIONS="dev.legacy.chain")

    proof = answer["proofs"]["none"]
    assert (proof["equal"], proof["differences"]) == (True, [])
    assert proof["counts"]["old files"] > 2 * proof["counts"]["new files"]
    assert sum("RunPython" in text for text in answer["files"]) == 2
