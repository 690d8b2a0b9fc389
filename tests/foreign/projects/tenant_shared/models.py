"""Who the tenants are."""

from django.db import models
from django_tenants.models import DomainMixin, TenantMixin


class Client(TenantMixin):
    """One tenant; its schema is made with it."""

    name = models.CharField(max_length=50)
    auto_create_schema = True


class Domain(DomainMixin):
    """The tenant's address."""
