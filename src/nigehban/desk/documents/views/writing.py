"""The form of a document's fields, and its free words."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.documents.errors import ApprovedAlreadyError, StaleDraftError
from nigehban.desk.documents.inputs import inputs, read_form
from nigehban.desk.documents.paragraphs import MORE, free_paragraphs, with_paragraphs
from nigehban.desk.documents.selectors import Shown
from nigehban.desk.documents.use_cases import revise
from nigehban.desk.documents.use_cases.approving import breaches_of
from nigehban.desk.documents.views.finding import the_document
from nigehban.jurisdiction.documents import Breach, Weight, breaches


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def fields(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The fields; saved, they make a revision, and what is still missing is told beside them."""
    found = the_document(request, number, pk)
    if request.method != "POST":
        return _form(request, found, found.last.fields, breaches_of(found))
    sent = read_form(found.document, request.POST)
    try:
        revision = revise(officer_of(request), found.record, based_on=_based_on(request.POST), fields=sent)
    except (StaleDraftError, ApprovedAlreadyError) as error:
        told = breaches(found.documents, found.document, found.record.language, sent)
        return _form(request, found, sent, told, problem=str(error))
    messages.success(request, _("Saved as revision %(number)s.") % {"number": revision.number})
    return redirect("documents:fields" if "more" in request.POST else "documents:document", number, pk)


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The paragraphs, to be put into other words."""
    found = the_document(request, number, pk)
    texts = list(enumerate(free_paragraphs(found.last.html)))
    context = {"section": "cases", "case": found.record.case, "found": found, "texts": texts, "more": ""}
    if request.method != "POST":
        return render(request, "documents/words.html", context)
    said = {key.removeprefix("p."): str(text).replace("\0", "") for key, text in request.POST.items()}
    html = with_paragraphs(found.last.html, said)
    try:
        revision = revise(officer_of(request), found.record, based_on=_based_on(request.POST), html=html)
    except (StaleDraftError, ApprovedAlreadyError) as error:
        kept = [(place, said.get(str(place), text)) for place, text in texts]
        context |= {"texts": kept, "more": said.get(MORE, ""), "problem": str(error)}
        return render(request, "documents/words.html", context, status=409)
    messages.success(request, _("Saved as revision %(number)s.") % {"number": revision.number})
    return redirect("documents:document", number, pk)


def _based_on(sent: QueryDict) -> int:
    text = sent.get("based_on", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _form(
    request: HttpRequest, found: Shown, values: dict[str, object], told: Sequence[Breach], problem: str = ""
) -> HttpResponse:
    language = (get_language() or "en").partition("-")[0]
    languages = (language, found.record.language)
    spoken = found.documents.words.get(language) or found.documents.words[found.record.language]
    made = inputs(
        found.document, values, told, languages=languages, zone=found.documents.heading.zone, words=spoken.texts
    )
    context = {
        "section": "cases",
        "case": found.record.case,
        "found": found,
        "inputs": made,
        "refused": sum(one.weight is Weight.REFUSE for one in told),
        "problem": problem,
    }
    return render(request, "documents/fields.html", context, status=409 if problem else 200)
