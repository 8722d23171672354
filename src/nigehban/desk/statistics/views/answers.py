"""What the views of statistics share: errors as pages, the address of a case."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nigehban.desk.statistics.errors import BadPeriodError, ComparedError, NoSuchProductError
from nigehban.desk.statistics.models import Issue
from nigehban.desk.statistics.selectors import issue_numbered

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


def asked_rightly(view: View[Given]) -> View[Given]:
    """What nobody knows is not found, what cannot be told is a bad request: each with its sentence."""

    @wraps(view)
    def answering(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoSuchProductError as error:
            raise Http404(str(error)) from error
        except (BadPeriodError, ComparedError) as error:
            raise BadRequest(str(error)) from error

    return answering


def found_issue(number: int) -> Issue:
    """The issue of that number, or the page for what is not there."""
    issue = issue_numbered(number)
    if issue is None:
        raise Http404(_("There is no issue of that number."))
    return issue


def case_address(number: str) -> str:
    """Where a case is shown."""
    return reverse("cases:case", args=[number])


def language() -> str:
    """The language of the page."""
    return get_language() or "en"
