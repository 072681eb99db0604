"""The first tables behind the counter. What was there before is of the first agency; who could invite leads it."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEY: Any = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
ROLE: Any = ("role", models.CharField(default="desk", max_length=12))


def _agency() -> Any:
    return ("agency", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="behind.agency"))


def _first(apps: Any, _: Any) -> None:
    first = apps.get_model("behind", "Agency").objects.create(title="", folder="")
    for account in apps.get_model("auth", "User").objects.all():
        apps.get_model("behind", "Member").objects.create(account=account, agency=first, role="supervisor" if account.is_staff else "desk")
    for site in apps.get_model("desk", "Site").objects.all():
        apps.get_model("behind", "Placed").objects.create(site=site, agency=first)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("desk", "0001_initial"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Agency",
            fields=[KEY, ("title", models.CharField(max_length=120)), ("folder", models.CharField(blank=True, max_length=40, unique=True))],
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                KEY,
                (
                    "account",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="member", to=settings.AUTH_USER_MODEL),
                ),
                _agency(),
                ROLE,
            ],
        ),
        migrations.CreateModel(
            name="Placed",
            fields=[
                KEY,
                ("site", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="placed", to="desk.site")),
                _agency(),
            ],
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                KEY,
                (
                    "invitation",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="offer", to="desk.invitation"),
                ),
                _agency(),
                ROLE,
            ],
        ),
        migrations.CreateModel(
            name="Try",
            fields=[
                KEY,
                ("account", models.CharField(db_index=True, max_length=64)),
                ("address", models.CharField(db_index=True, max_length=64)),
                ("both", models.CharField(db_index=True, max_length=64)),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.RunPython(_first, migrations.RunPython.noop),
    ]
