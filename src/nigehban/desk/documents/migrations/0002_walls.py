"""Documents, revisions and verdicts are added only; and none exists for who does not see the case."""

from django.db import migrations

from nigehban.desk.access.row_security import of_seen, of_seen_case, row_security
from nigehban.desk.append_only import append_only

_OF_DOCUMENT = of_seen("documents_casedocument", "document_id")
_OF_REVISION = of_seen("documents_revision", "revision_id")


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("cases", "0002_walls"), ("access", "0002_desk_role")]
    operations = [
        append_only("documents_casedocument"),
        append_only("documents_revision"),
        append_only("documents_verdict"),
        row_security("documents_casedocument", of_seen_case()),
        row_security("documents_revision", _OF_DOCUMENT),
        row_security("documents_verdict", _OF_REVISION),
    ]
