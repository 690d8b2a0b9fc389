"""Reads waivers from a list in the settings, distrusting its shape once, here."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from project.waivers import NEVER_WAIVED, Waiver

_REQUIRED = ("code", "reason", "owner", "until")
_OPTIONAL = ("table", "column", "object", "expected", "actual", "database")


def waivers_in_settings(setting: str, codes: Collection[str]) -> list[Waiver]:
    """The waivers of `settings.<setting>`; ImproperlyConfigured with one sentence for a shape that is none."""
    written = getattr(settings, setting, ())
    if not isinstance(written, list | tuple):
        raise ImproperlyConfigured(f"{setting} is of type {type(written).__name__}: write a list of dictionaries.")
    return [_waiver(f"{setting}[{number}]", one, setting, codes) for number, one in enumerate(written)]


def _waiver(place: str, written: object, setting: str, codes: Collection[str]) -> Waiver:
    if not isinstance(written, Mapping):
        raise ImproperlyConfigured(f"{place} is of type {type(written).__name__}: write a dictionary.")
    for name in written:
        if name not in _REQUIRED + _OPTIONAL:
            raise ImproperlyConfigured(f"{place} has an unknown key {name!r}{_nearest(name, _REQUIRED + _OPTIONAL)}")
    for name in _REQUIRED:
        if not written.get(name):
            raise ImproperlyConfigured(f"{place} needs {name!r}: a waiver has {', '.join(_REQUIRED)}.")
    for name, value in written.items():
        if not isinstance(value, str) and not (value is None and name in _OPTIONAL) and name != "until":
            raise ImproperlyConfigured(f"{place}[{name!r}] is of type {type(value).__name__}: write a text.")
    if written["code"] not in codes:
        raise ImproperlyConfigured(
            f"{place} names no code of a finding: {written['code']!r}{_nearest(written['code'], codes)}"
        )
    if written["code"] in NEVER_WAIVED:
        raise ImproperlyConfigured(f"{place} waives {written['code']}, which can't be waived: mend its cause.")
    values: dict[str, Any] = {**written, "until": _day(place, written["until"])}
    return Waiver(**values, source=setting)


def _day(place: str, written: object) -> date:
    try:
        return written if type(written) is date else date.fromisoformat(str(written))
    except ValueError:
        raise ImproperlyConfigured(f"{place}['until'] is {written!r}: write a day, such as '2026-12-31'.") from None


def _nearest(name: object, known: Iterable[str]) -> str:
    near = get_close_matches(str(name), sorted(known), n=3, cutoff=0.5)
    return f": did you mean {' or '.join(near)}?" if near else "."
