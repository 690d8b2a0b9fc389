"""Several troubles at once: each is told at its place, once, and draws no others after it."""

from tests.integration.migration_audit.foreign_project import FIRST, MODELS, ForeignProject, migration

PRICE = 'migrations.AddField("item", "price", models.IntegerField(default=0))'
STOCK = 'migrations.AddField("item", "stock", models.IntegerField(null=True))'
WEIGHT = 'migrations.AddField("item", "weight", models.IntegerField(null=True))'
OPTIONS = 'migrations.AlterModelOptions("item", {"ordering": ["name"]})'


def _found(project: ForeignProject) -> list[tuple[str, str, str | None]]:
    found = [one for one in project.found() if one[1] != "model_change_without_migration"]
    assert len(set(found)) == len(found)
    return sorted(found)


def test_faked_partly_faked_ghost_doubled_removed_and_conflicting_ones_are_each_told_once(
    migrated: ForeignProject,
) -> None:
    migrated.add("0002_price", migration(PRICE))
    migrated.add("0003_both", migration(STOCK, WEIGHT, after="0002_price"))
    migrated.sql("alter table shop_item add stock integer")
    migrated.migrate("--fake")
    migrated.sql(
        "insert into django_migrations (app, name, applied) values ('shop', '0009_gone', now()), "
        "('shop', '0001_initial', now()), ('removed', '0001_initial', now())"
    )
    migrated.add("0004_left", migration(OPTIONS, after="0003_both"))
    migrated.add("0004_right", migration("migrations.RunPython(lambda apps, editor: None)", after="0003_both"))

    assert _found(migrated) == [
        ("error", "conflicting_leaves", "shop.0004_left, shop.0004_right"),
        ("error", "faked_migration", "shop.0002_price"),
        ("error", "faked_migration", "shop.0003_both"),
        ("error", "recorded_but_missing", "shop.0009_gone"),
        ("error", "unapplied", "shop.0004_left"),
        ("error", "unapplied", "shop.0004_right"),
        ("info", "recorded_but_missing", "removed"),
        ("warning", "duplicate_record", "shop.0001_initial"),
        ("warning", "irreversible_operation", "shop.0004_right"),
    ]
    faked = {one["object"]: one for one in migrated.check()["findings"] if one["code"] == "faked_migration"}
    assert faked["shop.0003_both"]["actual"] == "not there: Add field weight to item"
    assert "1 of its 2 operations" in faked["shop.0003_both"]["message"]


def test_a_fake_inside_a_half_applied_squash_and_a_hole_in_the_history_are_told(migrated: ForeignProject) -> None:
    names = ["0001_initial", "0002_price", "0003_stock", "0004_weight"]
    for name, operation, after in zip(names[1:], (PRICE, STOCK, WEIGHT), names, strict=False):
        migrated.add(name, migration(operation, after=after))
    migrated.migrate("shop", "0002_price", "--fake")
    squashed = FIRST.replace("    initial = True", f"    replaces = {[('shop', name) for name in names]!r}")
    migrated.add(
        "0001_squashed", squashed.replace("    ]\n", f"        {PRICE},\n        {STOCK},\n        {WEIGHT},\n    ]\n")
    )

    assert _found(migrated) == [
        ("error", "faked_migration", "shop.0002_price"),
        ("error", "unapplied", "shop.0003_stock"),
        ("error", "unapplied", "shop.0004_weight"),
        ("warning", "squash_half_applied", "shop.0001_squashed"),
    ]

    (migrated.migrations / "0001_squashed.py").unlink()
    migrated.migrate("shop", "--fake")
    migrated.sql("delete from django_migrations where name = '0003_stock'")
    assert [one for one in _found(migrated) if one[1] != "faked_migration"] == [
        ("error", "inconsistent_history", "shop.0004_weight"),
        ("error", "unapplied", "shop.0003_stock"),
    ]
    assert {place for _, code, place in _found(migrated) if code == "faked_migration"} == {
        "shop.0002_price",
        "shop.0004_weight",
    }


def test_a_column_dropped_by_hand_is_told_at_the_migration_that_makes_it(migrated: ForeignProject) -> None:
    migrated.models(MODELS.replace("10", "20") + "    price = models.IntegerField(default=0)\n")
    migrated.add(
        "0002_longer", migration('migrations.AlterField("item", "name", models.CharField(max_length=20))', PRICE)
    )
    migrated.migrate()
    migrated.sql("alter table shop_item drop name")

    assert migrated.found() == [("error", "faked_migration", "shop.0001_initial")]
