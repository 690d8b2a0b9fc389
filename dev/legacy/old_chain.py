"""Sets Django up with the old chain."""

import os

import django

CHAIN = "dev.legacy.chain"


def set_up() -> None:
    """Have the settings of this process read the domain's migrations from the old chain."""
    os.environ["DOMAIN_MIGRATIONS"] = CHAIN
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
