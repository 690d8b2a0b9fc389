"""What has to come true in the story, and where it didn't: a sentence for each."""

from collections.abc import Iterator

from dev.legacy import figures
from dev.legacy.look import Look

GROWING = ["auth_permission", "django_content_type", "django_migrations"]
"""Django's own lists: `migrate` adds to them."""


def unmet(before: Look, migrated: Look, mended: Look) -> list[str]:
    """Every expectation that failed; empty when the story came true."""
    checked = (found for look in (before, migrated, mended) for found in _the_checks_tell_the_truth(look))
    return [*_begins(before), *_migrates(migrated), *_ends(before, mended), *checked]


def _begins(look: Look) -> Iterator[str]:
    causes = [one["cause"] for one in look.null_mismatches()]
    yield from _expect("tables before", look.inventory.tables, 55)
    yield from _expect("missing tables before", len(look.findings("missing_table")), 10)
    yield from _expect("pending migrations before", len(look.findings("unapplied")), 12)
    yield from _expect("NULL mismatches before, by a pending migration", causes.count("unapplied_migration"), 4)
    yield from _expect("NULL mismatches before, by drift", causes.count("drift"), 3)
    yield from _expect("the user key's type before", figures.user_key(look), "open")


def _migrates(look: Look) -> Iterator[str]:
    yield from _expect("missing tables after migrate", len(look.findings("missing_table")), 0)
    yield from _expect("pending migrations after migrate", len(look.findings("unapplied")), 0)
    yield from _expect("NULL mismatches after migrate", len(look.null_mismatches()), 3)


def _ends(before: Look, look: Look) -> Iterator[str]:
    values = before.inventory.orphaned_column_values
    yield from _expect("NULL mismatches after --fix", len(look.null_mismatches()), 0)
    yield from _expect("open errors after --fix", figures.open_errors(look), [])
    yield from _expect("the column is_restrict", figures.orphaned_column(look), "planned")
    yield from _expect("values in is_restrict", look.inventory.orphaned_column_values, values)
    yield from _expect("the user key's type, with the waiver", figures.user_key(look), "waived")
    yield from _expect("further findings about the user key", figures.also_about_the_key(look), [])
    yield from _expect("keys left", figures.keys_left(look), figures.keys_left(before))
    yield from _expect("rows lost", figures.rows_lost(before, look), 0)
    yield from _expect("tables with other content", figures.changed_tables(before, look), GROWING)


def _the_checks_tell_the_truth(look: Look) -> Iterator[str]:
    """What the checks say, against what the database itself counts."""
    counted, reported = look.inventory, look.null_mismatches()
    yield from _expect(
        "missing tables", _names(one["table"] for one in look.findings("missing_table")), counted.missing
    )
    yield from _expect(
        "pending migrations", _names(one["object"] for one in look.findings("unapplied")), counted.pending
    )
    columns = _names(f"{one['table']}.{one['column']}" for one in reported)
    yield from _expect("NULL mismatches", columns, counted.surplus_not_null)


def _names(found: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted(found))


def _expect(what: str, found: object, expected: object) -> Iterator[str]:
    if found != expected:
        yield f"{what[0].upper()}{what[1:]}: {found!r} instead of {expected!r}."
