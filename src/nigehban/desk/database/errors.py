"""What can go wrong with the database server.

DatabaseServerError
├── BadUrlError            DATABASE_URL can not be read
├── NoPostgresError        no PostgreSQL programs are installed
├── NoAccountError         PostgreSQL refuses to run as root, and no other account could be used
├── OtherVersionError      the data were written by another major version
└── NotStartedError        the server did not come up
"""

from __future__ import annotations


class DatabaseServerError(Exception):
    """The database server is not usable; the message says what to do."""


class BadUrlError(DatabaseServerError):
    """``DATABASE_URL`` is no PostgreSQL address."""


class NoPostgresError(DatabaseServerError):
    """Neither the wheel nor the system has PostgreSQL programs."""


class NoAccountError(DatabaseServerError):
    """PostgreSQL refuses to run as root, and none of the ways to run it as another account worked."""


class OtherVersionError(DatabaseServerError):
    """The data folder was written by a major version whose programs are not installed."""


class NotStartedError(DatabaseServerError):
    """The server ended while it started, or did not answer in time."""
