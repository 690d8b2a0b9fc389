"""Structure first covers every table that the sync writes."""

from django.apps import apps

from project.ge_sync.structure import WRITTEN_TABLES


def test_every_table_of_the_sync_is_looked_at_first() -> None:
    tables = {model._meta.db_table for model in apps.get_app_config("ge_sync").get_models()}

    assert tables - set(WRITTEN_TABLES) == set()
