"""A GE server that can't be used is told by the system checks, before a night is lost to it."""

from typing import Any

import pytest

from config.checks import ge_credentials_are_complete, ge_server_is_asked_over_tls
from project.ge_sync.adapters.configured import configured_source
from project.ge_sync.errors import NotConfigured
from project.ge_sync.http.asker import checked_address


@pytest.mark.parametrize("url", ["", "https://ge.example.org/api", "http://127.0.0.1:8099", "http://localhost:8099"])
def test_tls_and_this_machine_are_accepted(settings: Any, url: str) -> None:
    settings.GE_BASE_URL = url

    assert ge_server_is_asked_over_tls(None) == []


def test_plain_http_to_another_machine_is_refused(settings: Any) -> None:
    settings.GE_BASE_URL = "http://ge.example.org"

    assert [message.id for message in ge_server_is_asked_over_tls(None)] == ["config.E008"]
    with pytest.raises(NotConfigured, match="https://"):
        checked_address("http://ge.example.org")


def test_a_server_without_credentials_is_refused(settings: Any) -> None:
    settings.GE_BASE_URL, settings.GE_CLIENT_ID, settings.GE_CLIENT_SECRET = "https://ge.example.org", "dev", ""

    assert [message.id for message in ge_credentials_are_complete(None)] == ["config.E004"]
    with pytest.raises(NotConfigured, match="GE_CLIENT_ID and GE_CLIENT_SECRET are not set"):
        configured_source()


def test_no_server_is_no_error_until_one_is_asked(settings: Any) -> None:
    settings.GE_BASE_URL = ""

    assert ge_credentials_are_complete(None) == []
    with pytest.raises(NotConfigured, match="GE_BASE_URL is not set"):
        configured_source()


def test_a_source_is_known_by_its_address_without_a_password(settings: Any) -> None:
    settings.GE_BASE_URL = "https://user:secret@ge.example.org:8443/api/"
    settings.GE_CLIENT_ID, settings.GE_CLIENT_SECRET = "dev", "dev"

    assert configured_source().name == "ge.example.org:8443/api"
