"""The table at the end of the story: every figure counted in the looks, none of them written here."""

from collections.abc import Callable, Sequence

from dev.legacy import figures
from dev.legacy.look import Look

_LINES: tuple[tuple[str, Callable[[Look], object]], ...] = (
    ("tables of the domain's models", lambda look: len(look.inventory.models)),
    ("missing tables of the domain", lambda look: len(look.findings("missing_table"))),
    ("pending migrations of the domain", lambda look: len(look.findings("unapplied"))),
    ("columns NOT NULL against their models", lambda look: len(look.null_mismatches())),
    ("  a pending migration explains it", lambda look: figures.mismatches_caused_by(look, "unapplied_migration")),
    ("  drift", lambda look: figures.mismatches_caused_by(look, "drift")),
    ("column is_restrict without a field", figures.orphaned_column),
    ("  rows with a value in it", lambda look: look.inventory.orphaned_column_values),
    ("accounts_user.id", lambda look: look.inventory.user_key_type),
    ("  the finding about its type", figures.user_key),
    ("  further findings about it", lambda look: len(figures.also_about_the_key(look))),
    ("  keys left", lambda look: f"{figures.keys_left(look):,}"),
    ("left-over tables", lambda look: len(look.inventory.leftovers)),
    ("missing tables of the service", lambda look: len(look.findings("missing_table", domain=False))),
    ("pending migrations of the service", lambda look: len(look.findings("unapplied", domain=False))),
    ("open errors of both checks", lambda look: len(figures.open_errors(look))),
)


def before_after(looks: Sequence[tuple[str, Look]]) -> str:
    """A column per look, under its heading; below it what became of the rows."""
    names = [name for name, _ in looks]
    lines = [["", *names], *([label, *(str(value(look)) for _, look in looks)] for label, value in _LINES)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(names) + 1)]
    shown = [
        f"{line[0]:<{widths[0]}}"
        + "".join(f"  {cell:>{width}}" for cell, width in zip(line[1:], widths[1:], strict=True))
        for line in lines
    ]
    return "\n".join([shown[0], "-" * len(shown[0]), *shown[1:], "", _rows_told(looks[0][1], looks[-1][1])])


def _rows_told(before: Look, after: Look) -> str:
    counted, changed = before.inventory, figures.changed_tables(before, after)
    return (
        f"Rows lost: {figures.rows_lost(before, after)} of {sum(counted.rows.values())}, in {counted.tables} tables.\n"
        f"{counted.tables - len(changed)} of them hold exactly what they held; not so: {', '.join(changed) or 'none'}."
    )
