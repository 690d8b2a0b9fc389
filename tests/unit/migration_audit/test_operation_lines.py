"""The line of each operation in its file."""

from project.migration_audit.rebuild.inventory import operation_lines

WRITTEN_OUT = """from django.db import migrations

class Migration(migrations.Migration):
    dependencies = []
    operations = [
        migrations.RunSQL("a"),
        migrations.RunSQL(
            "b",
        ),
        migrations.RunSQL("c"),
    ]
"""


def test_operations_that_are_written_out_have_their_own_lines() -> None:
    assert operation_lines(WRITTEN_OUT, 3) == [6, 7, 10]


def test_a_typed_list_is_read_too() -> None:
    assert operation_lines("class Migration:\n    operations: list = [\n        f(),\n    ]\n", 1) == [3]


def test_operations_made_by_an_expression_have_the_line_of_the_list() -> None:
    source = WRITTEN_OUT.replace('        migrations.RunSQL("c"),', "        *more,")

    assert operation_lines(source, 4) == [5, 5, 5, 5]


def test_a_class_without_a_list_has_its_own_line() -> None:
    assert operation_lines("x = 1\nclass Migration(Base):\n    pass\n", 2) == [2, 2]
