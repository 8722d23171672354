"""A product or an issue as a file."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.statistics.asking import read_asked
from nigehban.desk.statistics.exports import as_csv, as_pdf, as_workbook
from nigehban.desk.statistics.report import Report, report
from nigehban.desk.statistics.telling import tell
from nigehban.desk.statistics.views.answers import asked_rightly, found_issue, language

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": (_XLSX, as_workbook),
    "pdf": ("application/pdf", as_pdf),
}


@policy(Permission.SEE_STATISTICS)
@require_safe
@asked_rightly
def product_file(request: HttpRequest, product_id: str, kind: str) -> HttpResponse:
    """A product of some days, computed now."""
    asked = read_asked(product_id, request.GET)
    content = tell(asked.product, asked.within, outside=asked.outside)
    released = "-release" if asked.outside else ""
    return _file(report(content, language()), kind, f"{product_id}-{content['from']}-{content['to']}{released}")


@policy(Permission.SEE_STATISTICS)
@require_safe
def issue_file(_request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """An issue, as it was told."""
    issue = found_issue(number)
    return _file(report(issue.content, language()), kind, f"{issue.product}-{issue.first}-{issue.last}-{issue.pk}")


def _file(told: Report, kind: str, name: str) -> HttpResponse:
    if kind not in _KINDS:
        raise Http404(_("There is no export of that kind."))
    media, made = _KINDS[kind]
    response = HttpResponse(made(told), content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
