"""Which certificate authorities vouch for the server: those that everybody trusts, or those of a file."""

import ssl

from project.ge_sync.errors import NotConfigured

_WANTED = "write the path of a file with the authority's certificates in PEM"


def authorities(bundle: str) -> str | bool:
    """What `requests` checks certificates against; NotConfigured where a bundle is named that can't be used."""
    if not bundle:
        return True
    try:
        ssl.create_default_context(cafile=bundle)
    except FileNotFoundError:
        raise _unusable(bundle, "where no file is") from None
    except ssl.SSLError:
        raise _unusable(bundle, "which holds no certificate") from None
    except (OSError, ValueError):
        raise _unusable(bundle, "which can't be read") from None
    return bundle


def _unusable(bundle: str, why: str) -> NotConfigured:
    return NotConfigured(f"GE_CA_BUNDLE is {bundle!r}, {why}: {_WANTED}.")
