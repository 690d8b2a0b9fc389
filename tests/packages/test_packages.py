"""Public packages with long histories, copied into a project: their chains are rebuilt, or refused with file and line.

The packages come from the environment of the foreign sites; `make rebuild` makes it.
"""

import re
from typing import Any

import pytest

from tests.foreign.server import Server
from tests.packages.copied import CopiedSite, Copies

COLLECTED = Copies(
    site="mixed",
    packages=(
        "allauth",
        "auditlog",
        "axes",
        "constance",
        "django_comments",
        "django_comments_xtd",
        "django_otp",
        "django_q",
        "easy_thumbnails",
        "guardian",
        "helpdesk",
        "hitcount",
        "knox",
        "organizations",
        "push_notifications",
        "reversion",
        "silk",
        "taggit",
        "waffle",
    ),
    settings=(
        'KNOX_TOKEN_MODEL = "knox.AuthToken"',
        'WAFFLE_FLAG_MODEL = "waffle.Flag"',
        'WAFFLE_SWITCH_MODEL = "waffle.Switch"',
        'WAFFLE_SAMPLE_MODEL = "waffle.Sample"',
    ),
    left_out=("constance", "django_comments_xtd", "helpdesk", "hitcount"),
)
OSCAR = Copies(site="oscar", packages=("oscar",), left_out=("communication", "customer"))
PLACE = re.compile(r"/migrations/\w+\.py:\d+[:,]")


@pytest.fixture(scope="module", params=[COLLECTED, OSCAR], ids=lambda copies: copies.site)
def site(request: pytest.FixtureRequest, server: Server, tmp_path_factory: pytest.TempPathFactory) -> CopiedSite:
    copies: Copies = request.param
    return CopiedSite(copies, server, tmp_path_factory.mktemp("packages") / copies.site)


def test_what_cannot_be_rebuilt_is_refused_with_file_and_line(site: CopiedSite) -> None:
    files = site.files()

    report = site.rebuild("--full")

    assert report["exit"] == 1
    assert report["findings"]
    for finding in report["findings"]:
        names_place = PLACE.search(finding["message"])
        assert names_place or finding["code"] == "model_change_without_migration", finding["message"]
        assert finding["app"] in (None, *site.copies.left_out)
    assert site.files() == files


def test_the_rest_is_proven_applied_and_the_database_is_the_same(site: CopiedSite) -> None:
    labels = [label for label in site.labels() if label not in site.copies.left_out]
    structure, files = site.structure(), site.files()

    report = site.rebuild("--full", "--apps", ",".join(labels))

    assert (report["exit"], report["findings"]) == (0, [])
    renamed = bool(report["stats"]["renames"])
    assert _told(site.structure(), names=not renamed) == _told(structure, names=not renamed)
    assert site.manage("migrate", "--check").returncode == 0
    checked = site.manage("makemigrations", "--check", "--dry-run", *labels)
    assert checked.returncode == 0, checked.stdout

    back = site.manage("rebuild_migrations", "--restore", report["stats"]["backup"])

    assert back.returncode == 0, back.stderr
    assert site.files() == files
    assert site.structure() == structure


def _told(structure: list[tuple[Any, ...]], *, names: bool) -> list[tuple[Any, ...]]:
    """All of it; without names, what constraints and indexes are but not what they and theirs are called."""
    if names:
        return structure
    named = ("constraint", "index")
    return sorted(row[:2] if row[0] in named else row for row in structure)
