"""A page with a form, and what becomes of it when it is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nigehban.desk.access.errors import AccessError, NotPermittedError
from nigehban.desk.cases.errors import CaseError
from nigehban.desk.custody.errors import CustodyError
from nigehban.desk.operations.errors import OperationError
from nigehban.desk.operations.models import Operation
from nigehban.desk.wanted.errors import WantedError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_REFUSALS = (OperationError, CaseError, CustodyError, WantedError, AccessError)


class Act(NamedTuple):
    """What a form does: its title, what it calls, what it says afterwards, and where it leads."""

    title: StrOrPromise
    do: Callable[[], object]
    done: StrOrPromise
    back: str
    button: StrOrPromise = ""
    grave: bool = False
    says: StrOrPromise = ""
    section: str = "operations"


def acted(request: HttpRequest, operation: Operation | None, form: forms.Form, act: Act) -> HttpResponse:
    """Show the form; when it was sent and holds, do it, or say beside the form what stood in the way."""
    status = 200
    if request.method == "POST":
        status = _tried(form, act) if form.is_valid() else 422
        if status == 200:
            messages.success(request, act.done)
            return redirect(act.back)
    context = {"section": act.section, "operation": operation, "form": form, "act": act}
    return render(request, "operations/form.html", context, status=status)


def _tried(form: forms.Form, act: Act) -> int:
    try:
        with transaction.atomic():
            act.do()
    except NotPermittedError:
        raise
    except _REFUSALS as error:
        form.add_error(None, str(error))
    except IntegrityError:
        form.add_error(None, _("There is one of that name or number already."))
    else:
        return 200
    return 409
