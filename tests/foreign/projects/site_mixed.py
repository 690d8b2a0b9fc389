"""A site that collects packages: sign-in of every kind, OAuth, tokens, history, permissions, queues, payments."""

import pkgutil

from allauth.socialaccount import providers
from site_base import *  # noqa: F403
from site_base import AUDITS, DJANGO, MIDDLEWARE

_PROVIDERS = [
    f"allauth.socialaccount.providers.{found.name}"
    for found in pkgutil.iter_modules(providers.__path__)
    if found.name not in ("base", "dummy", "openid", "steam")
]
INSTALLED_APPS = [
    *DJANGO,
    "django.contrib.humanize",
    "django.contrib.flatpages",
    "django.contrib.redirects",
    "rest_framework",
    "rest_framework.authtoken",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.idp.oidc",
    "allauth.socialaccount",
    *_PROVIDERS,
    "knox",
    "reversion",
    "guardian",
    "silk",
    "waffle",
    "simple_history",
    "django_q",
    "helpdesk",
    "organizations",
    "auditlog",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_hotp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_email",
    "constance",
    "django_comments",
    "django_comments_xtd",
    "push_notifications",
    "hitcount",
    "taggit",
    "easy_thumbnails",
    *AUDITS,
]
MIDDLEWARE = [*MIDDLEWARE, "allauth.account.middleware.AccountMiddleware"]
COMMENTS_APP = "django_comments_xtd"
HELPDESK_TEAMS_MODE_ENABLED = False
Q_CLUSTER = {"name": "none", "orm": "default"}
CONSTANCE_BACKEND = "constance.backends.database.DatabaseBackend"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
