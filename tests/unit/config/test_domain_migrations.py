"""DOMAIN_MIGRATIONS says who owns the migrations of the licence domain."""

from project.domain_migrations import DOMAIN_APPS, migration_modules


def test_ours_leaves_every_app_its_own_migrations() -> None:
    assert migration_modules("ours") == {}


def test_none_switches_the_domain_off_and_nothing_else() -> None:
    assert migration_modules("none") == dict.fromkeys(DOMAIN_APPS)


def test_a_prefix_names_the_chain_of_each_app() -> None:
    modules = migration_modules("license_manager.apps")

    assert modules["trade"] == "license_manager.apps.trade.migrations"
    assert set(modules) == set(DOMAIN_APPS)
