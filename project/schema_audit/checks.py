"""System checks of the audit's settings."""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from project.schema_audit.codes import CODES
from project.schema_audit.known_waivers import SETTING
from project.schema_audit.waiver_settings import waivers_in_settings


def waivers_can_be_read(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """schema_audit.E001: the list of waivers has another shape."""
    try:
        waivers_in_settings(SETTING, CODES)
    except ImproperlyConfigured as error:
        hint = "Each waiver is a dictionary with code, table, column, object, expected, actual, reason, owner, until."
        return [Error(str(error), hint=hint, id="schema_audit.E001")]
    return []
