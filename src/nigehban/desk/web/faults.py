"""The answer to a fault that nothing foresaw."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.views.defaults import server_error

from nigehban.desk.access.middleware import database_away


def fault(request: HttpRequest) -> HttpResponse:
    """Django calls this while it handles the exception. Sessions and logins, too, miss a database that went away."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        return database_away(error)
    return server_error(request)
