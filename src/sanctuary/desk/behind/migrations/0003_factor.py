"""A second factor for accounts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("behind", "0002_proposals"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Factor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "account",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="factor", to=settings.AUTH_USER_MODEL),
                ),
                ("sealed", models.BinaryField()),
                ("step", models.BigIntegerField()),
            ],
        ),
    ]
