"""Every setting, from the environment; wrong values are refused by config/checks.py with a hint.

.env.example names each variable.
"""

import secrets
from typing import Any

from django.templatetags.static import static

from config.environment import BASE_DIR, Environment
from project.domain_migrations import migration_modules

ENVIRONMENT = Environment()
_env = ENVIRONMENT

DEBUG = _env.switch("DEBUG")
SECRET_KEY = _env.text("SECRET_KEY") or secrets.token_urlsafe(50)
SECRET_KEY_IS_TEMPORARY = not _env.text("SECRET_KEY")
ALLOWED_HOSTS = _env.names("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _env.names("CSRF_TRUSTED_ORIGINS")
RELEASE = _env.short("RELEASE", most=128)

INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_celery_beat",
    "config.apps.ConfigConfig",
    "project.accounts",
    "project.core",
    "project.license",
    "project.allotment",
    "project.bill_of_entry",
    "project.trade",
    "project.runs",
    "project.reports",
    "project.schema_audit",
    "project.migration_audit",
    "project.ge_sync",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": {
        **_env.database("DATABASE_URL", "postgres://127.0.0.1:5432/license_manager"),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": _env.switch("PGBOUNCER"),
    }
}
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DATABASES["default"]["OPTIONS"].setdefault("application_name", "license_manager_sync")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DOMAIN_MIGRATIONS = _env.text("DOMAIN_MIGRATIONS", "ours")
MIGRATION_MODULES = migration_modules(DOMAIN_MIGRATIONS)

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

LANGUAGE_CODE = "en"
TIME_ZONE = "Asia/Kolkata"
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "static"
MEDIA_URL = "media/"
MEDIA_ROOT = BASE_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.StaticFiles"},
}
WHITENOISE_MANIFEST_STRICT = False
WHITENOISE_USE_FINDERS = True

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "License Manager Sync",
    "SITE_HEADER": "License Manager Sync",
    "SITE_SYMBOL": "sync_alt",
    "SITE_URL": None,
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "DASHBOARD_CALLBACK": "project.reports.admin.dashboard.dashboard",
    "STYLES": [lambda request: static("reports/admin.css")],
    "SCRIPTS": [lambda request: static("reports/progress.js")],
    "SIDEBAR": {"show_search": True, "navigation": "config.sidebar.navigation"},
}

SECURE_COOKIES = _env.switch("SECURE_COOKIES")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_COOKIES else None
SECURE_REFERRER_POLICY = "same-origin"

# Celery. Each line that is not obvious is a lesson of docs/operations.md, "Why the workers are set up this way".
REDIS_URL = _env.url("REDIS_URL", "redis://127.0.0.1:6379/0", schemes=("redis", "rediss"))
CELERY_BROKER_URL = REDIS_URL
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_RESULT_EXPIRES = None
CELERY_TASK_DEFAULT_QUEUE = "housekeeping"
CELERY_TASK_QUEUES: dict[str, dict[str, Any]] = {name: {} for name in ("checks", "sync", "on_demand", "housekeeping")}
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_TASK_ROUTES = {
    "workers.audits.*": {"queue": "checks"},
    "workers.ge_sync.sync_license": {"queue": "on_demand"},
    "workers.ge_sync.*": {"queue": "sync"},
}
CELERY_TASK_SOFT_TIME_LIMIT = 1200
CELERY_TASK_TIME_LIMIT = 1230
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 2,
    "interval_start": 0.1,
    "interval_step": 0.2,
    "interval_max": 0.5,
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 300_000
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = True
CELERY_TASK_SEND_SENT_EVENT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 30,
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
    "health_check_interval": 25,
    "retry_on_timeout": True,
}
CELERY_BEAT_SCHEDULER = "config.scheduler:Scheduler"
CELERY_BEAT_SYNC_EVERY = 1
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
CELERY_BEAT_ENABLE_REMOTE_CONTROL = True

# Runs: seconds are the database's, never a worker's clock.
RUN_LEASE_SECONDS = _env.whole("RUN_LEASE_SECONDS", 60, least=5, most=3600)
RUN_ATTEMPTS = _env.whole("RUN_ATTEMPTS", 3, least=1, most=20)
REPORT_RETENTION_DAYS = _env.whole("REPORT_RETENTION_DAYS", 180, least=1, most=3650)
REPORTS_DIR = BASE_DIR / _env.text("REPORTS_DIR", ".run/reports")
WATCHDOG_URL = _env.url("WATCHDOG_URL", "", schemes=("https", "http"))

# The audits know no reports; what records and remembers reaches them through this one path.
AUDIT_RECORDER = "project.reports.recorder.ReportsRecorder"

# The GE server.
GE_ADAPTER = _env.text("GE_ADAPTER", "http_api")
GE_DGFT_URL = _env.url("GE_DGFT_URL", "", schemes=("https", "http"))
GE_DGFT_SESSION = _env.text("GE_DGFT_SESSION")
GE_ARCHIVE_DAYS = _env.whole("GE_ARCHIVE_DAYS", 400, least=1, most=36_500)
GE_BASE_URL = _env.url("GE_BASE_URL", "", schemes=("https", "http"))
GE_CLIENT_ID = _env.text("GE_CLIENT_ID")
GE_CLIENT_SECRET = _env.text("GE_CLIENT_SECRET")
GE_CA_BUNDLE = _env.file("GE_CA_BUNDLE")
GE_REQUESTS_PER_SECOND = _env.decimal("GE_REQUESTS_PER_SECOND", 50.0, least=0.01, most=10_000.0)
GE_BURST = _env.whole("GE_BURST", 5, least=1, most=1000)
GE_TOTAL_SECONDS = _env.decimal("GE_TOTAL_SECONDS", 60.0, least=1.0, most=60.0)
GE_AMENDED_SECONDS = _env.decimal("GE_AMENDED_SECONDS", 30.0, least=0.0, most=600.0)
GE_REQUEST_BUDGET = _env.whole("GE_REQUEST_BUDGET", 5000, least=1, most=1_000_000)
GE_FETCH_THREADS = _env.whole("GE_FETCH_THREADS", 16, least=1, most=64)

_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": _env.choice("LOG_LEVEL", "WARNING", of=_LOG_LEVELS)},
    "loggers": {"project": {"level": "INFO"}, "workers": {"level": "INFO"}},
}
