"""Keys and relations: of every type, inherited, circular, composite, swapped, unmanaged, unconstrained."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models

from hard_cases.fields import NumberedField


class Person(AbstractUser):
    """The swapped user, with a UUID key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    friends = models.ManyToManyField("self")
    follows = models.ManyToManyField("self", symmetrical=False, related_name="followers")


class PersonProxy(Person):
    """No table of its own."""

    class Meta:
        """A proxy."""

        proxy = True


class Place(models.Model):
    """The parent of a line of inheritance."""

    name = models.CharField(max_length=20)
    people = models.ManyToManyField(PersonProxy, through="Membership")


class Child(Place):
    """Its key is a one-to-one field."""

    more = models.CharField(max_length=20, db_index=True)


class Grandchild(Child):
    """Inherits twice, and names the link itself."""

    above = models.OneToOneField(Child, models.CASCADE, parent_link=True, primary_key=True)
    tags = models.ManyToManyField("hard_cases.Tagged", related_name="grandchildren")


class Tagged(models.Model):
    """A key of another type, and many-to-many fields of several kinds."""

    id = models.SmallAutoField(primary_key=True)
    places = models.ManyToManyField(Place, db_table="hard tagged places", related_name="tags")
    loose = models.ManyToManyField(Place, db_constraint=False, related_name="loose_tags")


class Membership(models.Model):
    """A through model with more than its keys."""

    person = models.ForeignKey(PersonProxy, models.CASCADE)
    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    since = models.DateField(null=True)

    class Meta:
        """Old and new way of being unique."""

        unique_together = [("person", "place")]


class Node(models.Model):
    """Points at itself and around in a circle."""

    parent = models.ForeignKey("self", models.CASCADE, null=True)
    ring = models.ForeignKey("Ring", models.SET_NULL, null=True)


class Ring(models.Model):
    """The other half of the circle."""

    first = models.OneToOneField(Node, models.PROTECT, null=True, related_name="+")


class ByText(models.Model):
    """A text as key."""

    code = models.CharField(max_length=12, primary_key=True)
    other = models.CharField(max_length=12, unique=True)


class ToText(models.Model):
    """Foreign keys to texts: the key and another unique field, without an index of their own."""

    by_key = models.ForeignKey(ByText, models.CASCADE, related_name="+")
    by_other = models.ForeignKey(ByText, models.CASCADE, to_field="other", db_index=False, related_name="+")


class OneToOneKey(models.Model):
    """Another model's key is its own."""

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True)
    number = models.IntegerField(null=True)


class Unconstrained(models.Model):
    """Relations that the database doesn't keep."""

    node = models.ForeignKey(Node, models.DO_NOTHING, db_constraint=False)
    user = models.OneToOneField(Person, models.DO_NOTHING, db_constraint=False, null=True)


class Composite(models.Model):
    """Two columns are the key."""

    pk = models.CompositePrimaryKey("place", "number")
    place = models.ForeignKey(Place, models.CASCADE)
    number = models.IntegerField()
    note = models.CharField(max_length=20, null=True)


class Ordered(models.Model):
    """A column that no field shows."""

    place = models.ForeignKey(Place, models.CASCADE)

    class Meta:
        """Makes `_order`."""

        order_with_respect_to = "place"


class Numbered(models.Model):
    """A key that is a subclass of AutoField."""

    number = NumberedField(primary_key=True)


class Small(models.Model):
    """A smallint key that something points at."""

    id = models.SmallAutoField(primary_key=True)
    other = models.ForeignKey("self", models.CASCADE, null=True, db_index=False)


class Swappable(models.Model):
    """Swapped out: no table of its own."""

    number = models.IntegerField()

    class Meta:
        """Another model takes its place."""

        swappable = "HARD_SWAPPED_MODEL"


class Replacement(models.Model):
    """What takes its place."""

    number = models.IntegerField()


class Lonely(models.Model):
    """Nothing but a key."""


class LegacyAbstract(models.Model):
    """Not managed, and not there."""

    number = models.IntegerField()

    class Meta:
        """Somebody else's table."""

        managed = False
        db_table = "hard_not_there"


class Legacy(models.Model):
    """Not managed, and there; a managed table points at it."""

    number = models.IntegerField()

    class Meta:
        """Somebody else's table, which a migration's own SQL makes."""

        managed = False
        db_table = "hard_legacy"
