"""The database server: the one that ``DATABASE_URL`` names, or an embedded PostgreSQL started when needed."""

from nigehban.desk.database.address import Address, address, connection_options, is_embedded
from nigehban.desk.database.errors import (
    BadUrlError,
    DatabaseServerError,
    NoAccountError,
    NoPostgresError,
    NotStartedError,
    OtherVersionError,
)
from nigehban.desk.database.keeping import kept_running
from nigehban.desk.database.status import Status, status
from nigehban.desk.database.use import ensure, release, stop

__all__ = [
    "Address",
    "BadUrlError",
    "DatabaseServerError",
    "NoAccountError",
    "NoPostgresError",
    "NotStartedError",
    "OtherVersionError",
    "Status",
    "address",
    "connection_options",
    "ensure",
    "is_embedded",
    "kept_running",
    "release",
    "status",
    "stop",
]
