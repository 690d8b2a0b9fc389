"""Reading settings from the environment, where a wrong value becomes a problem with a hint and not a traceback."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
_SWITCHES = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One environment variable that can't be used; shown by every command under its id."""

    id: str
    message: str
    hint: str


class Environment:
    """The process environment, then `.env`, then what the embedded services write while they run."""

    def __init__(self, files: Iterable[Path] = (BASE_DIR / ".env", BASE_DIR / ".run" / "services.env")) -> None:
        self.problems: list[Problem] = []
        self._env = environ.Env()
        for file in files:
            if file.is_file():
                self._env.read_env(file)

    def text(self, name: str, default: str = "") -> str:
        """The variable without the blanks around it; an empty one counts as unset."""
        return str(self._env.str(name, default=default)).strip() or default

    def file(self, name: str) -> str:
        """The path of a file, from the project's folder on where it begins with none; empty where none is named."""
        text = self.text(name)
        # Path.expanduser raises for a user whom nobody knows; this leaves such a path as it is.
        return str(BASE_DIR / os.path.expanduser(text)) if text else ""

    def short(self, name: str, *, most: int) -> str:
        """A text that fits a column of so many characters."""
        text = self.text(name)
        if len(text) > most:
            self._refuse("config.E010", f"{name} has {len(text)} characters.", f"Write at most {most}.")
        return text[:most]

    def choice(self, name: str, default: str, *, of: tuple[str, ...]) -> str:
        """One of the words, in capitals."""
        text = self.text(name, default).upper()
        if text not in of:
            self._refuse("config.E009", f"{name} is {text!r}.", f"Write one of {', '.join(of)}.")
            return default
        return text

    def names(self, name: str, default: str = "") -> list[str]:
        """A comma-separated list; one of commas alone is refused."""
        text = self.text(name, default)
        found = [part.strip() for part in text.split(",") if part.strip()]
        if text and not found:
            self._refuse("config.E011", f"{name} is {text!r}, which names nothing.", "Write names between the commas.")
        return found

    def switch(self, name: str, default: bool = False) -> bool:
        """1, true, yes, on or 0, false, no, off."""
        text = self.text(name, "1" if default else "0")
        if text.lower() not in _SWITCHES:
            self._refuse("config.E001", f"{name} is {text!r}, which is neither on nor off.", "Write 1 or 0.")
        return _SWITCHES.get(text.lower(), default)

    def whole(self, name: str, default: int, *, least: int, most: int) -> int:
        """A whole number between two bounds."""
        return int(self._number(name, default, least=least, most=most, kind=int))

    def decimal(self, name: str, default: float, *, least: float, most: float) -> float:
        """A number with or without a fraction between two bounds."""
        return float(self._number(name, default, least=least, most=most, kind=float))

    def url(self, name: str, default: str, *, schemes: tuple[str, ...]) -> str:
        """An address of one of the schemes; its text is never repeated, since it may hold a password."""
        text = self.text(name, default)
        if text and not _is_url(text, schemes):
            self._refuse(
                "config.E003",
                f"{name} is no address.",
                f"Write it as {schemes[0]}://user:password@host:port/name.",
            )
            return default
        return text

    def database(self, name: str, default: str) -> dict[str, Any]:
        """Django's settings for the PostgreSQL address in a variable."""
        address = self.url(name, default, schemes=("postgres", "postgresql"))
        return dict(self._env.db_url_config(address))

    def _number(self, name: str, default: float, *, least: float, most: float, kind: type[int] | type[float]) -> float:
        text = self.text(name, str(default))
        try:
            value = kind(text)
        except ValueError:
            value = kind(most) + 1
        if least <= value <= most:
            return value
        self._refuse(
            "config.E002",
            f"{name} is {text!r}.",
            f"Write a number from {least} to {most}; {default} is the default.",
        )
        return default

    def _refuse(self, id: str, message: str, hint: str) -> None:
        self.problems.append(Problem(id=id, message=message, hint=hint))


def _is_url(text: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
