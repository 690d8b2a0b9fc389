"""django CMS with its plugins, versioning, aliases and the filer: polymorphic and tree tables."""

from site_base import *  # noqa: F403
from site_base import AUDITS, DJANGO

INSTALLED_APPS = [
    *DJANGO,
    "cms",
    "menus",
    "treebeard",
    "sekizai",
    "parler",
    "filer",
    "easy_thumbnails",
    "polymorphic",
    "djangocms_text",
    "djangocms_versioning",
    "djangocms_alias",
    "djangocms_link",
    "djangocms_file",
    "djangocms_picture",
    "djangocms_video",
    "djangocms_style",
    "djangocms_snippet",
    "djangocms_frontend",
    *AUDITS,
]
LANGUAGES = [("en", "English"), ("de", "German")]
LANGUAGE_CODE = "en"
CMS_CONFIRM_VERSION4 = True
CMS_TEMPLATES = [("a.html", "A")]
X_FRAME_OPTIONS = "SAMEORIGIN"
