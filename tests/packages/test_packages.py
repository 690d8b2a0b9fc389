"""Public packages with long histories, copied into a project: their chains are rebuilt, or refused with file and line.

The packages come from the environment of the foreign sites; `make rebuild` makes it.
"""

import re
from pathlib import Path
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
    refused=("constance", "django_comments_xtd", "helpdesk", "hitcount"),
    tests=("waffle.tests.test_models", "easy_thumbnails.tests.test_source_generators"),
)
OSCAR = Copies(site="oscar", packages=("oscar",), refused=("communication", "customer"))
# Their data migrations speak of fields that are gone: the old files stay in their order, and alterations are folded.
WAGTAIL = Copies(
    site="wagtail",
    packages=("wagtail", "taggit"),
    refused=("wagtailcore",),
    how=("--remove-alters",),
    tests=("wagtail.tests.test_collection_model",),
)
CMS = Copies(
    site="cms",
    packages=(
        "cms",
        "djangocms_alias",
        "djangocms_file",
        "djangocms_frontend",
        "djangocms_link",
        "djangocms_picture",
        "djangocms_snippet",
        "djangocms_style",
        "djangocms_text",
        "djangocms_versioning",
        "djangocms_video",
        "easy_thumbnails",
        "filer",
    ),
    refused=("cms", "djangocms_file", "djangocms_link", "djangocms_picture", "djangocms_snippet", "djangocms_video"),
    how=("--remove-alters",),
)
PLACE = re.compile(r"/migrations/\w+\.py:\d+[:,]")


@pytest.fixture(params=(COLLECTED, OSCAR, WAGTAIL, CMS), ids=lambda copies: copies.site)
def site(request: pytest.FixtureRequest, server: Server, tmp_path: Path) -> CopiedSite:
    copies: Copies = request.param
    return CopiedSite(copies, server, tmp_path / copies.site)


def test_a_site_is_rebuilt_but_for_what_is_refused_with_file_and_line_and_put_back(site: CopiedSite) -> None:
    """One test for a site: making it takes longest."""
    structure, files = site.structure(), site.files()

    _assert_refused(site, site.rebuild("--full"))
    assert site.files() == files

    labels = [label for label in site.labels() if site.copies.how or label not in site.copies.refused]
    used = site.use_models(labels)
    report = site.rebuild("--full", *site.copies.how, "--apps", ",".join(labels))

    _assert_rebuilt(site, report, labels)
    assert len(site.files()) < len(files)
    renamed = bool(report["stats"]["renames"])
    assert _told(site.structure(), names=not renamed) == _told(structure, names=not renamed)
    assert len([model for model, found in used.items() if isinstance(found, dict)]) > 0.9 * len(used), used
    assert site.use_models(labels, database=site.migrated_anew()) == used

    back = site.manage("rebuild_migrations", "--restore", report["stats"]["backup"])

    assert back.returncode == 0, back.stderr
    assert (site.files(), site.structure()) == (files, structure)


def _assert_refused(site: CopiedSite, report: dict[str, Any]) -> None:
    assert (report["exit"], bool(report["findings"])) == (1, True)
    for finding in report["findings"]:
        names_place = PLACE.search(finding["message"])
        assert names_place or finding["code"] == "model_change_without_migration", finding["message"]
        assert finding["app"] in (None, *site.copies.refused)


def _assert_rebuilt(site: CopiedSite, report: dict[str, Any], labels: list[str]) -> None:
    assert (report["exit"], report["findings"]) == (0, [])
    assert site.manage("migrate", "--check").returncode == 0
    checked = site.manage("makemigrations", "--check", "--dry-run", *labels)
    assert checked.returncode == 0, checked.stdout


def _told(structure: list[tuple[Any, ...]], *, names: bool) -> list[tuple[Any, ...]]:
    """All of it; without names, what constraints and indexes are but not what they and theirs are called."""
    if names:
        return structure
    named = ("constraint", "index")
    return sorted(row[:2] if row[0] in named else row for row in structure)
