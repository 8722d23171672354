"""Bail, court dates, charge, judgment, appeal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from nigehban.desk.custody.forms.step import StepForm, moment_field, text_field


class Outcome(models.TextChoices):
    """How a court date ended."""

    HEARD = "heard", _("heard")
    ADJOURNED = "adjourned", _("adjourned")


class Verdict(models.TextChoices):
    """What the court found."""

    CONVICTED = "convicted", _("convicted")
    ACQUITTED = "acquitted", _("acquitted")


class BailAskedForm(StepForm):
    """Bail asked for."""

    event_type = "bail_requested"


class BailGrantedForm(StepForm):
    """Bail granted, with its surety."""

    event_type = "bail_granted"
    surety = text_field(_("Surety"), hint=_("Kind and amount."))


class BailRefusedForm(StepForm):
    """Bail refused."""

    event_type = "bail_refused"
    reason = text_field(_("Reason of the court"))


class HearingForm(StepForm):
    """A court date; an adjournment says why, and when it goes on."""

    event_type = "hearing_held"
    result = forms.ChoiceField(label=_("Result"), choices=Outcome.choices)
    reason = text_field(_("Why adjourned"))
    next = moment_field(_("Next date"), required=False)

    def clean(self) -> dict[str, Any]:
        """An adjournment has a reason; the next date lies after this one."""
        stated: dict[str, Any] = super().clean() or self.cleaned_data
        if stated.get("result") == Outcome.ADJOURNED and not stated.get("reason"):
            self.add_error("reason", _("Say why the court adjourned."))
        if stated.get("next") and stated.get("at") and stated["next"] <= stated["at"]:
            self.add_error("next", _("The next date lies after this one."))
        return stated


class ChargeForm(StepForm):
    """Charge framed."""

    event_type = "charge_framed"
    sections = text_field(_("Sections"), required=True)


class VerdictForm(StepForm):
    """Judgment and sentence."""

    event_type = "judgment"
    result = forms.ChoiceField(label=_("Verdict"), choices=Verdict.choices)
    offence = text_field(_("Code of the gravest offence"), hint=_("As the pack writes it, for example PECA-22."))
    sentence = text_field(_("Sentence"))


class CopyForm(StepForm):
    """Certified copy of the judgment received: the time to appeal runs from it."""

    event_type = "certified_copy"


class AppealForm(StepForm):
    """Appeal filed."""

    event_type = "appeal_filed"


class AppealDecidedForm(StepForm):
    """Appeal decided."""

    event_type = "appeal_decided"
