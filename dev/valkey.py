"""A private Valkey (or Redis) server: a doorbell, so that nothing of it is kept on disk."""

import secrets
import time
from dataclasses import dataclass
from pathlib import Path

import redis

from dev.binaries import valkey_server
from dev.ports import HOST
from dev.processes import Child, start, stop
from dev.server_log import ServerLog

_START_SECONDS = 10


@dataclass(frozen=True, kw_only=True)
class Valkey:
    """A server that answers."""

    child: Child
    port: int
    password: str

    @property
    def url(self) -> str:
        """Its first database, for REDIS_URL."""
        return f"redis://:{self.password}@{HOST}:{self.port}/0"

    def version(self) -> str:
        """Such as "Valkey 9.1.2"."""
        with redis.Redis.from_url(self.url) as client:
            return version_of(client)

    def stop(self) -> None:
        """End it."""
        stop(self.child)


def version_of(client: redis.Redis) -> str:
    """What answers, such as "Valkey 9.1.2" or "Redis 7.2.4"; Valkey also gives itself out as an old Redis."""
    told: dict[str, str] = client.info("server")
    return f"Valkey {told['valkey_version']}" if "valkey_version" in told else f"Redis {told['redis_version']}"


def start_valkey(folder: Path, *, port: int) -> Valkey:
    """Start a server with a password of its own in that folder. Raises CannotRun."""
    log = ServerLog(server="Valkey", path=folder / "logs" / "valkey.log")
    password = secrets.token_urlsafe(24)
    settings = folder / "valkey.conf"
    settings.touch(mode=0o600)
    # In a file, since the arguments of a process can be read by every user of the machine.
    settings.write_text(
        f'bind {HOST}\nport {port}\nrequirepass {password}\nsave ""\nappendonly no\nmaxmemory-policy noeviction\n'
    )
    child = start([valkey_server(), settings], log=log.path, cwd=folder)
    server = Valkey(child=child, port=port, password=password)
    try:
        _wait_until_it_answers(server, log)
    except BaseException:
        server.stop()
        raise
    return server


def _wait_until_it_answers(server: Valkey, log: ServerLog) -> None:
    deadline = time.monotonic() + _START_SECONDS
    with redis.Redis.from_url(server.url, socket_connect_timeout=1) as client:
        while True:
            try:
                client.ping()
            except redis.ConnectionError:
                if server.child.poll() is not None or time.monotonic() > deadline:
                    raise log.explain("did not start") from None
                time.sleep(0.02)
            else:
                return
