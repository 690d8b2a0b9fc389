"""In the admin nobody types over what the GE server owns: its fields are those of the sync's mapping."""

import pytest
from django.apps import apps
from django.contrib import admin

from project.core.admin.page import DomainAdmin
from project.ge_sync.comparing.mapping import TABLES, Owner, Table


def _columns(table: Table, *owners: Owner) -> set[str]:
    return {field.column for field in table.fields if field.owner in owners and not field.is_fact}


def _page(table: Table) -> DomainAdmin:
    page = admin.site.get_model_admin(apps.get_model(table.model))
    assert isinstance(page, DomainAdmin)
    return page


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_the_server_owns_is_read_only(table: Table) -> None:
    parents = {"license"} & {field.name for field in _page(table).opts.concrete_fields}

    owned = _columns(table, Owner.IDENTITY, Owner.SERVER) | parents
    assert set(_page(table).server_owned) | set(_page(table).readonly_fields) == owned | _columns(table, Owner.DERIVED)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_is_shared_or_ours_can_be_typed(table: Table) -> None:
    editable = _columns(table, Owner.SHARED) | {name for name in table.local if name != "id"}

    assert set(_page(table).server_owned) & editable == set()
