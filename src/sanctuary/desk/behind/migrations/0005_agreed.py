"""Who agreed to an act that two people sign."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("behind", "0004_job")]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="agreed",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="behind.member"),
        ),
    ]
