"""The words of `project.reports.words` as filters."""

from datetime import datetime
from typing import SupportsFloat

from django import template
from django.utils import timezone

from project.reports import words

register = template.Library()


@register.filter
def moment(when: datetime | None) -> str:
    """A time with its zone, or a dash."""
    return words.moment(when) if when else "-"


@register.filter
def ago(when: datetime | None) -> str:
    """`5 minutes ago` or `in 3 hours`, or a dash."""
    if when is None:
        return "-"
    seconds = (timezone.now() - when).total_seconds()
    if abs(seconds) < 1:
        return "just now"
    whole = words.duration(round(abs(seconds)))
    return f"{whole} ago" if seconds > 0 else f"in {whole}"


@register.filter
def duration(seconds: SupportsFloat | None) -> str:
    """A number of seconds in words, or a dash."""
    return "-" if seconds is None else words.duration(float(seconds))


@register.filter
def grouped(number: float | None) -> str:
    """A number with thin grouping; nothing for nothing."""
    return "" if number is None else words.grouped(number)
