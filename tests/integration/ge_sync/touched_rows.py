"""Whether a row was written, as PostgreSQL knows it."""

from django.db import connection

TABLES = (
    "license_licensedetailsmodel",
    "license_licenseexportitemmodel",
    "license_licenseimportitemsmodel",
    "license_licensetransfermodel",
    "bill_of_entry_billofentrymodel",
    "bill_of_entry_rowdetails",
    "core_companymodel",
    "core_portmodel",
    "core_hscodemodel",
    "core_sionnormclassmodel",
    "ge_sync_serverrows",
    "ge_sync_document",
)


def versions() -> dict[str, dict[str, str]]:
    """The row versions (ctid and xmin) of every table that a sync writes; an untouched row keeps its own."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT ctid::text, xmin::text FROM {table}")
            found[table] = dict(cursor.fetchall())
    return found


def count(table: str) -> int:
    """Rows of a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])
