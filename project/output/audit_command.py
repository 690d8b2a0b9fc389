"""What the commands of both audits share: their options, the refusal of unknown apps, the printing of a report."""

from argparse import Action, ArgumentError, ArgumentParser, Namespace
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from django.apps import apps
from django.core.management.base import CommandError
from django.core.management.color import Style
from django.db import DEFAULT_DB_ALIAS, connections

from project.findings import Severity
from project.output.json_report import report_as_json
from project.output.markdown_report import markdown_report
from project.output.report import Report
from project.output.text_report import text_report

FORMATS = ("text", "json", "markdown")


def add_audit_options(parser: ArgumentParser) -> None:
    """`--format`, `--fail-on`, `--show-waived` and `--database`, the same for every command of an audit."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="text (default), json or markdown")
    parser.add_argument(
        "--fail-on",
        choices=[severity.value for severity in Severity],
        default=Severity.ERROR.value,
        help="exit with 1 from this severity upwards (default: error)",
    )
    parser.add_argument("--show-waived", action="store_true", help="list waived findings too, with their waivers")
    parser.add_argument("--database", action=Once, default=None, help="alias of the database (default: default)")


class Once(Action):
    """An option of which a second value would take the place of the first without a word."""

    def __call__(self, parser: ArgumentParser, namespace: Namespace, values: Any, option_string: Any = None) -> None:
        """Keep the value, or refuse a second one."""
        if getattr(namespace, self.dest) is not None:
            raise ArgumentError(self, "it takes one value: run the command once for each.")
        setattr(namespace, self.dest, values)


def known_database(asked: str | None) -> str:
    """The alias, or a CommandError that names the nearest ones; without one the default."""
    alias = asked or DEFAULT_DB_ALIAS
    if alias not in connections.databases:
        raise CommandError(f"There is no database {alias!r} in DATABASES.{_nearest(alias, connections.databases)}")
    return alias


def known_apps(labels: Iterable[str]) -> tuple[str, ...]:
    """The labels, or a CommandError that names the nearest ones."""
    installed = {config.label for config in apps.get_app_configs()}
    for label in labels:
        if label not in installed:
            raise CommandError(f"There is no app {label!r} in INSTALLED_APPS.{_nearest(label, installed)}")
    return tuple(labels)


def rendered(report: Report, format: str, style: Style) -> str:
    """The report in one of FORMATS."""
    if format == "json":
        contract: dict[str, Any] = {
            name: getattr(report, name) for name in ("tool", "database", "status", "score", "stats", "findings")
        }
        return report_as_json(**contract)
    return markdown_report(report) if format == "markdown" else text_report(report, style)


def _nearest(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, sorted(known), n=3, cutoff=0.5)
    return f" Did you mean {' or '.join(close)}?" if close else f" There are: {', '.join(sorted(known))}."
