"""Row-level security of the table of letters, as of the others (behind/migrations/0007_row_security.py)."""

from typing import Any

from django.db import migrations

_TOLD = "current_setting('sanctuary.agency', true)"
_OWN = f"{_TOLD} = 'all' OR agency_id::text = {_TOLD}"


def _kept_apart(apps: Any, editor: Any) -> None:
    del apps
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE outbox_letter ENABLE ROW LEVEL SECURITY")
        editor.execute("ALTER TABLE outbox_letter FORCE ROW LEVEL SECURITY")
        editor.execute(f"CREATE POLICY own_agency ON outbox_letter USING ({_OWN}) WITH CHECK ({_OWN})")


def _together(apps: Any, editor: Any) -> None:
    del apps
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP POLICY own_agency ON outbox_letter")
        editor.execute("ALTER TABLE outbox_letter NO FORCE ROW LEVEL SECURITY")
        editor.execute("ALTER TABLE outbox_letter DISABLE ROW LEVEL SECURITY")


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial"), ("behind", "0007_row_security")]

    operations = [migrations.RunPython(_kept_apart, _together)]
