"""The desk: officers, records that last, and screens, on Django and PostgreSQL.

Two calls make it usable from a command: ``setup()`` and, before the first use of the tables, ``migrate()``.
"""

from __future__ import annotations

import os

__all__ = ["migrate", "setup"]


def setup() -> None:
    """Make Django usable in this process: the data folder, the database server (started when needed), the apps.

    Raises ``nigehban.desk.database.DatabaseServerError``.
    """
    import django  # noqa: PLC0415 - the package stays cheap to import

    from nigehban.desk.database import ensure  # noqa: PLC0415
    from nigehban.desk.home import prepare_home  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nigehban.desk.settings")
    prepare_home()
    ensure()
    django.setup()


def migrate() -> None:
    """Bring the tables up to date; many processes may call it at once. ``setup()`` comes first."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
        try:
            call_command("migrate", interactive=False, verbosity=0)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATION_LOCK])


_MIGRATION_LOCK = 0x6E69676568
"""Any number of our own: the advisory lock under which tables are changed."""
