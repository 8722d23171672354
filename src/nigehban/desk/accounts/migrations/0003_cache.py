from django.db import migrations

TABLE = """
CREATE TABLE desk_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX desk_cache_expires ON desk_cache (expires);
"""


class Migration(migrations.Migration):
    """The table in which limits are counted by all processes of the desk (``settings.CACHES``)."""

    dependencies = [("accounts", "0002_login_attempts")]
    operations = [migrations.RunSQL(TABLE, "DROP TABLE desk_cache")]
