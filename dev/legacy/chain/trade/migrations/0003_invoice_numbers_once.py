"""An invoice number once per seller and per buyer; nobody trades with himself."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('trade', '0002_payments'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='licensetrade',
            constraint=models.CheckConstraint(condition=models.Q(('from_company', models.F('to_company')), _negated=True), name='trade_buyer_and_seller_differ', violation_error_message='Buyer and seller are the same company.'),
        ),
        migrations.AddConstraint(
            model_name='licensetrade',
            constraint=models.UniqueConstraint(condition=models.Q(('direction', 'PURCHASE'), models.Q(('invoice_number', ''), _negated=True)), fields=('from_company', 'invoice_number'), name='unique_purchase_invoice_number', violation_error_message="This seller's invoice number is on another purchase."),
        ),
        migrations.AddConstraint(
            model_name='licensetrade',
            constraint=models.UniqueConstraint(condition=models.Q(('direction', 'SALE'), models.Q(('invoice_number', ''), _negated=True)), fields=('to_company', 'invoice_number'), name='unique_sale_invoice_number', violation_error_message="This buyer's invoice number is on another sale."),
        ),
    ]
