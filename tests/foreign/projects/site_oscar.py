"""A shop of django-oscar, its dynamic models and every M2M table."""

from oscar import INSTALLED_APPS as OSCAR
from oscar.defaults import *  # noqa: F403
from site_base import *  # noqa: F403
from site_base import AUDITS

INSTALLED_APPS = [*OSCAR, *AUDITS]
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
