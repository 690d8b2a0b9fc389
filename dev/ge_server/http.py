"""HTTP/1.1 over threads: reads requests, sends answers, keeps the log."""

import gzip
import sys
import time
import uuid
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any

from dev.ge_server import control, endpoints
from dev.ge_server.exchange import Answer, ContractError, Request, error_answer, split_target
from dev.ge_server.world import World

# Below this size compressing costs more than it saves.
COMPRESS_FROM_BYTES = 1024
BODY_LIMIT_BYTES = 1_000_000


class GEServer(ThreadingHTTPServer):
    """The listening socket, on 127.0.0.1 only, and the world behind it."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, port: int, world: World) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.world = world
        self.numbers = count(1)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up or refuse the certificate are no news; anything else is shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One connection, kept alive over many requests."""

    server: GEServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 120

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the request log is the record."""

    def _serve(self) -> None:
        request = self._request()
        if request.path.startswith("/_control/"):
            self._send(request, self._control(request))
            return
        started, arrived = time.monotonic(), round(time.time(), 6)
        world = self.server.world
        if world.latency_seconds:
            time.sleep(world.latency_seconds)
        route, number = endpoints.find(request)
        admitted, headers = world.rate_limit.take()
        try:
            if not admitted:
                raise ContractError(429, "rate_limited", "Too many requests this minute.", retryable=True)
            answer = endpoints.respond(world, request, route, number)
        except ContractError as refused:
            answer = error_answer(refused, request.request_id)
        answer.headers |= headers
        answer = world.switches.twist(answer, request, endpoint=route.short if route else "", number=number)
        # Noted before it is sent: whoever has read an answer finds it in the log.
        entry = {
            "method": request.method,
            "path": request.path,
            "query": request.query,
            "status": answer.status,
            "request_id": request.request_id,
            "bytes": len(answer.body),
            "milliseconds": round((time.monotonic() - started) * 1000, 1),
            "at": arrived,
        }
        world.log.add(route.name if route else "unknown", entry)
        self._send(request, answer)

    def _request(self) -> Request:
        path, query = split_target(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        length = headers.get("content-length", "0")
        size = min(int(length), BODY_LIMIT_BYTES) if length.isdigit() else 0
        return Request(
            method=self.command,
            path=path,
            query=query,
            headers=headers,
            body=self.rfile.read(size) if size else b"",
            request_id=headers.get("x-request-id") or uuid.uuid4().hex,
            number=next(self.server.numbers),
        )

    def _control(self, request: Request) -> Answer:
        try:
            if self.client_address[0] != "127.0.0.1":
                raise ContractError(403, "not_local", "Control answers on this machine only.")
            return control.respond(self.server.world, request)
        except ContractError as refused:
            return error_answer(refused, request.request_id)

    def _send(self, request: Request, answer: Answer) -> None:
        """Send head and body in one write, so that no answer waits for a second packet."""
        body, headers = answer.body, {"Date": self.date_time_string(), "X-Request-Id": request.request_id}
        if answer.status != 304:
            headers["Content-Type"] = "application/json"
            if not answer.ready and len(body) >= COMPRESS_FROM_BYTES and _takes_gzip(request):
                body = gzip.compress(body, compresslevel=1, mtime=0)
                headers["Content-Encoding"] = "gzip"
            headers |= {"Content-Length": str(len(body) + answer.missing_bytes), "Vary": "Accept-Encoding"}
        head = _head(answer.status, headers | answer.headers)
        self.close_connection = self.close_connection or answer.missing_bytes > 0
        try:
            if answer.drip_seconds:
                at_once = b"" if answer.drip_headers else head
                self._drip(at_once, (head + body)[len(at_once) :], answer.drip_seconds)
            else:
                self.wfile.write(head + body)
        except OSError:
            self.close_connection = True

    def _drip(self, at_once: bytes, slowly: bytes, seconds: float) -> None:
        self.wfile.write(at_once)
        for position in range(len(slowly)):
            time.sleep(seconds)
            self.wfile.write(slowly[position : position + 1])


def _takes_gzip(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")


def _head(status: int, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
