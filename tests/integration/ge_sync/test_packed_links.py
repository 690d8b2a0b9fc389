"""The migration that puts the links of a licence into one row, and its way back."""

import json
from importlib import import_module

import pytest
from django.db import connection

from project.ge_sync.comparing.links import Packed, packed
from project.ge_sync.comparing.mapping import EXPORT_ITEM, LICENSE
from project.ge_sync.comparing.state import Row
from project.ge_sync.models import ServerRows, State, SyncedLicense

MIGRATION = import_module("project.ge_sync.migrations.0007_one_row_of_links")
EARLIER: list[tuple[str, str, str, int, Row]] = [
    ("0310837893", LICENSE, "0310837893", 0, {"server_status": "ACTIVE"}),
    ("0310837893", EXPORT_ITEM, "1", 7, {"server_missing": True, "server_serial_number": 1}),
    ("0310837893", EXPORT_ITEM, "10", 9, {"server_serial_number": 10}),
    ("0310837893", EXPORT_ITEM, "2", 8, {}),
    ("0310837894", LICENSE, "0310837894", 0, {}),
]


@pytest.fixture
def earlier(db: None) -> None:
    """The table as it was before, with the links of two licences."""
    for number in ("0310837893", "0310837894"):
        SyncedLicense.objects.create(license_number=number, state=State.FAILED)
    with connection.cursor() as cursor:
        columns = 'synced_id text, "table" text, key text, row_id bigint, facts jsonb'
        cursor.execute(f"CREATE TEMPORARY TABLE ge_sync_serverrow ({columns}) ON COMMIT DROP")
        cursor.executemany(
            "INSERT INTO ge_sync_serverrow VALUES (%s, %s, %s, %s, %s)",
            [(number, table, key, row_id, json.dumps(facts)) for number, table, key, row_id, facts in EARLIER],
        )


def test_links_are_packed_as_a_sync_packs_them(earlier: None) -> None:
    _run(MIGRATION.PACK)

    rows = {(table, key): facts for number, table, key, _, facts in EARLIER if number == "0310837893"}
    ids = {(table, key): row_id for number, table, key, row_id, _ in EARLIER if number == "0310837893"}
    first, second = ServerRows.objects.order_by("pk")
    assert Packed(first.facts, first.rows) == packed(rows.items(), ids)
    assert (second.facts, second.rows) == ({}, {})


def test_the_way_back_gives_every_link_its_row_again(earlier: None) -> None:
    _run(MIGRATION.PACK)
    _run("DELETE FROM ge_sync_serverrow")

    _run(MIGRATION.UNPACK)

    with connection.cursor() as cursor:
        cursor.execute('SELECT synced_id, "table", key, row_id, facts::text FROM ge_sync_serverrow')
        found = cursor.fetchall()
    assert sorted((*row, json.loads(facts)) for *row, facts in found) == EARLIER


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
