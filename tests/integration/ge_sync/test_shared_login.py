"""One session for all workers: opened by one, used by all, and never there to be read."""

import threading
from collections.abc import Callable

import pytest
from django.db.models.functions import Now

from project.ge_sync.control import session_row
from project.ge_sync.errors import SessionOver
from project.ge_sync.http.answers import LoggedOut
from project.ge_sync.http.login import Login, Opened
from project.ge_sync.models import Source

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "ge.example"


class Server:
    """Opens sessions, and counts them."""

    def __init__(self, *, seconds: float = 900.0, refuses: bool = False) -> None:
        self.opened = 0
        self.seconds, self.refuses = seconds, refuses
        self.lock = threading.Lock()
        self.may_answer = threading.Event()
        self.may_answer.set()

    def open(self) -> Opened:
        with self.lock:
            self.opened += 1
            number = self.opened
        self.may_answer.wait(20)
        if self.refuses:
            raise LoggedOut
        return Opened(f"token {number}", self.seconds)


def login(server: Server, *, secret: str = "s3cret") -> Login:  # noqa: S107  (of a test)
    """As each worker has one."""
    return Login(NAME, secret=secret, open_session=server.open)


def in_threads(ask: Callable[[int], None], count: int) -> list[threading.Thread]:
    threads = [threading.Thread(target=ask, args=[index]) for index in range(count)]
    for thread in threads:
        thread.start()
    return threads


def test_two_workers_that_begin_at_once_log_in_once() -> None:
    server, found = Server(), [""] * 4
    server.may_answer.clear()
    workers = [login(server) for _ in found]

    threads = in_threads(lambda index: found.__setitem__(index, workers[index].token().text), len(found))
    server.may_answer.set()
    for thread in threads:
        thread.join()

    assert (server.opened, found) == (1, ["token 1"] * 4)


def test_a_session_outlives_the_worker_that_opened_it() -> None:
    server = Server()
    login(server).token()

    assert login(server).token().text == "token 1"
    assert server.opened == 1


def test_who_is_refused_with_it_opens_the_next_and_the_others_take_that() -> None:
    server = Server()
    one, other = login(server), login(server)
    first = one.token()
    assert other.token() == first

    assert one.renewed(first).text == "token 2"
    assert other.renewed(first).text == "token 2"
    assert server.opened == 2


def test_a_session_that_is_over_is_not_tried_with() -> None:
    server = Server(seconds=0.0)
    one = login(server)

    assert (one.token().text, one.token().text) == ("token 1", "token 2")


def test_refused_credentials_are_tried_once_by_all_workers() -> None:
    server = Server(refuses=True)

    for _ in range(3):
        with pytest.raises(SessionOver, match="check GE_CLIENT_ID and GE_CLIENT_SECRET"):
            login(server).token()

    assert server.opened == 1


def test_other_credentials_are_tried_at_once() -> None:
    with pytest.raises(SessionOver):
        login(Server(refuses=True)).token()
    mended = Server()

    assert login(mended, secret="another").token().text == "token 1"


def test_a_login_that_failed_for_another_reason_may_be_tried_again() -> None:
    class AwayError(Exception):
        pass

    def open_session() -> Opened:
        raise AwayError

    with pytest.raises(AwayError):
        Login(NAME, secret="s3cret", open_session=open_session).token()

    assert login(Server()).token().text == "token 1"


def test_a_worker_that_died_while_logging_in_is_replaced() -> None:
    assert session_row.claim_login(NAME, after=0)
    assert not session_row.claim_login(NAME, after=0)
    Source.objects.update(login_until=Now())

    assert login(Server()).token().text == "token 1"


def test_the_row_shows_neither_token_nor_secret() -> None:
    login(Server()).token()

    row = Source.objects.get()
    assert row.session
    assert "token 1" not in str(row.__dict__)
    assert "s3cret" not in str(row.__dict__)
