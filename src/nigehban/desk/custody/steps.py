"""The steps of custody in their order, each with its form. A new step is one line here."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nigehban.desk.custody.forms import arrest, court, remand
from nigehban.desk.custody.forms.step import StepForm


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its name in addresses, what the officer reads, the form; ``group`` is the heading above it."""

    id: str
    title: Promise
    form: type[StepForm]
    group: Promise


_ARREST, _REMAND, _BAIL, _COURT = _("Arrest"), _("Remand"), _("Bail"), _("Court")
STEPS = (
    Step("arrest", _("Arrest"), arrest.ArrestForm, _ARREST),
    Step("production", _("Production before a magistrate"), arrest.ProductionForm, _ARREST),
    Step("release", _("Release"), arrest.ReleaseForm, _ARREST),
    Step("remand-asked", _("Police custody asked"), remand.RemandAskedForm, _REMAND),
    Step("remand-ordered", _("Police custody ordered"), remand.RemandOrderedForm, _REMAND),
    Step("remand-refused", _("Police custody refused"), remand.RemandRefusedForm, _REMAND),
    Step("remand-ended", _("Police custody ended early"), remand.RemandEndedForm, _REMAND),
    Step("order-sent", _("Copy to the Sessions Judge"), remand.OrderSentForm, _REMAND),
    Step("judicial", _("Judicial custody"), remand.JudicialForm, _REMAND),
    Step("bail-asked", _("Bail asked"), court.BailAskedForm, _BAIL),
    Step("bail-granted", _("Bail granted"), court.BailGrantedForm, _BAIL),
    Step("bail-refused", _("Bail refused"), court.BailRefusedForm, _BAIL),
    Step("hearing", _("Court date"), court.HearingForm, _COURT),
    Step("charge", _("Charge framed"), court.ChargeForm, _COURT),
    Step("verdict", _("Verdict and sentence"), court.VerdictForm, _COURT),
    Step("certified-copy", _("Certified copy received"), court.CopyForm, _COURT),
    Step("appeal", _("Appeal filed"), court.AppealForm, _COURT),
    Step("appeal-decided", _("Appeal decided"), court.AppealDecidedForm, _COURT),
)
BY_ID = {step.id: step for step in STEPS}
