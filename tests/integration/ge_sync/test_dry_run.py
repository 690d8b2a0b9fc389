"""A dry run writes nothing that the next run would go by: only what all workers share about asking the server."""

import pytest
from django.core.management import CommandError
from django.db import connection

from project.ge_sync.models import Source

from .conftest import StartServer, Sync


def contents() -> dict[str, str]:
    """Every row of every table as one text, but for what the workers share about asking; and every sequence."""
    found: dict[str, str] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT string_agg(row::text, E'\\n' ORDER BY row::text) FROM \"{table}\" AS row")
            found[table] = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(s::text, ' ' ORDER BY s::text) FROM pg_sequences AS s")
        found["sequences"] = cursor.fetchone()[0]
    found["ge_sync_source"] = str(list(Source.objects.values_list("name", "watermark")))
    return found


def test_a_dry_run_leaves_every_row_as_it_was(start_ge_server: StartServer, sync: Sync) -> None:
    server = start_ge_server(25)
    sync()
    server.control("day", day=1)
    server.control("change", count=5, seed=1)
    server.misbehave("bad_characters", share=0.1)
    server.misbehave("moved_owner", share=0.1, seed=3)
    before = contents()

    dry = sync("--dry-run")
    sync("--dry-run", "--force")
    sync("--dry-run", "--limit", "3")
    sync("--dry-run", "--license", min(server.documents()))
    after = contents()

    assert {name: text for name, text in after.items() if text != before[name]} == {}
    done = sync()
    assert done.report["changes"] == dry.report["changes"] != []
    assert done.report["licenses"] == dry.report["licenses"]
    assert done.counts == dry.counts


def test_what_a_dry_run_is_told_about_asking_holds_for_everybody(start_ge_server: StartServer, sync: Sync) -> None:
    server = start_ge_server(5)
    server.misbehave("odd_retry_after", variant="day", first=1)
    with pytest.raises(CommandError, match="left alone for 86400 s"):
        sync("--dry-run")
    asked = server.asked()

    with pytest.raises(CommandError, match="asks to be left alone"):
        sync()

    assert server.asked() == asked, "the server has asked for a day's rest, whoever it was that asked"
    assert Source.objects.get().pause_until is not None
