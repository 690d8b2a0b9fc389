"""The Celery application; its settings are the CELERY_* names of config/settings.py."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("license_manager_sync")
app.config_from_object("django.conf:settings", namespace="CELERY")
for module in ("audits", "ge_sync", "housekeeping", "deploys", "life"):
    app.autodiscover_tasks(["workers"], related_name=module)
