"""Spells of custody: asked, ordered, refused, ended; and judicial custody."""

from __future__ import annotations

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from nigehban.desk.custody.forms.step import StepForm, text_field


class Claimed(models.TextChoices):
    """The offences for which the law lets a woman be given into police custody."""

    NONE = "", _("none claimed")
    MURDER = "murder", _("murder")
    DACOITY = "dacoity", _("dacoity")


class RemandAskedForm(StepForm):
    """Police custody asked of the court."""

    event_type = "police_custody_requested"
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=3650)
    offence_class = forms.ChoiceField(
        label=_("Exception"),
        required=False,
        choices=Claimed.choices,
        help_text=_("A woman is given into police custody for murder or dacoity only (CrPC 167(5))."),
    )


class RemandOrderedForm(RemandAskedForm):
    """Police custody ordered."""

    event_type = "police_custody_ordered"


class RemandRefusedForm(StepForm):
    """Police custody refused."""

    event_type = "police_custody_refused"
    reason = text_field(_("Reason of the court"))


class RemandEndedForm(StepForm):
    """Police custody ended before its time."""

    event_type = "police_custody_ended"


class JudicialForm(StepForm):
    """Sent to judicial custody."""

    event_type = "judicial_remand"


class OrderSentForm(StepForm):
    """A copy of the order went to the Sessions Judge."""

    event_type = "custody_order_sent"
