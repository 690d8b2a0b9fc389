"""The codes that licences carry so far, as the first rows of their tables."""

from django.db import migrations

SCHEMES = {'26': 'Duty Free Import Authorization'}
NOTIFICATIONS = ('098/2009', '019/2015', '025/2023')
PURCHASE_STATUSES = {
    'GE': 'GE Purchase',
    'NP': 'GE Operating',
    'IP': 'GE Item Purchase',
    'SM': 'SM Purchase',
    'OT': 'OT Purchase',
    'CO': 'Conversion',
    'RA': 'RA Purchase',
    'LM': 'LM Purchase',
}


def add_codes(apps, schema_editor):
    rows = {
        'SchemeCode': SCHEMES,
        'NotificationNumber': {number: number for number in NOTIFICATIONS},
        'PurchaseStatus': PURCHASE_STATUSES,
    }
    for name, labels in rows.items():
        manager = apps.get_model('core', name).objects.using(schema_editor.connection.alias)
        for code, label in labels.items():
            manager.get_or_create(code=code, defaults={'label': label})


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0009_codes_of_licenses'),
    ]

    operations = [
        migrations.RunPython(add_codes, migrations.RunPython.noop),
    ]
