"""Who works with the licences."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from project.accounts.managers import UserManager


class User(AbstractUser):
    """Somebody who logs in, by username."""

    first_name = models.CharField(max_length=30, blank=True)
    email = models.EmailField(max_length=255, unique=True, null=True, blank=True)  # type: ignore[assignment]  # may be NULL

    objects: ClassVar[UserManager] = UserManager()
