"""Whose table is where: by the schemas in which the tables of an app lie."""

from dataclasses import replace

from project.schema_audit.places import Places
from project.schema_audit.schema import Schema
from tests.unit.schema_audit.pictures import table

# Apps of two, three and one table.
APPS = {"customer": "registry", "region": "registry", "item": "store", "tag": "store", "line": "store", "kind": "kinds"}


def _places(*path: str, beside: tuple[str, ...] = (), named: bool = False, **tables: str) -> Places:
    """Schemas with their tables, `tenant="item tag"`; those `beside` are not searched."""
    live, elsewhere = {}, dict[str, tuple[str, ...]]()
    for schema, names in tables.items():
        for name in names.split():
            if schema in beside:
                elsewhere[name] = (*elsewhere.get(name, ()), schema)
            else:
                live[f"{schema}.{name}"] = replace(table(name), schema=schema)
    picture = Schema(default_schema=path[0], tables=live, elsewhere=elsewhere)
    return Places(picture, APPS, path, default_schema="public" if named else path[0])


def test_a_table_is_where_the_path_finds_it_first() -> None:
    places = _places("tenant", "public", tenant="item tag", public="customer region")

    assert [places.of(name, lost=False) for name in ("item", "customer")] == ["tenant", "public"]


def test_a_missing_table_belongs_beside_the_others_of_its_app() -> None:
    places = _places("tenant", "public", tenant="item", public="customer")

    assert [places.of(name, lost=False) for name in ("tag", "region")] == ["tenant", "public"]


def test_what_another_schema_has_too_is_lost_in_the_first() -> None:
    places = _places("tenant", "public", tenant="item line", public="item line tag customer region")

    assert places.is_lost("tag")
    assert not places.is_lost("customer")


def test_what_only_lies_further_along_the_path_is_not_lost() -> None:
    assert not _places("tenant", "public", tenant="item", public="tag").is_lost("tag")


def test_an_app_that_the_tenants_beside_have_is_lost_in_this_one() -> None:
    tenants = {"tenant": "item tag", "public": "customer region kind", "other": "item tag kind"}
    alone = {"tenant": "item tag", "public": "customer region kind", "other": "item tag"}

    assert _places("tenant", "public", beside=("other",), named=True, **tenants).is_lost("kind")
    assert not _places("tenant", "public", beside=("other",), named=True, **alone).is_lost("kind")


def test_a_single_table_before_its_whole_app_is_a_stray_copy() -> None:
    assert _places("mine", "public", mine="item", public="item line tag customer region").is_hidden("item")
    assert _places("mine", "public", mine="kind", public="kind item tag").is_hidden("kind")


def test_the_table_of_a_tenant_is_no_stray_copy() -> None:
    places = _places("tenant", "public", tenant="item tag kind", public="customer region kind")

    assert not places.is_hidden("kind")


def test_a_schema_with_the_same_tables_is_another_tenants() -> None:
    places = _places("tenant", beside=("other", "attic"), tenant="item", other="item tag", attic="tag")

    assert places.is_tenant("tag", "other")
    assert not places.is_tenant("tag", "attic")
