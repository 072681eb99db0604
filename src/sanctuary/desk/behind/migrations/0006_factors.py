"""Second factors are django-allauth's from here on; those that there are go on with the same secrets."""

import hmac
from typing import Any

from django.conf import settings
from django.db import migrations

from sanctuary.errors import RecordError
from sanctuary.record.box import box, unbox


def _moved(apps: Any, _: Any) -> None:
    secret = str(settings.SECRET_KEY).encode()
    old, new = (hmac.digest(secret, word, "sha256") for word in (b"sanctuary.desk second factor", b"second factor"))
    for one in apps.get_model("behind", "Factor").objects.all():
        try:
            clear = unbox(old, bytes(one.sealed), f"factor of {one.account_id}".encode())
        except RecordError:
            # Sealed under an earlier secret of the desk: it opened nothing before, and opens nothing after.
            clear = b""
        sealed = box(new, clear, b"second factor").hex() if clear else ""
        apps.get_model("mfa", "Authenticator").objects.create(user_id=one.account_id, type="totp", data={"secret": sealed})


class Migration(migrations.Migration):
    dependencies = [("behind", "0005_agreed"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [migrations.RunPython(_moved, migrations.RunPython.noop), migrations.DeleteModel("Factor")]
