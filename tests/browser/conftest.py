"""A real Chromium, a live server, and nights to look at."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

if TYPE_CHECKING:  # this file is loaded before the settings are
    from project.accounts.models import User
    from project.runs.models import Run

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PASSWORD = "night-watch-2026"


@pytest.fixture(scope="session", autouse=True)
def allow_the_database_beside_playwright() -> Iterator[None]:
    """Playwright's loop runs in the test's thread, which Django takes for asynchronous code."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"{CHROMIUM} is missing: apt-get install -y chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@dataclass
class Watch:
    """A page, and what went wrong on it: script errors, and requests to other hosts."""

    page: Page
    address: str
    problems: list[str]

    def open(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def click(self, selector: str) -> None:
        """Follow a link or send a form, and stay until the page it leads to has loaded."""
        with self.page.expect_navigation():
            self.page.click(selector)

    def text(self) -> str:
        return self.page.inner_text("body")

    def is_wider_than_its_window(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


@pytest.fixture
def make_watch(browser: Browser, live_server: LiveServer) -> Iterator[Any]:
    contexts = []

    def make(*, width: int = 1440, dark: bool = False) -> Watch:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        watch = Watch(page=context.new_page(), address=live_server.url, problems=[])
        watch.page.on("pageerror", lambda error: watch.problems.append(str(error)))
        watch.page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((live_server.url, "data:", "blob:"))
                else watch.problems.append(f"asked another host: {request.url}")
            ),
        )
        return watch

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(autouse=True)
def cheap_passwords(settings: Any) -> None:
    """Hashing as slowly as production does would take longer than the pages."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def operator() -> "User":
    from project.accounts.models import User

    return User.objects.create_superuser(username="operator", password=PASSWORD)


@pytest.fixture
def log_in(make_watch: Any, operator: "User") -> Any:
    def enter(**options: Any) -> Watch:
        watch: Watch = make_watch(**options)
        watch.open("/admin/login/")
        watch.page.fill("#id_username", operator.username)
        watch.page.fill("#id_password", PASSWORD)
        watch.click("button[type=submit]")
        return watch

    return enter


@pytest.fixture
def nights() -> dict[str, "Run"]:
    """Two nights: the second knows one trouble, has a new one, and misses a third."""
    from tests.browser.nights import two_nights

    return two_nights()
