"""Norms that restrict a group of items to a share of the licence."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0005_letterheads'),
    ]

    operations = [
        migrations.AddField(
            model_name='itemheadmodel',
            name='is_restricted',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='itemheadmodel',
            name='restriction_norm',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='restricted_item_heads', to='core.sionnormclassmodel'),
        ),
        migrations.AddField(
            model_name='itemheadmodel',
            name='restriction_percentage',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=5),
        ),
    ]
