"""The source that the settings name: a file of this folder, or any module, with a `from_settings()`."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

from project.ge_sync.adapters.source import Source
from project.ge_sync.errors import NotConfigured

_HINT = "write http_api, dgft_ownership or archive, or the dotted path of an adapter of your own"


def configured_source() -> Source:
    """The source of GE_ADAPTER; NotConfigured says what to set."""
    name = settings.GE_ADAPTER
    path = name if "." in name else f"{__package__}.{name}"
    try:
        known = all(part.isidentifier() for part in path.split(".")) and find_spec(path) is not None
    except ModuleNotFoundError:
        known = False
    made = getattr(import_module(path), "from_settings", None) if known else None
    if made is None:
        raise NotConfigured(f"GE_ADAPTER is {name!r}, which is no adapter: {_HINT}.")
    source: Source = made()
    return source
