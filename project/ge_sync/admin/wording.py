"""How the pages of the sync say a value, a row and a link."""

from typing import Any

from django.apps import apps
from django.utils.html import format_html
from django.utils.safestring import SafeString

from project.ge_sync.comparing.mapping import BY_NAME

# A condition sheet has pages; a list shows how it begins.
_LONGEST = 80
# As the theme writes links elsewhere.
_LINK = "text-primary-600 dark:text-primary-500 font-medium"


def said(value: Any) -> str:
    """The whole value; nothing is a word too."""
    return "nothing" if value is None else str(value)


def begun(value: Any) -> str:
    """A value where many stand below one another."""
    text = said(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def row_named(table: str, key: str, license_number: str) -> str:
    """`license import items model 3` rather than the name of its table; the licence itself needs no key."""
    known = BY_NAME.get(table)
    name = str(apps.get_model(known.model)._meta.verbose_name) if known else table
    name = name.removesuffix(" model")
    return name if key == license_number else f"{name} {key}"


def link(address: str, words: str) -> SafeString:
    """A link that looks like one."""
    return format_html('<a class="{}" href="{}">{}</a>', _LINK, address, words)
