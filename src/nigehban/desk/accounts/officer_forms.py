"""Forms of the administrators' pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.posting import Posting


class PostingForm(forms.Form):
    """Rank, post and unit, out of the pack."""

    rank = forms.ChoiceField(label=_("Rank"), required=False)
    post = forms.ChoiceField(label=_("Post"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)

    def __init__(self, posting: Posting, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, known in (("rank", posting.ranks), ("post", posting.posts), ("unit", posting.units)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("not stated")), *known.items()]


class EnrolForm(PostingForm):
    """A new officer."""

    username = forms.CharField(label=_("Name at the login"), max_length=150)
    service_number = forms.CharField(label=_("Service number"), max_length=32, required=False)
    field_order = ("username", "service_number", "rank", "post", "unit")


class ReasonForm(forms.Form):
    """Why; it stays in the history."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class RoleForm(ReasonForm):
    """A role for one unit, or for the whole country."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", _("choose")), *Role.choices])
    unit = forms.ChoiceField(label=_("For"), required=False)
    field_order = ("role", "unit", "reason")

    def __init__(self, posting: Posting, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["unit"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("the whole country")), *posting.units.items()]
