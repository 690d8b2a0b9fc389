"""System checks of the settings: what is wrong, and what to write instead."""

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from config.settings import ENVIRONMENT
from project.domain_migrations import unusable_packages
from project.ge_sync.errors import NotConfigured
from project.ge_sync.http.authorities import authorities


@register
def environment_is_usable(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every environment variable that could not be read."""
    return [Error(problem.message, hint=problem.hint, id=problem.id) for problem in ENVIRONMENT.problems]


@register
def ge_credentials_are_complete(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """A GE server without credentials answers 401 all night."""
    if settings.GE_BASE_URL and not (settings.GE_CLIENT_ID and settings.GE_CLIENT_SECRET):
        hint = "Set GE_CLIENT_ID and GE_CLIENT_SECRET, or unset GE_BASE_URL."
        return [Error("GE_BASE_URL is set, its credentials are not.", hint=hint, id="config.E004")]
    return []


@register
def ge_server_is_asked_over_tls(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Credentials and licences don't cross a network in the clear; this machine's own server may speak plain http."""
    parts = urlsplit(settings.GE_BASE_URL)
    if parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        hint = "Write GE_BASE_URL with https://."
        return [Error("GE_BASE_URL is plain http to another machine.", hint=hint, id="config.E008")]
    return []


@register
def ge_authorities_can_be_read(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """A file of certificates that isn't there is found out now, and not at night."""
    try:
        authorities(settings.GE_CA_BUNDLE)
    except NotConfigured as error:
        return [Error(str(error), hint="Or unset it for a server with a public certificate.", id="config.E012")]
    return []


@register
def broker_is_redis(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Celery's own variables go before REDIS_URL, and everything here is made for Redis."""
    hint = "Unset it and set REDIS_URL, or write an address that begins with redis:// or rediss://."
    return [
        Error(f"{name} names a broker that is not Redis.", hint=hint, id="config.E007")
        for name in ("CELERY_BROKER_URL", "CELERY_BROKER_READ_URL", "CELERY_BROKER_WRITE_URL")
        if (address := os.environ.get(name)) and not address.startswith(("redis://", "rediss://"))
    ]


@register
def domain_migrations_exist(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """DOMAIN_MIGRATIONS is `ours`, `none` or the dotted prefix of packages that can be imported."""
    text = settings.DOMAIN_MIGRATIONS
    hint = "Write `ours`, `none` or a dotted prefix such as `license_manager.apps`, and put its folder on PYTHONPATH."
    if not all(part.isidentifier() for part in text.split(".")):
        return [Error(f"DOMAIN_MIGRATIONS is {text!r}.", hint=hint, id="config.E005")]
    for package, reason in unusable_packages(text).items():
        sentence = f"DOMAIN_MIGRATIONS is {text!r}, but {package} can't be used: {reason}."
        return [Error(sentence, hint=hint, id="config.E005")]
    return []


@register(Tags.database)
def domain_tables_exist(
    app_configs: Sequence[Any] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """With `none` the domain's tables are a live License Manager's; rows of ours refer to its users."""
    if settings.DOMAIN_MIGRATIONS != "none":
        return []
    users = get_user_model()._meta.db_table
    hint = "Point DATABASE_URL at the License Manager's database, or write DOMAIN_MIGRATIONS=ours."
    return [
        Error(f"DOMAIN_MIGRATIONS is 'none', but {alias} has no table {users}.", hint=hint, id="config.E006")
        for alias in databases or ()
        if users not in connections[alias].introspection.table_names()
    ]


@register(Tags.security, deploy=True)
def secret_key_is_set(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Without SECRET_KEY every process makes its own, and nobody stays logged in."""
    if settings.SECRET_KEY_IS_TEMPORARY:
        return [Warning("SECRET_KEY is not set.", hint="Set it to 50 random characters.", id="config.W001")]
    return []
