"""The source that the settings name."""

from urllib.parse import urlsplit

from django.conf import settings

from project.ge_sync.adapters.http_api import HttpApi
from project.ge_sync.adapters.source import Source
from project.ge_sync.control.bucket import Bucket
from project.ge_sync.control.gate import Gate
from project.ge_sync.errors import NotConfigured
from project.ge_sync.http.asker import Asker, Control
from project.ge_sync.http.client import Client


def configured_source() -> Source:
    """The server of GE_BASE_URL; NotConfigured says what to set."""
    if not settings.GE_BASE_URL:
        raise NotConfigured("GE_BASE_URL is not set: write the address of the GE server into the environment or .env.")
    if not (settings.GE_CLIENT_ID and settings.GE_CLIENT_SECRET):
        raise NotConfigured("GE_CLIENT_ID and GE_CLIENT_SECRET are not set: the GE server asks for both.")
    name = name_of(settings.GE_BASE_URL)
    client = Client(
        asker(settings.GE_BASE_URL, name=name),
        source_name=name,
        client_id=settings.GE_CLIENT_ID,
        client_secret=settings.GE_CLIENT_SECRET,
    )
    return HttpApi(client, name=name)


def asker(address: str, *, name: str) -> Asker:
    """What asks an address, paced and held back together with all other workers on the source of that name."""
    bucket = Bucket(
        name,
        per_second=settings.GE_REQUESTS_PER_SECOND,
        burst=settings.GE_BURST,
        redis_url=settings.REDIS_URL,
    )
    return Asker(address, control=Control(gate=Gate(name), bucket=bucket), total_seconds=settings.GE_TOTAL_SECONDS)


def name_of(address: str) -> str:
    """What a server is known by in rows and reports: its host, port and path, never a password."""
    parts = urlsplit(address.rstrip("/"))
    return f"{parts.hostname}:{parts.port}{parts.path}" if parts.port else f"{parts.hostname}{parts.path}"
