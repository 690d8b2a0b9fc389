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


def _param(copies: Copies) -> Any:
    # One group: under xdist a site is made by one process only.
    return pytest.param(copies, id=copies.site, marks=pytest.mark.xdist_group(copies.site))


@pytest.fixture(scope="module", params=list(map(_param, (COLLECTED, OSCAR, WAGTAIL, CMS))))
def site(request: pytest.FixtureRequest, server: Server, tmp_path_factory: pytest.TempPathFactory) -> CopiedSite:
    copies: Copies = request.param
    return CopiedSite(copies, server, tmp_path_factory.mktemp("packages") / copies.site)


def test_what_cannot_be_made_anew_is_refused_with_file_and_line(site: CopiedSite) -> None:
    files = site.files()

    report = site.rebuild("--full")

    assert report["exit"] == 1
    assert report["findings"]
    for finding in report["findings"]:
        names_place = PLACE.search(finding["message"])
        assert names_place or finding["code"] == "model_change_without_migration", finding["message"]
        assert finding["app"] in (None, *site.copies.refused)
    assert site.files() == files


def test_the_rest_is_proven_applied_and_works_as_before(site: CopiedSite) -> None:
    labels = [label for label in site.labels() if site.copies.how or label not in site.copies.refused]
    structure, files, used = site.structure(), site.files(), site.use_models(labels)

    report = site.rebuild("--full", *site.copies.how, "--apps", ",".join(labels))

    assert (report["exit"], report["findings"]) == (0, [])
    assert len(site.files()) < len(files)
    renamed = bool(report["stats"]["renames"])
    assert _told(site.structure(), names=not renamed) == _told(structure, names=not renamed)
    assert site.manage("migrate", "--check").returncode == 0
    checked = site.manage("makemigrations", "--check", "--dry-run", *labels)
    assert checked.returncode == 0, checked.stdout
    _assert_models_work(site, labels, used)

    back = site.manage("rebuild_migrations", "--restore", report["stats"]["backup"])

    assert back.returncode == 0, back.stderr
    assert site.files() == files
    assert site.structure() == structure


def _assert_models_work(site: CopiedSite, labels: list[str], before: dict[str, Any]) -> None:
    """On a database of the new chain: a row of each model, and what the packages themselves test."""
    assert len([model for model, found in before.items() if isinstance(found, dict)]) > 0.9 * len(before), before
    assert site.use_models(labels, database=site.migrate_anew()) == before
    if site.copies.tests:
        tested = site.own_tests()
        assert tested.returncode == 0, tested.stderr[-3000:]
        assert re.search(r"^Ran [1-9]\d* tests", tested.stderr, re.MULTILINE)


def _told(structure: list[tuple[Any, ...]], *, names: bool) -> list[tuple[Any, ...]]:
    """All of it; without names, what constraints and indexes are but not what they and theirs are called."""
    if names:
        return structure
    named = ("constraint", "index")
    return sorted(row[:2] if row[0] in named else row for row in structure)
