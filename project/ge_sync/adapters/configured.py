"""The source that the settings name."""

from django.conf import settings

from project.ge_sync.adapters.http_api import HttpApi
from project.ge_sync.adapters.source import Source
from project.ge_sync.errors import NotConfigured
from project.ge_sync.http.client import Client
from project.ge_sync.pacing import Pace


def configured_source() -> Source:
    """The server of GE_BASE_URL; NotConfigured says what to set."""
    if not settings.GE_BASE_URL:
        raise NotConfigured("GE_BASE_URL is not set: write the address of the GE server into the environment or .env.")
    if not (settings.GE_CLIENT_ID and settings.GE_CLIENT_SECRET):
        raise NotConfigured("GE_CLIENT_ID and GE_CLIENT_SECRET are not set: the GE server asks for both.")
    client = Client(
        settings.GE_BASE_URL,
        client_id=settings.GE_CLIENT_ID,
        client_secret=settings.GE_CLIENT_SECRET,
        pace=Pace(settings.GE_REQUESTS_PER_SECOND),
    )
    return HttpApi(client, base_url=settings.GE_BASE_URL)
