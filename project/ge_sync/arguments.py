"""What `sync_from_ge_server` can be asked for, and one sentence for each wish that makes no sense."""

from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from project.ge_sync.contract.dates import IST, day, instant
from project.ge_sync.contract.notes import Notes, Unreadable
from project.ge_sync.options import Mode, Options
from project.runs.license_scope import NotALicenseNumberError, ten_digits

LIMIT = (
    "look at so many licences at most, and go on with others when asked again; with --force, to which none is known, "
    "the same ones each time"
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The wish, understood; `number` is empty for all licences, `warning` says what was read into the number."""

    options: Options
    number: str = ""
    warning: str = ""
    dry_run: bool = False


def add_arguments(parser: ArgumentParser) -> None:
    """Which parts, which licences, and how to show it."""
    part = parser.add_mutually_exclusive_group()
    for mode, words in (
        (Mode.FULL, "structure, then data (the default)"),
        (Mode.DATA_ONLY, "data without looking at the structure"),
        (Mode.STRUCTURE_ONLY, "the structure of the tables of the sync"),
    ):
        flag = f"--{mode.value.replace('_', '-')}"
        part.add_argument(flag, dest="mode", action="store_const", const=mode, default=Mode.FULL, help=words)
    parser.add_argument("--license", metavar="NUMBER", help="one licence: ten digits")
    parser.add_argument("--dry-run", action="store_true", help="show the changes, write nothing")
    parser.add_argument("--force", action="store_true", help="ignore what is known to be unchanged")
    parser.add_argument("--limit", metavar="N", help=LIMIT)
    parser.add_argument("--since", metavar="TIME", help="fetch what changed since then, instead of since the last run")
    parser.add_argument("--approve", metavar="RUN", help="write exactly what that run has held back")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def understood(given: Mapping[str, Any]) -> Asked:
    """The options of the command line; CommandError with one sentence where they can't be meant."""
    number, warning = _license(given["license"])
    _refuse_what_does_not_fit(given)
    options = Options(
        mode=given["mode"],
        force=given["force"],
        limit=_whole(given["limit"], "--limit", "a number of licences, 1 or more"),
        since=_since(given["since"]),
        approve=_whole(given["approve"], "--approve", "the number of a run"),
    )
    return Asked(options=options, number=number, warning=warning, dry_run=given["dry_run"])


def _refuse_what_does_not_fit(given: Mapping[str, Any]) -> None:
    if given["license"] is not None and given["mode"] is Mode.STRUCTURE_ONLY:
        raise CommandError("--license asks for data, --structure-only for none: leave one of them out.")
    chosen = [name for name in ("license", "limit", "since", "force", "dry_run") if given[name] not in (None, False)]
    if given["approve"] is not None and (chosen or given["mode"] is Mode.STRUCTURE_ONLY):
        raise CommandError("--approve writes what a run has held back, and nothing else: leave the other options out.")
    if given["license"] is not None and (given["limit"] is not None or given["since"] is not None):
        raise CommandError("--license asks for one licence, --limit and --since for many: leave one of them out.")


def _license(text: str | None) -> tuple[str, str]:
    """Ten digits, the leading zero given back where it was lost, with a warning; empty when no licence was named."""
    if text is None:
        return "", ""
    try:
        return ten_digits(text)
    except NotALicenseNumberError as error:
        raise CommandError(str(error)) from None


def _whole(text: str | None, flag: str, expected: str) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text[:19]) < 2**31):
        raise CommandError(f"{flag} wants {expected}, not {text!r}.")
    return int(text)


def _since(text: str | None) -> str:
    """An instant with its offset; a day begins at midnight in India, as a time without an offset is India's."""
    if text is None:
        return ""
    for read in (instant, _midnight):
        try:
            since = read(text.strip(), Notes())
            break
        except Unreadable:
            continue
    else:
        raise CommandError(f"--since wants a day or a time, 2026-11-22 or 2026-11-22T01:00:00+05:30, not {text!r}.")
    if since > timezone.now():
        raise CommandError(f"--since wants a time that is over, not {text!r}.")
    return since.isoformat()


def _midnight(text: str, notes: Notes) -> datetime:
    return datetime.combine(day(text, notes), time(), tzinfo=IST)
