"""Acts on the record that wait for a second person."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("behind", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agency", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="behind.agency")),
                ("member", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="behind.member")),
                ("act", models.CharField(max_length=12)),
                ("seq", models.BigIntegerField()),
                ("token", models.CharField(max_length=32, unique=True)),
                ("sealed", models.BinaryField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
    ]
