"""`python -m dev.legacy.november`: builds the database of November 2025 into the empty one of DATABASE_URL.

The applied files of the old chain are run for real, but for one that was faked; then come the rows, the leftovers and
what was done by hand, as plain SQL.
"""

import sys

from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from dev.legacy.inventory import Inventory, take_inventory
from dev.legacy.old_chain import set_up
from dev.legacy.statements import statements
from dev.steps import CannotRun, refuse

FAKED = ("accounts", "0002_big_user_keys")
# In this order every table that refers to users is made after the faked migration: only the key itself stayed narrow.
LAST_BEFORE_FAKED = ("accounts", "0001_initial")
LAST_APPLIED = (
    ("accounts", "0003_groups_and_permissions"),
    ("admin", "0003_logentry_add_action_flag_choices"),
    ("sessions", "0001_initial"),
    ("core", "0008_bank_accounts"),
    ("license", "0008_serial_numbers_once"),
    ("allotment", "0003_items_once"),
    ("bill_of_entry", "0003_once_at_a_port"),
)
SCRIPTS = (
    *("rows_reference", "rows_licenses", "rows_goods", "rows_django"),
    *("leftovers", "drift_not_null", "drift_is_restrict"),
)


def build() -> Inventory:
    """Make it; raises CannotRun where the database is not empty."""
    if tables := connection.introspection.table_names():
        raise CannotRun(
            f"The database {connection.settings_dict['NAME']} has {len(tables)} tables already: "
            "point DATABASE_URL at an empty one. Nothing was changed."
        )
    _migrate(*LAST_BEFORE_FAKED)
    _migrate(*FAKED, fake=True)
    for target in LAST_APPLIED:
        _migrate(*target)
    for name in SCRIPTS:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statements(name))
    return take_inventory()


def made(inventory: Inventory) -> str:
    """What was made, in lines for a person."""
    groups = {
        f"of the domain's {len(inventory.models) + len(inventory.missing)} models": inventory.models,
        "between them (many-to-many)": inventory.many_to_many,
        "of Django": inventory.django,
        "left over": inventory.leftovers,
    }
    files = len(inventory.applied) + len(inventory.pending)
    return "\n".join(
        [
            f"{inventory.tables} tables with {sum(inventory.rows.values())} rows:",
            *(f"  {len(tables):>3} {words}" for words, tables in groups.items()),
            f"{len(inventory.applied)} of {files} migrations applied, {len(inventory.pending)} pending",
            f"{len(inventory.surplus_not_null)} columns NOT NULL that the models let be NULL",
            f"accounts_user.id is {inventory.user_key_type}, the last key given is {inventory.user_key_last}",
            f"license_licenseimportitemsmodel.is_restrict: {inventory.orphaned_column_values} rows with a value",
        ]
    )


def _migrate(app: str, name: str, *, fake: bool = False) -> None:
    call_command("migrate", app, name, fake=fake, verbosity=0, skip_checks=True)


def main() -> int:
    """Build and tell, or say in one sentence why not (2)."""
    set_up()
    try:
        print(made(build()))
    except CannotRun as reason:
        refuse(reason)
        return 2
    except DatabaseError as error:
        refuse(f"PostgreSQL refused: {str(error).strip().splitlines()[0]}")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
