"""A certificate that no authority signed, made at start with the openssl program."""

import shutil
import ssl
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from dev.ge_server.http import GEServer


def use_self_signed(server: GEServer) -> None:
    """Speak TLS with a self-signed certificate from now on; ValueError when openssl is missing."""
    openssl = shutil.which("openssl")
    if openssl is None:
        raise ValueError("--tls-self-signed needs the openssl program: install it, or leave the flag out")
    with TemporaryDirectory() as folder:
        key, certificate = Path(folder, "key.pem"), Path(folder, "certificate.pem")
        command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
        names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
        subprocess.run([*command, *names, "-keyout", key, "-out", certificate], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
