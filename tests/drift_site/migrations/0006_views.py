"""Views, which no model knows either."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("depot", "0005_more_kinds")]
    operations = [
        migrations.RunSQL(
            """
            CREATE VIEW old_pointers AS SELECT id, legacy_id, legacy_id < 10 AS old FROM depot_pointer WHERE id > 0;
            CREATE VIEW oldest_pointer AS SELECT min(legacy_id) AS legacy_id FROM old_pointers;
            CREATE MATERIALIZED VIEW pointer_total AS SELECT sum(legacy_id) AS total FROM depot_pointer WITH NO DATA;
            """,
            """
            DROP MATERIALIZED VIEW pointer_total;
            DROP VIEW oldest_pointer;
            DROP VIEW old_pointers;
            """,
        ),
    ]
