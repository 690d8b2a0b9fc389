"""Why a chain can't be rebuilt, as findings: each names the place and what to do."""

from collections.abc import Sequence

from project.findings import Direction, Finding, Severity, by_hand
from project.migration_audit.rebuild.inventory import InventoryItem

ELIDABLE = "Pass elidable=True to the operation where an empty database doesn't need it"


def cannot_be_carried(item: InventoryItem, why: str) -> Finding:
    """One operation that would not do in the new chain what it did in the old one."""
    return Finding(
        code="operation_not_carried",
        severity=Severity.ERROR,
        message=f"{item.place}: {item.operation} can't be carried over: {why}.",
        object=f"{item.migration} line {item.line}",
        app=item.migration.app,
        expected="an operation that works when all tables are as the models say",
        actual=item.text,
        cause_detail="A new chain makes the tables first, as they are today, and runs what else there was after that.",
        fix=by_hand(
            Direction.CODE,
            f"{ELIDABLE}, or rewrite it for the models of today; --remove-alters leaves it where it stands.",
        ),
    )


def cannot_be_written(app: str, why: str) -> Finding:
    """A value of a model, or of an operation that is carried over, that Django can't write into a file."""
    return Finding(
        code="operation_not_carried",
        severity=Severity.ERROR,
        message=f"The new migrations of {app} can't be written: {why.rstrip('.')}.",
        object=app,
        app=app,
        expected="values that `makemigrations` can write",
        actual=why,
        fix=by_hand(Direction.CODE, "Give it a name at the top of a module, or leave the app out of --apps."),
    )


def unclassified(item: InventoryItem) -> Finding:
    """One operation of which nobody can say what it does."""
    return Finding(
        code="unclassified_operation",
        severity=Severity.ERROR,
        message=f"{item.place}: {item.operation} can't be classified: {item.why}.",
        object=f"{item.migration} line {item.line}",
        app=item.migration.app,
        expected="an operation that is elidable, seeds rows or makes objects",
        actual=item.text,
        cause_detail="A rebuild that left it out or carried it over could lose what it does.",
        fix=by_hand(Direction.CODE, f"{ELIDABLE}; else write it so that its calls show what it writes."),
    )


def too_few_files(app: str, needed: int, old: int) -> Finding:
    """An app that needs more new files than it has old ones to replace: one of them would never be recorded."""
    return Finding(
        code="too_few_files",
        severity=Severity.ERROR,
        message=f"{app} needs {needed} new files to break a circle of apps, and {old} to replace.",
        object=app,
        app=app,
        cause_detail="Each new file has to replace an old one: by that an existing database knows that it has it.",
        fix=by_hand(Direction.CODE, f"Leave {app}, or the apps it stands in a circle with, out of --apps."),
    )


def setting_missing(model: str, setting: str) -> Finding:
    """A swappable model whose setting nobody set: Django's own makemigrations stops there too."""
    return Finding(
        code="swappable_setting_missing",
        severity=Severity.ERROR,
        message=f"{model} may be swapped by the setting {setting}, which is not set: no migration can name it.",
        object=model,
        fix=by_hand(
            Direction.CODE, f"Set {setting} to the model that is used, {model} itself where none takes its place."
        ),
    )


def in_a_circle(apps: Sequence[str]) -> Finding:
    """Apps whose models can't be made one after the other."""
    return Finding(
        code="models_in_a_circle",
        severity=Severity.ERROR,
        message=f"No order makes the models of {', '.join(apps)}: each waits for another one.",
        object=", ".join(apps),
        fix=by_hand(
            Direction.CODE, "Break the circle in the models (a base class, or a key to a model of another app)."
        ),
    )
