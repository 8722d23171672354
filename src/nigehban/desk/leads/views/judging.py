"""The review of one pair: two referrals side by side, and three keys."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.audit.reads import note_read
from nigehban.desk.leads import pairs
from nigehban.desk.leads.errors import BadPairError, ChangedSinceError, LeadError, NoSuchReferralError
from nigehban.desk.leads.forms import JudgementForm
from nigehban.desk.leads.models import Link
from nigehban.desk.leads.persons import newest_act
from nigehban.desk.leads.policies import may_decide
from nigehban.desk.leads.selectors import visible_leads
from nigehban.desk.leads.use_cases import judge
from nigehban.desk.leads.versions import judged_since
from nigehban.desk.leads.views.deciding import STATUS

_LONGEST = 600


class Named(NamedTuple):
    """Two referrals, and the lead from which the officer came."""

    a: str
    b: str
    back: str


@policy(Permission.SEE_LEADS)
@require_safe
def pair(request: HttpRequest) -> HttpResponse:
    """The pair that the address names by two referral ids; ``back`` is the lead from which the officer came."""
    named = Named(*(request.GET.get(name, "")[:_LONGEST] for name in Named._fields))
    return _show(request, JudgementForm(initial=named._asdict()), named)


@policy(Permission.SEE_LEADS)
@require_safe
def next_pair(request: HttpRequest, lead_id: str) -> HttpResponse:
    """On to the strongest link of the lead that nobody has judged; back to the lead when all are."""
    officer = officer_of(request)
    if not visible_leads(officer).filter(pk=lead_id).exists():
        raise Http404
    following = pairs.next_to_judge(officer, lead_id, ())
    if following is None:
        messages.info(request, _("Every link of lead %(lead)s that you may see was judged.") % {"lead": lead_id})
        return redirect("leads:lead", lead_id)
    return redirect(address_of(following, lead_id))


@policy(Permission.DECIDE_LEADS)
@require_POST
def judge_pair(request: HttpRequest) -> HttpResponse:
    """Record a verdict, then on to the next link of the lead. A stale one is shown what was decided and asked again."""
    form = JudgementForm(request.POST)
    if not form.is_valid():
        return _show(request, form, _named(form), status=422)
    said = form.cleaned_data
    try:
        judge(
            officer_of(request),
            said["a"],
            said["b"],
            form.judged,
            reason=said["words"],
            seen=said["seen"] or None,
        )
    except (BadPairError, NoSuchReferralError) as error:
        raise Http404(str(error)) from error
    except LeadError as error:
        form.add_error(None, str(error))
        status, stale = STATUS.get(type(error), 422), type(error) is ChangedSinceError
        return _show(request, form, _named(form), status=status, stale=stale)
    messages.success(request, _("Recorded: %(verdict)s.") % {"verdict": form.judged.label})
    return redirect(_onward(request, said["a"], said["b"], said["back"]))


def address_of(link: Link, back: str) -> str:
    """The address of a link's pair."""
    return f"{reverse('leads:pair')}?{urlencode({'a': link.a, 'b': link.b, 'back': back})}"


def _named(form: JudgementForm) -> Named:
    return Named(*(str(form.data.get(name, ""))[:_LONGEST] for name in Named._fields))


def _onward(request: HttpRequest, a: str, b: str, back: str) -> str:
    """The next pair of the lead that was being gone through, then the lead; without one, the pair again."""
    if not back:
        return f"{reverse('leads:pair')}?{urlencode({'a': a, 'b': b})}"
    following = pairs.next_to_judge(officer_of(request), back, (a, b))
    return address_of(following, back) if following else reverse("leads:lead", args=[back])


def _show(
    request: HttpRequest, form: JudgementForm, named: Named, *, status: int = 200, stale: bool = False
) -> HttpResponse:
    a, b, back = named
    found = pairs.pair_of(officer_of(request), a, b)
    if found is None:
        raise Http404
    for side in (found.a, found.b):
        note_read(request, "referral", side.member.referral)
    decides = may_decide(officer_of(request))
    context = {
        "section": "leads",
        "pair": found,
        "sides": [found.a, found.b],
        "back": back,
        "form": form,
        "effects": pairs.effects_on(found) if decides else [],
        "may_decide": decides,
        "newest_act": newest_act(),
        "since": list(judged_since(a, b, str(form.data.get("seen", "")))) if stale else [],
        "chosen": str(form.data.get("verdict", "")),
    }
    return render(request, "leads/pair.html", context, status=status)
