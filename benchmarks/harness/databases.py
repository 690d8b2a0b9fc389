"""A database for one benchmark, beside the one that DATABASE_URL names, dropped at the end."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql


@contextmanager
def own_database() -> Iterator[str]:
    """Its URL."""
    name = f"benchmark_{os.getpid()}"
    with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as administration:
        administration.autocommit = True
        with administration.cursor() as cursor:
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            try:
                yield urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
            finally:
                cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
