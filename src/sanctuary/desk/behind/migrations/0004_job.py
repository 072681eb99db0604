"""Audits and scans of uploaded files."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("behind", "0003_factor")]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agency", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="behind.agency")),
                ("member", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="behind.member")),
                ("kind", models.CharField(max_length=8)),
                ("state", models.CharField(default="waiting", max_length=8)),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(default=0)),
                ("sealed", models.BinaryField(default=b"")),
                ("begun", models.DateTimeField()),
                ("touched", models.DateTimeField()),
            ],
        ),
    ]
