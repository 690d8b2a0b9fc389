"""What each tenant has for itself."""

from django.contrib.auth.models import User
from django.db import models


class Note(models.Model):
    """Points at a user of the same tenant."""

    user = models.ForeignKey(User, models.CASCADE)
    text = models.CharField(max_length=50, db_index=True)
    tags = models.ManyToManyField("self")
