"""The figures of the story, each counted in a look."""

from dev.legacy.look import Look

ORPHANED = ("license_licenseimportitemsmodel", "is_restrict", "orphaned_column")
USER_KEY = ("accounts_user", "id", "column_type")


def mismatches_caused_by(look: Look, cause: str) -> int:
    """How many of the NULL mismatches have that cause."""
    return sum(one["cause"] == cause for one in look.null_mismatches())


def orphaned_column(look: Look) -> str:
    """`planned` where the column is reported with what a person may run, and nothing that runs by itself."""
    finding = look.at(*ORPHANED)
    if finding is None:
        return "not reported"
    return "planned" if finding["fix"]["manual_sql"] and not finding["fix_sql"] else "reported"


def user_key(look: Look) -> str:
    """What became of the finding about the key's type: `none`, `open` or `waived`."""
    finding = look.at(*USER_KEY)
    return "none" if finding is None else "waived" if finding["waived"] else "open"


def keys_left(look: Look) -> int:
    """How many users the key still has room for."""
    return look.inventory.user_key_largest - look.inventory.user_key_last


def also_about_the_key(look: Look) -> list[str]:
    """Codes of further open findings at the same key or its sequence."""
    table, column, code = USER_KEY
    at_table = [one for one in look.structure if one["table"] == table and one["code"] != code and not one["waived"]]
    return [one["code"] for one in at_table if one["column"] == column or one["code"].startswith(("sequence_", "key_"))]


def open_errors(look: Look) -> list[str]:
    """Code and place of all errors that nobody waived."""
    findings = (*look.structure, *look.migrations)
    return [
        f"{one['code']} {one['table'] or one['object'] or ''}"
        for one in findings
        if one["severity"] == "error" and not one["waived"]
    ]


def rows_lost(before: Look, after: Look) -> int:
    """Rows that were counted before and are not there any more, over all tables."""
    now = after.inventory.rows
    return sum(max(0, count - now.get(table, 0)) for table, count in before.inventory.rows.items())


def changed_tables(before: Look, after: Look) -> list[str]:
    """Tables of before whose content is not what it was."""
    now = after.inventory.contents
    return sorted(table for table, digest in before.inventory.contents.items() if now.get(table) != digest)
