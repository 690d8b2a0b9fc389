"""The servers that DATABASE_URL and REDIS_URL name: do they answer, and can they be used?"""

from contextlib import closing

import environ
import psycopg2
import redis

from config.environment import Environment
from dev.binaries import OLDEST_POSTGRES
from dev.run_folder import ROOT
from dev.steps import CannotRun
from dev.valkey import version_of


def given_urls() -> dict[str, str]:
    """DATABASE_URL and REDIS_URL where the environment or `.env` sets them."""
    environment = Environment(files=[ROOT / ".env"])
    return {name: url for name in ("DATABASE_URL", "REDIS_URL") if (url := environment.text(name))}


def check_database() -> str:
    """What answers behind DATABASE_URL, such as "PostgreSQL 16.4 on db.example:5432". Raises CannotRun."""
    environment = Environment(files=[])
    address = environment.url("DATABASE_URL", "", schemes=("postgres", "postgresql"))
    _require_no(environment)
    with closing(connect(address)) as connection:
        number, place = connection.server_version, f"{connection.info.host}:{connection.info.port}"
    version = f"{number // 10_000}.{number % 10_000}"
    if number < OLDEST_POSTGRES * 10_000:
        raise CannotRun(
            f"DATABASE_URL leads to PostgreSQL {version} on {place}, which is too old: use {OLDEST_POSTGRES} to 18, "
            "or unset DATABASE_URL to have one started."
        )
    return f"PostgreSQL {version} on {place}"


def connect(address: str) -> "psycopg2.extensions.connection":
    """To the database of an address, which is read as Django's settings read it. Raises CannotRun."""
    settings = environ.Env.db_url_config(address)
    try:
        connection: psycopg2.extensions.connection = psycopg2.connect(
            dbname=settings["NAME"],
            user=settings["USER"] or None,
            password=settings["PASSWORD"] or None,
            host=settings["HOST"],
            port=settings["PORT"] or None,
            **{"connect_timeout": 5, **settings.get("OPTIONS", {})},
        )
    except psycopg2.OperationalError as error:
        raise CannotRun(f"DATABASE_URL can't be used: {_first_line(error)}.") from None
    return connection


def check_redis() -> str:
    """What answers behind REDIS_URL, such as "Redis 7.2 on cache.example:6379". Raises CannotRun."""
    environment = Environment(files=[])
    url = environment.url("REDIS_URL", "", schemes=("redis", "rediss"))
    _require_no(environment)
    client = redis.Redis.from_url(url, socket_connect_timeout=5, socket_timeout=5)
    try:
        version = version_of(client)
    except redis.RedisError as error:
        raise CannotRun(f"REDIS_URL can't be used: {_first_line(error)}.") from None
    finally:
        client.close()
    place = client.connection_pool.connection_kwargs
    return f"{version} on {place.get('host', 'localhost')}:{place.get('port', 6379)}"


def _require_no(environment: Environment) -> None:
    """Refuse an address that settings would refuse, in the same words."""
    for problem in environment.problems:
        raise CannotRun(f"{problem.message} {problem.hint}")


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0].rstrip(".")
