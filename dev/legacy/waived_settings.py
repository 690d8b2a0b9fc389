"""The settings of the last look: both checks accept the integer key of users, with a reason, an owner and an end."""

from datetime import date, timedelta

from config.settings import *  # noqa: F403  (these settings and one more)

_ACCEPTED = {
    "reason": "A few dozen users; rewriting the table waits for the move to the new server.",
    "owner": "licence desk",
    "until": (date.today() + timedelta(days=180)).isoformat(),  # noqa: DTZ011  (a day in the person's own calendar)
}
SCHEMA_AUDIT_WAIVERS = [
    {
        "code": "column_type",
        "table": "accounts_user",
        "column": "id",
        "expected": "bigint",
        "actual": "integer",
        **_ACCEPTED,
    }
]
# The same key as check_migrations sees it: the migration that should have widened it was faked.
MIGRATION_AUDIT_WAIVERS = [
    {
        "code": "faked_migration",
        "object": "accounts.0002_big_user_keys",
        "expected": "1 operation in the database",
        "actual": "not there: Alter field id on user",
        **_ACCEPTED,
    }
]
