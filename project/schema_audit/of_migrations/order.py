"""All migrations in the order of their graph."""

from django.db.migrations.loader import MigrationLoader

Key = tuple[str, str]


def in_order(loader: MigrationLoader) -> list[Key]:
    """Each migration after all that it depends on."""
    order: dict[Key, None] = {}
    for leaf in sorted(loader.graph.leaf_nodes()):
        order.update(dict.fromkeys(loader.graph.forwards_plan(leaf)))
    return list(order)
