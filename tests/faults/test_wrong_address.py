"""Whatever is wrong with GE_BASE_URL, the command says in one sentence what to do, could not run, and loses nothing."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management.base import CommandError

from dev.ports import free_port
from project.ge_sync.http import asker
from project.ge_sync.models import SyncedLicense
from project.license.models import LicenseDetailsModel
from project.runs.models import Run
from tests.integration.ge_sync.conftest import StartServer, Sync, start_ge_server, sync
from tests.integration.ge_sync.loopback import Conversation, loopback

__all__ = ["start_ge_server", "sync"]
Refused = Callable[[str, str], None]


@pytest.fixture
def refused(start_ge_server: StartServer, sync: Sync, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Refused:
    """After a good night: with this address the command could not run and says so; all licences are as they were."""
    monkeypatch.setattr(asker, "RETRY_SECONDS", (0, 0, 0, 0))
    start_ge_server(10)
    sync()
    good = settings.GE_BASE_URL

    def asked(address: str, sentence: str) -> None:
        settings.GE_BASE_URL = address
        for arguments in ((), ("--dry-run",), ("--license", "0310837893")):
            with pytest.raises(CommandError, match=sentence) as error:
                sync(*arguments)
            assert error.value.returncode == 2
            assert str(error.value).count("\n") == 0
        assert not Run.objects.filter(finished_at=None).exists()
        settings.GE_BASE_URL = good
        assert LicenseDetailsModel.objects.count() == SyncedLicense.objects.filter(state="synced").count() == 10
        assert sync().counts == {"unchanged": 10, "verified": 10}

    return asked


def test_a_host_that_nobody_knows(refused: Refused) -> None:
    refused("https://ge.example.invalid", "no host has the name in GE_BASE_URL: check it, and this machine's DNS")


def test_a_port_at_which_nobody_listens(refused: Refused) -> None:
    refused(f"http://127.0.0.1:{free_port()}", "nobody listens at GE_BASE_URL: check its host and port")


def test_an_address_at_which_nothing_of_the_contract_is(refused: Refused, settings: Any) -> None:
    refused(f"{settings.GE_BASE_URL}/elsewhere", r"Nothing there opens a session \(404\): check GE_BASE_URL")


def test_a_web_page(refused: Refused) -> None:
    with loopback(lambda asked: asked.answer(b"<html>", "Content-Type: text/html; charset=utf-8")) as server:
        refused(server.url, "A web page answers at GE_BASE_URL")


def test_credentials_that_are_refused(refused: Refused) -> None:
    def say(asked: Conversation) -> None:
        asked.json(b'{"error": {"code": "client_blocked", "message": "ask us"}}', status="403 No")

    with loopback(say) as server:
        refused(server.url, r"opens no session \(403 client_blocked\): check GE_CLIENT_ID and GE_CLIENT_SECRET")


def test_a_server_that_is_not_http(refused: Refused) -> None:
    with loopback(lambda asked: asked.send(b"220 mail.example.org ESMTP\r\n") and None) as server:
        refused(server.url, "the connection to GE_BASE_URL broke")


def test_https_where_no_tls_is_spoken(refused: Refused, settings: Any) -> None:
    refused(settings.GE_BASE_URL.replace("http://", "https://"), "begins with https://, and what answers there speaks")


def test_plain_http_to_another_machine(refused: Refused) -> None:
    refused("http://ge.example.invalid", "GE_BASE_URL has to begin with https://")


def test_a_certificate_that_nobody_signed(refused: Refused, tmp_path: Path) -> None:
    with tls(certificate(tmp_path)) as port:
        refused(f"https://127.0.0.1:{port}", r"TLS certificate at GE_BASE_URL is not valid \(self-signed certificate\)")


def test_a_certificate_that_has_expired(refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expired = certificate(tmp_path, until=datetime.now(UTC) - timedelta(days=1))
    monkeypatch.setattr(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", str(expired))
    with tls(expired) as port:
        refused(f"https://127.0.0.1:{port}", r"is not valid \(certificate has expired\)")


def test_a_certificate_of_another_host(refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = certificate(tmp_path, address="10.0.0.1")
    monkeypatch.setattr(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", str(other))
    with tls(other) as port:
        refused(f"https://127.0.0.1:{port}", r"is not valid \(IP address mismatch")


def certificate(folder: Path, *, until: datetime | None = None, address: str = "127.0.0.1") -> Path:
    """A file with a key and a certificate that it signs itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "GE")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=9))
        .not_valid_after(until or now + timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file = folder / "certificate.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return file


def tls(file: Path) -> AbstractContextManager[int]:
    """A port that speaks TLS with this certificate, and nothing more."""

    @contextmanager
    def listening() -> Iterator[int]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        with socket.create_server(("127.0.0.1", 0)) as server:
            threading.Thread(target=_greet, args=(server, context), daemon=True).start()
            yield server.getsockname()[1]

    return listening()


def _greet(server: socket.socket, context: ssl.SSLContext) -> None:
    while True:
        try:
            other, _ = server.accept()
            context.wrap_socket(other, server_side=True).close()
        except ssl.SSLError:
            continue
        except OSError:
            return
