"""Row-level security: PostgreSQL itself shows a connection the rows of one agency; on SQLite there is nothing to do.

The policies hold for the owner of the tables too (FORCE), which is the role that the desk signs in as. A role that is above them
(superuser, BYPASSRLS) is refused when the desk starts. A setting that was never made, or was made empty, shows nothing.
"""

from typing import Any

from django.db import migrations

_TOLD = "current_setting('sanctuary.agency', true)"
_OWN = f"{_TOLD} = 'all' OR {{agency}}::text = {_TOLD}"

POLICIES = {
    "behind_member": _OWN.format(agency="agency_id"),
    "behind_placed": _OWN.format(agency="agency_id"),
    "behind_offer": _OWN.format(agency="agency_id"),
    "behind_proposal": _OWN.format(agency="agency_id"),
    "behind_job": _OWN.format(agency="agency_id"),
    # Rows that have their agency by another row: that row is shown to its own agency alone, and so are they.
    "desk_site": f"{_TOLD} = 'all' OR EXISTS (SELECT 1 FROM behind_placed one WHERE one.site_id = desk_site.id)",  # noqa: S608 - words of ours
    "desk_score": f"{_TOLD} = 'all' OR EXISTS (SELECT 1 FROM behind_member one WHERE one.account_id = desk_score.account_id)",  # noqa: S608 - the same
}
"""For each table that agencies share, which rows a connection sees and may write."""


def _kept_apart(apps: Any, editor: Any) -> None:
    del apps
    if editor.connection.vendor != "postgresql":
        return
    for table, rule in POLICIES.items():
        editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        editor.execute(f"CREATE POLICY own_agency ON {table} USING ({rule}) WITH CHECK ({rule})")


def _together(apps: Any, editor: Any) -> None:
    del apps
    if editor.connection.vendor != "postgresql":
        return
    for table in POLICIES:
        editor.execute(f"DROP POLICY own_agency ON {table}")
        editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


class Migration(migrations.Migration):
    dependencies = [("behind", "0006_factors"), ("desk", "0001_initial")]

    operations = [migrations.RunPython(_kept_apart, _together)]
