"""Whether the desk works, for whoever watches over the machine: no login, no personal data."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import PUBLIC, policy
from nigehban.desk.leads.selectors import list_length


@policy(PUBLIC)
@require_safe
@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """200 with ``status`` ok, or 503 with what is wrong. ``leads`` is the length of the ranked list."""
    del request
    try:
        pending = _pending_migrations()
        leads = None if pending else list_length()
    except DatabaseError:
        return JsonResponse({"status": "failed", "database": "failed"}, status=503)
    found = {"database": "ok", "migrations": f"{pending} pending" if pending else "ok", "leads": leads}
    return JsonResponse({"status": "failed" if pending else "ok", **found}, status=503 if pending else 200)


def _pending_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
