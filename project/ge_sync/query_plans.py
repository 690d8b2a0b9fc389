"""How PostgreSQL goes about the rest of a transaction, where it can't know best.

What it knows of a table's rows is from the last time that autovacuum looked, which in a first load is when there were
none: it then takes ten thousand rows for one, and a join that way takes minutes. Both functions need a transaction.
"""

from django.db import connection

from project.ge_sync.statements import statement


def look_up_by_key() -> None:
    """For statements about some licences."""
    _say("look_up_by_key")


def read_whole_tables() -> None:
    """For statements about all of them."""
    _say("read_whole_tables")


def _say(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement(name))
