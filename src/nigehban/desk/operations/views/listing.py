"""The list of operations, and a new one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nigehban.desk.access.policies import may, policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.operations.forms.planning import OperationForm
from nigehban.desk.operations.selectors import operation_page, unread_notices
from nigehban.desk.operations.use_cases import plan_operation
from nigehban.desk.operations.views.acting import Act, acted
from nigehban.jurisdiction import UnitNames, unit_names

PACK = "pk"


def circle_names(pack: str = PACK) -> UnitNames:
    """How the circles of a pack are called."""
    return unit_names(pack)


@policy(Permission.SEE_OPERATIONS)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The operations that the officer sees, the newest first."""
    officer = officer_of(request)
    context = {
        "section": "operations",
        "page": operation_page(officer, request.GET.get("after")),
        "unit_names": circle_names(),
        "may_plan": may(officer, Permission.RUN_OPERATIONS),
        "unread": unread_notices(officer),
    }
    return render(request, "operations/list.html", context)


@policy(Permission.RUN_OPERATIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """A new operation."""
    form = OperationForm(PACK, request.POST or None)
    made: list[int] = []

    def do() -> None:
        made.append(plan_operation(officer_of(request), **form.cleaned_data).pk)

    answer = acted(
        request, None, form, Act(_("Plan an operation"), do, _("The operation is planned."), "operations:list")
    )
    return redirect("operations:operation", made[0]) if made else answer
