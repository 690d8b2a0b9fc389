"""What docker-compose.yml and the Procfiles must not lose."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.settings import CELERY_TASK_QUEUES
from dev.run_folder import ROOT
from dev.worker_process import QUEUES

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
NAMED = set(re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(), flags=re.MULTILINE))
# Of no use in a container: ports of embedded services, a folder that is a volume, the image's own release.
ONLY_OUTSIDE = {"POSTGRES_PORT", "VALKEY_PORT", "GE_PORT", "REPORTS_DIR", "RELEASE", "PGBOUNCER", "DEBUG"}


def test_the_example_names_every_variable_that_the_settings_read() -> None:
    read = set(re.findall(r'_env\.\w+\("(\w+)"', (ROOT / "config" / "settings.py").read_text()))

    assert len(read) > 20
    assert read <= NAMED


def test_what_the_example_names_reaches_the_containers() -> None:
    given = set(SERVICES["worker"]["environment"]) | {"POSTGRES_PASSWORD", "REDIS_PASSWORD", "FLOWER_PASSWORD"}

    assert NAMED - given == ONLY_OUTSIDE


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_every_service_has_a_minute_to_stop(service: str) -> None:
    assert SERVICES[service]["stop_grace_period"] == "60s"


@pytest.mark.parametrize("service", sorted(set(SERVICES) - {"release"}))
def test_every_service_that_stays_tells_its_health(service: str) -> None:
    assert "test" in SERVICES[service]["healthcheck"]


@pytest.mark.parametrize("service", [name for name in SERVICES if "ports" in SERVICES[name]])
def test_what_is_published_is_published_on_loopback(service: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[service]["ports"])


def test_the_broker_keeps_its_messages_and_never_evicts_one() -> None:
    assert "--appendonly yes --maxmemory-policy noeviction" in SERVICES["valkey"]["command"]


@pytest.mark.parametrize("file", ["Procfile", "docker-compose.yml"])
def test_workers_listen_to_every_queue(file: str) -> None:
    queues = re.search(r"--queues (\S+)", (ROOT / file).read_text())

    assert queues
    assert set(queues.group(1).split(",")) == set(CELERY_TASK_QUEUES) == set(QUEUES.split(","))


@pytest.mark.parametrize("file", ["Procfile", "dev/Procfile", "docker-compose.yml"])
def test_flower_is_read_only(file: str) -> None:
    assert "celery -A config flower" in (text := Path(ROOT, file).read_text())
    assert all("--read-only" in line for line in text.splitlines() if "-A config flower" in line)


@pytest.mark.parametrize("file", sorted(ROOT.glob("requirements*.lock")), ids=lambda path: path.name)
def test_lock_files_name_hashes_and_no_package_index(file: Path) -> None:
    text = file.read_text()

    pinned = re.findall(r"^[\w.-]+==.*", text, flags=re.MULTILINE)
    hashed = re.findall(r"^[\w.-]+==.* \\\n +--hash=sha256:", text, flags=re.MULTILINE)
    assert len(pinned) == len(hashed) > 0
    assert "://" not in text
