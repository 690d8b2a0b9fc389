"""What the tables stand on: extensions, types, another schema, the table of others."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = []
    operations = [
        BtreeGistExtension(),
        migrations.RunSQL("CREATE TYPE mood AS ENUM ('good', 'fair', 'bad')", "DROP TYPE mood"),
        migrations.RunSQL(
            "CREATE DOMAIN stock_count AS integer DEFAULT 0 CHECK (VALUE >= 0)", "DROP DOMAIN stock_count"
        ),
        migrations.RunSQL("CREATE SCHEMA archive", "DROP SCHEMA archive"),
        migrations.RunSQL(
            "CREATE TABLE legacy_of_others (id bigint PRIMARY KEY, name varchar(10) NOT NULL)",
            "DROP TABLE legacy_of_others",
        ),
    ]
