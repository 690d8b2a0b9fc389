"""What asks an address, held back and paced together with all other workers that ask it."""

from django.conf import settings

from project.ge_sync.control.bucket import Bucket
from project.ge_sync.control.gate import Gate
from project.ge_sync.http.asker import Asker, Control, split_address


def paced_asker(address: str) -> Asker:
    """As the settings say."""
    name = name_of(address)
    bucket = Bucket(
        name,
        per_second=settings.GE_REQUESTS_PER_SECOND,
        burst=settings.GE_BURST,
        redis_url=settings.REDIS_URL,
    )
    return Asker(
        address,
        control=Control(gate=Gate(name), bucket=bucket),
        total_seconds=settings.GE_TOTAL_SECONDS,
        ca_bundle=settings.GE_CA_BUNDLE,
    )


def name_of(address: str) -> str:
    """What a server is known by in rows and reports: its host, port and path, never a password."""
    parts = split_address(address)
    return f"{parts.hostname}:{parts.port}{parts.path}" if parts.port else f"{parts.hostname}{parts.path}"
