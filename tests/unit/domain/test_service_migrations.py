"""The service's own migrations work above any chain of the domain: ours, nobody's, or a live License Manager's."""

from django.db.migrations.loader import MigrationLoader

from project.domain_migrations import DOMAIN_APPS


def test_they_name_no_migration_of_the_domain_but_the_first() -> None:
    named = {
        f"{app}.{name} -> {dependency}"
        for (app, name), migration in MigrationLoader(None).disk_migrations.items()
        if app not in DOMAIN_APPS
        for dependency in migration.dependencies
        if dependency[0] in DOMAIN_APPS and dependency[1] != "__first__"
    }

    assert named == set(), (
        'write "__first__": with DOMAIN_MIGRATIONS the domain has other migrations than ours, or none'
    )
