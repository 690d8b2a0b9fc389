"""The statuses that every movement starts and ends with."""

from django.db import migrations

STATUSES = ('Sent', 'Received', 'Returned')


def add_statuses(apps, schema_editor):
    manager = apps.get_model('license', 'StatusModel').objects.using(schema_editor.connection.alias)
    for name in STATUSES:
        manager.get_or_create(name=name)


class Migration(migrations.Migration):

    dependencies = [
        ('license', '0002_offices_and_movements'),
    ]

    operations = [
        migrations.RunPython(add_statuses, migrations.RunPython.noop),
    ]
