"""The story's own database beside whatever else the server holds: dropped and made anew each time."""

from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql

from dev.legacy.statements import statements
from dev.steps import CannotRun

NAME = "license_manager_story"
_MARK = "Made by `make story`, which drops it again"


def fresh_database(server_url: str, *, name: str = NAME) -> str:
    """The address of the story's database, empty; raises CannotRun for one of its name that is somebody else's."""
    connection = psycopg2.connect(server_url)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statements("story_database"), {"name": name})
            found = cursor.fetchone()
            if found and found[0] != _MARK:
                raise CannotRun(f"The story did not make the database {name}: rename it. Nothing was changed.")
            quoted = sql.Identifier(name)
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(quoted))
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(quoted))
            cursor.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(quoted, sql.Literal(_MARK)))
    except psycopg2.Error as error:
        raise CannotRun(f"The database {name} can't be made: {str(error).strip().splitlines()[0]}") from None
    finally:
        connection.close()
    return urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
