"""Wagtail with everything it brings: pages by multi-table inheritance, drafts, workflows, search, translations."""

from site_base import *  # noqa: F403
from site_base import AUDITS, DJANGO

INSTALLED_APPS = [
    *DJANGO,
    "django.contrib.postgres",
    "wagtail.contrib.redirects",
    "wagtail.contrib.forms",
    "wagtail.contrib.settings",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.table_block",
    "wagtail.contrib.styleguide",
    "wagtail.contrib.frontend_cache",
    "wagtail.search",
    "wagtail.embeds",
    "wagtail.images",
    "wagtail.sites",
    "wagtail.locales",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.admin",
    "wagtail.api.v2",
    "wagtail.test.snippets",
    "wagtail",
    "modelsearch",
    "taggit",
    "rest_framework",
    *AUDITS,
]
WAGTAIL_SITE_NAME = "A foreign site"
WAGTAILADMIN_BASE_URL = "http://localhost"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
