"""Letters to the writer."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("behind", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=32, unique=True)),
                ("sealed", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(db_index=True, null=True)),
                ("number", models.BigIntegerField(null=True)),
                ("told", models.CharField(default="", max_length=500)),
                ("agency", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="behind.agency")),
            ],
        ),
    ]
