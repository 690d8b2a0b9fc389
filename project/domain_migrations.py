"""Who owns the migrations of the licence domain: this project, nobody here, or a live License Manager."""

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
