"""`make story`: the database of November 2025 is checked, migrated, mended and checked again, by the real commands."""

import sys
from collections.abc import Mapping

from dev.legacy.before_after import before_after
from dev.legacy.commands import FINISHED, python
from dev.legacy.expectations import unmet
from dev.legacy.look import Look, take_look
from dev.legacy.old_chain import CHAIN
from dev.legacy.story_database import fresh_database
from dev.services import services
from dev.signals import Stopped, ending_in_order
from dev.steps import CannotRun, refuse, step

WAIVED = {"DJANGO_SETTINGS_MODULE": "dev.legacy.waived_settings"}


def story() -> list[str]:
    """Tell it; what did not come true. Raises CannotRun."""
    with services(owner="make story") as ready:
        url = fresh_database(ready.variables["DATABASE_URL"])
        environment = {**ready.environment, "DATABASE_URL": url, "DOMAIN_MIGRATIONS": CHAIN}
        with step("The database of November 2025, built"):
            made = python("-m", "dev.legacy.november", environment=environment)
        print(made)
        before = _look(environment)
        with step("manage.py migrate"):
            python("manage.py", "migrate", environment=environment)
        migrated = _look(environment)
        with step("manage.py check_db_structure --fix --yes"):
            python("manage.py", "check_db_structure", "--fix", "--yes", environment=environment, allowed=FINISHED)
        mended = _look({**environment, **WAIVED})
    print()
    print(before_after([("before", before), ("after migrate", migrated), ("after --fix", mended)]))
    return unmet(before, migrated, mended)


def _look(environment: Mapping[str, str]) -> Look:
    with step("") as told:
        look = take_look(environment)
        findings = len(look.structure) + len(look.migrations)
        told.outcome = f"manage.py check_db_structure, manage.py check_migrations: {findings} findings"
    return look


def main() -> int:
    """The last line names the outcome: 0 it came true, 1 something did not, 2 it could not be told to its end."""
    try:
        with ending_in_order():
            failed = story()
    except CannotRun as reason:
        refuse(reason)
        return 2
    except Stopped as stopped:
        return stopped.exit_status
    for sentence in failed:
        refuse(sentence)
    print(f"make story: {f'{len(failed)} expectations failed' if failed else 'everything came true'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
