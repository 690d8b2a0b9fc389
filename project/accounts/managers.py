"""How users are created."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import UserManager as DjangoUserManager

if TYPE_CHECKING:
    from project.accounts.models import User  # noqa: F401  (named in a type argument below)


class UserManager(DjangoUserManager["User"]):
    """Stores an empty e-mail as NULL: the column is unique, and many users have none."""

    use_in_migrations = False  # migrations import no code of ours

    @classmethod
    def normalize_email(cls, email: str | None) -> str | None:  # type: ignore[override]  # the column is nullable here
        """Lower the domain part; nothing becomes None. Both `create_user()` and `User.clean()` pass here."""
        return super().normalize_email(email) or None
