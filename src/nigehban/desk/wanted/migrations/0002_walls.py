"""Entries exist for who sees cases anywhere: a wanted person is looked for everywhere, and by nobody else's eyes."""

from django.db import migrations

from nigehban.desk.access.roles import Permission, roles_with
from nigehban.desk.access.row_security import history, row_security

_ROLES = ", ".join(f"'{role}'" for role in sorted(roles_with(Permission.SEE_CASES)))
_SEEN = f"cardinality((SELECT nigehban_units_of(ARRAY[{_ROLES}]))) > 0"


class Migration(migrations.Migration):
    dependencies = [("wanted", "0001_initial"), ("access", "0002_desk_role")]
    operations = [
        row_security("wanted_wantedentry", _SEEN),
        history("wanted_wantedentryhistory", "id", "wanted_wantedentry"),
    ]
