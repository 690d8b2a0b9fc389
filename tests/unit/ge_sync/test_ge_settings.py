"""A GE server that can't be used is told by the system checks, before a night is lost to it."""

from pathlib import Path
from typing import Any

import certifi
import pytest

from config.checks import ge_authorities_can_be_read, ge_credentials_are_complete, ge_server_is_asked_over_tls
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


def test_a_source_is_known_by_its_address(settings: Any) -> None:
    settings.GE_BASE_URL = "https://ge.example.org:8443/api/"
    settings.GE_CLIENT_ID, settings.GE_CLIENT_SECRET = "dev", "dev"

    assert configured_source().name == "ge.example.org:8443/api"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("ge.example.org", "no address that can be asked"),
        ("https://", "no address that can be asked"),
        ("https://ge.example.org:99999", "no address that can be asked"),
        ("https://[ge", "no address that can be asked"),
        ("ftp://ge.example.org", "has to begin with https://"),
        ("http://ge.example.org", "has to begin with https://"),
        ("https://ge.example.org/?v=1", "host, port and path alone"),
        ("https://user:secret@ge.example.org", "host, port and path alone"),
    ],
)
def test_what_is_no_address_of_a_server_is_refused_and_not_repeated(settings: Any, address: str, sentence: str) -> None:
    settings.GE_BASE_URL, settings.GE_CLIENT_ID, settings.GE_CLIENT_SECRET = address, "dev", "dev"

    with pytest.raises(NotConfigured, match=sentence) as refused:
        configured_source()
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "sentence"), [("nowhere.pem", "where no file is"), ("empty.pem", "holds no certificate"), ("", "be read")]
)
def test_a_bundle_of_authorities_that_cannot_be_used_is_refused(
    settings: Any, tmp_path: Path, name: str, sentence: str
) -> None:
    (tmp_path / "empty.pem").touch()
    settings.GE_BASE_URL, settings.GE_CLIENT_ID, settings.GE_CLIENT_SECRET = "https://ge.example.org", "dev", "dev"
    settings.GE_CA_BUNDLE = str(tmp_path / name)

    assert [message.id for message in ge_authorities_can_be_read(None)] == ["config.E012"]
    with pytest.raises(NotConfigured, match=f"GE_CA_BUNDLE is .*{sentence}: write the path of a file"):
        configured_source()


@pytest.mark.parametrize("bundle", ["", certifi.where()])
def test_a_bundle_with_certificates_or_none_at_all_is_accepted(settings: Any, bundle: str) -> None:
    settings.GE_CA_BUNDLE = bundle

    assert ge_authorities_can_be_read(None) == []
