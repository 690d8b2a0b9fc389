"""Keeps what copied code imports apart from what Django's writer imports under the same name."""

import re
from collections.abc import Sequence

# Names that the writer uses, with the module it takes each from.
_OF_WRITER = {"settings": "django.conf", "migrations": "django.db", "models": "django.db"}


def apart(text: str, imports: Sequence[str]) -> str:
    """The writer's text with another name for what the copied imports call by the same one."""
    for name, module in _OF_WRITER.items():
        if any(_binds(line, name) and not line.startswith(f"from {module} import ") for line in imports):
            text = re.sub(rf"(?m)^(from {module} import .*?)\b{name}$", rf"\1{name} as django_{name}", text)
            text = re.sub(rf"(?m)^(from {module} import ){name},", rf"\1{name} as django_{name},", text)
            text = re.sub(rf"(?<![\w.]){name}\.", f"django_{name}.", text)
    return text


def _binds(line: str, name: str) -> bool:
    """Whether an import line gives this name."""
    bound = line.partition("import ")[2].split(", ")
    return any(part.split(" as ")[-1].split(".")[0] == name for part in bound)
