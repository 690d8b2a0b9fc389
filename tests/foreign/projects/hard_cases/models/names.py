"""Names: quoted, over-long, in another schema."""

from django.db import models


class Quoted(models.Model):
    """Names that only survive in quotation marks."""

    select = models.IntegerField(db_column="SELECT")
    spaced = models.CharField(max_length=10, db_column="a column, with % and spaces", db_index=True)
    umlaut = models.IntegerField(db_column="größe", null=True)
    parent = models.ForeignKey("self", models.CASCADE, db_column="Parent Id", null=True)

    class Meta:
        """A table name with capitals, a space and a dash."""

        db_table = "Quoted Table-Name"
        constraints = [
            models.UniqueConstraint(fields=["select", "spaced"], name="Quoted Unique"),
            models.CheckConstraint(condition=models.Q(select__gt=-5), name="Quoted: check"),
        ]
        indexes = [models.Index(fields=["umlaut"], name="Index of Quoted")]


class LongNames(models.Model):
    """Names longer than PostgreSQL's 63 bytes, which Django shortens."""

    a_field_whose_name_is_so_long_that_postgres_barely_takes_it_her = models.IntegerField(null=True)
    another_field_whose_name_is_very_long_and_which_is_also_unique = models.CharField(max_length=10, unique=True)
    a_foreign_key_whose_name_is_very_long_and_constraint_is_cut = models.ForeignKey(
        "hard_cases.Quoted", models.CASCADE, null=True
    )
    many = models.ManyToManyField("hard_cases.Quoted", related_name="+")

    class Meta:
        """A table whose name is cut too."""

        db_table = "hard_cases_a_table_whose_name_is_much_longer_than_postgres_takes_in_one"
        unique_together = [("a_field_whose_name_is_so_long_that_postgres_barely_takes_it_her", "id")]


class Elsewhere(models.Model):
    """A table in a schema that is not on the search path."""

    name = models.CharField(max_length=20, unique=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        """The way by which people leave the default schema."""

        db_table = 'hard_elsewhere"."place'
        indexes = [models.Index(fields=["number"], name="hard_elsewhere_number")]


class ElsewherePointer(models.Model):
    """Points into the other schema; its bare name is there too."""

    target = models.ForeignKey(Elsewhere, models.CASCADE)
    user = models.ForeignKey("hard_cases.Person", models.CASCADE, null=True)

    class Meta:
        """The same bare name as a table of the default schema."""

        db_table = 'hard_elsewhere"."hard_cases_node'
