"""Who owns the migrations of the licence domain: this project, nobody here, or a live License Manager."""

from importlib import import_module

DOMAIN_APPS = ("accounts", "core", "license", "allotment", "bill_of_entry", "trade")


def migration_modules(owner: str) -> dict[str, str | None]:
    """MIGRATION_MODULES for `ours` (this project's own), `none` (models only) or a dotted prefix of other packages.

    `license_manager.apps` reads accounts' migrations from `license_manager.apps.accounts.migrations`.
    """
    if owner == "ours":
        return {}
    if owner == "none":
        return dict.fromkeys(DOMAIN_APPS)
    return {app: f"{owner}.{app}.migrations" for app in DOMAIN_APPS}


def unusable_packages(owner: str) -> dict[str, str]:
    """The packages of a prefix that hold no migrations here, each with the reason.

    Django takes a package without an `__init__.py` for an app without migrations, and would say nothing of it.
    """
    packages = [package for package in migration_modules(owner).values() if package]
    reasons = {package: _reason(package) for package in packages}
    return {package: reason for package, reason in reasons.items() if reason}


def _reason(package: str) -> str:
    try:
        module = import_module(package)
    except ImportError as error:
        return str(error)
    return "" if module.__file__ and hasattr(module, "__path__") else f"{package} is no package with an __init__.py"
