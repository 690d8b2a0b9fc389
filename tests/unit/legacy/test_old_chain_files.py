"""The files of the old chain, and which of them the November database has."""

from pathlib import Path

from dev.legacy.november import LAST_APPLIED
from project.domain_migrations import DOMAIN_APPS

CHAIN = Path(__file__).resolve().parents[3] / "dev" / "legacy" / "chain"


def _files(app: str) -> list[str]:
    return sorted(file.stem for file in (CHAIN / app / "migrations").glob("[0-9]*.py"))


def test_it_has_37_files_over_the_six_apps() -> None:
    assert {app: len(_files(app)) for app in DOMAIN_APPS} == {
        "accounts": 4,
        "core": 11,
        "license": 11,
        "allotment": 4,
        "bill_of_entry": 4,
        "trade": 3,
    }
    assert sum(len(_files(app)) for app in DOMAIN_APPS) == 37


def test_twelve_of_them_come_after_the_last_applied() -> None:
    last = dict(LAST_APPLIED)

    pending = [f"{app}.{name}" for app in DOMAIN_APPS for name in _files(app) if name > last.get(app, "")]

    assert len(pending) == 12
