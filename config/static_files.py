"""Static files under hashed names, and under their own names until `collectstatic` has run."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # no types
    """A page never fails for a file that was not collected: whitenoise's finders serve it by its own name."""

    def hashed_name(self, name: str, content: Any = None, filename: Any = None) -> str:
        """The name with its hash; the plain name where there is nothing to hash."""
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:
            return name
