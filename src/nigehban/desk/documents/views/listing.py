"""The documents of a case, and the choice of another one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from nigehban.desk.access.errors import NoReasonError
from nigehban.desk.access.policies import may, policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.audit.reads import note_read
from nigehban.desk.cases.models import Case, PartyRole
from nigehban.desk.documents.errors import CaseDocumentError
from nigehban.desk.documents.forms import BeginForm
from nigehban.desk.documents.models import CaseDocument
from nigehban.desk.documents.selectors import of_case
from nigehban.desk.documents.use_cases import begin
from nigehban.desk.documents.views.finding import the_case
from nigehban.jurisdiction.documents import DocumentError, find_document, load_documents


@policy(Permission.SEE_CASES)
@require_safe
def documents(request: HttpRequest, number: str) -> HttpResponse:
    """What was written, and what can be: first what belongs to the state of the case."""
    case = the_case(request, number)
    known = load_documents(case.pack)
    now = [one for one in known.of_state(case.state) if not one.received]
    context = {
        "section": "cases",
        "case": case,
        "written": [(one, known.documents.get(one.kind)) for one in of_case(officer_of(request), case)],
        "now": now,
        "others": [one for one in known.documents.values() if one not in now and not one.received],
        "may_write": may(officer_of(request), Permission.WORK_CASES),
    }
    return render(request, "documents/documents.html", context)


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """In which language, about whom, for whom; then the draft."""
    case = the_case(request, number)
    try:
        chosen = find_document(load_documents(case.pack), kind)
    except DocumentError as error:
        raise Http404(str(error)) from error
    form = BeginForm(case, chosen, request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        made = _begun(request, case, kind, form)
        if made is not None:
            return redirect("documents:fields", case.number, made.pk)
    status = 422 if request.method == "POST" else 200
    context = {"section": "cases", "case": case, "chosen": chosen, "form": form}
    return render(request, "documents/new.html", context, status=status)


def _begun(request: HttpRequest, case: Case, kind: str, form: BeginForm) -> CaseDocument | None:
    """The document, or ``None`` with the reason in the form."""
    officer, said = officer_of(request), form.cleaned_data
    reason = said.get("reason", "") if said.get("court_copy") else ""
    try:
        made = begin(officer, case, kind, said["language"], accused=said.get("accused"), unseal_because=reason)
    except (DocumentError, CaseDocumentError, NoReasonError) as error:
        form.add_error(None, str(error))
        return None
    if reason:
        for victim in case.parties.filter(role=PartyRole.VICTIM, removed_at=None):
            note_read(request, "identity", victim.pk, reason)
    return made
