"""The links of a licence in one row: a row for each of them took a quarter of the database's time of a first load."""

import django.db.models.deletion
from django.db import migrations, models

# By table as columns, in the order that comparing/links.py packs them in, so that the first night rewrites none.
PACK = """
INSERT INTO ge_sync_serverrows (synced_id, facts, rows)
WITH child AS (
    SELECT synced_id, "table", key COLLATE "C" AS key, row_id, facts
    FROM ge_sync_serverrow
    WHERE "table" <> 'license_licensedetailsmodel'
), fact AS (
    SELECT DISTINCT synced_id, "table", name FROM child, jsonb_object_keys(facts) AS name
), columns AS (
    SELECT synced_id, "table", 'key' AS name, jsonb_agg(key ORDER BY key) AS cells FROM child GROUP BY 1, 2
    UNION ALL
    SELECT synced_id, "table", 'id', jsonb_agg(row_id ORDER BY key) FROM child GROUP BY 1, 2
    UNION ALL
    SELECT synced_id, "table", name, jsonb_agg(facts -> name ORDER BY key)
    FROM child JOIN fact USING (synced_id, "table") GROUP BY 1, 2, 3
), packed AS (
    SELECT synced_id, "table", jsonb_object_agg(name, cells) AS columns FROM columns GROUP BY 1, 2
), rows AS (
    SELECT synced_id, jsonb_object_agg("table", columns) AS rows FROM packed GROUP BY 1
)
SELECT own.synced_id, own.facts, coalesce(rows.rows, '{}')
FROM ge_sync_serverrow AS own LEFT JOIN rows USING (synced_id)
WHERE own."table" = 'license_licensedetailsmodel'
"""

UNPACK = """
INSERT INTO ge_sync_serverrow (synced_id, "table", key, row_id, facts)
SELECT packed.synced_id, 'license_licensedetailsmodel', packed.synced_id, coalesce(synced.license_id, 0), packed.facts
FROM ge_sync_serverrows AS packed
JOIN ge_sync_syncedlicense AS synced ON synced.license_number = packed.synced_id
UNION ALL
SELECT packed.synced_id, listed."table", linked.key, (listed.columns -> 'id' ->> (linked.place - 1)::int)::bigint, (
    SELECT coalesce(jsonb_object_agg(fact.name, fact.cells -> (linked.place - 1)::int), '{}')
    FROM jsonb_each(listed.columns) AS fact (name, cells)
    WHERE fact.name NOT IN ('key', 'id') AND fact.cells ->> (linked.place - 1)::int IS NOT NULL
)
FROM ge_sync_serverrows AS packed
CROSS JOIN LATERAL jsonb_each(packed.rows) AS listed ("table", columns)
CROSS JOIN LATERAL jsonb_array_elements_text(listed.columns -> 'key') WITH ORDINALITY AS linked (key, place)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('ge_sync', '0006_words_not_repeated'),
    ]

    operations = [
        migrations.CreateModel(
            name='ServerRows',
            fields=[
                ('synced', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='server_rows', serialize=False, to='ge_sync.syncedlicense')),
                ('facts', models.JSONField(default=dict)),
                ('rows', models.JSONField(default=dict)),
            ],
            options={
                'verbose_name': 'rows of a licence',
                'verbose_name_plural': 'rows of licences',
                'ordering': ['synced_id'],
            },
        ),
        migrations.RunSQL(PACK, UNPACK, elidable=True),
        migrations.DeleteModel(
            name='ServerRow',
        ),
    ]
