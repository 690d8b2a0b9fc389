"""The order in which tables can be made."""

from collections.abc import Mapping

from project.schema_audit.schema import Kind, Table


def in_creation_order(missing: Mapping[str, Table]) -> dict[str, Table]:
    """The tables, each after those that its foreign keys lead to, as far as these form no circle."""
    order: dict[str, Table] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in order or name in path or name not in missing:
            return
        targets = {key.target.table for key in missing[name].of_kind(Kind.FOREIGN_KEY) if key.target}
        for target in sorted(targets):
            visit(target, (*path, name))
        order[name] = missing[name]

    for name in missing:
        visit(name, ())
    return order
