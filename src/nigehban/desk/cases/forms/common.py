"""What all forms of cases share: fields for moments, and errors beside the field that they concern."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nigehban.desk.cases.errors import BadTimeError
from nigehban.desk.cases.times import check_happened, check_meant


class MomentField(forms.DateTimeField):
    """A moment on the desk's clocks. ``past``: it must have happened already."""

    def __init__(self, *, past: bool = True, **more: Any) -> None:
        self._past = past
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"], **more)

    def clean(self, value: Any) -> datetime | None:
        """The moment with its zone; what cannot be meant is told in words."""
        try:
            found = super().clean(value)
            if found is not None:
                (check_happened if self._past else check_meant)(found)
        except BadTimeError as error:
            raise forms.ValidationError(str(error)) from error
        except OverflowError as error:
            raise forms.ValidationError(_("This is no time of any calendar here. Look at the year.")) from error
        return found


class DayField(forms.DateField):
    """A day."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **more)


def local_now() -> datetime:
    """Now, to the minute, as a field shows it."""
    return timezone.localtime().replace(second=0, microsecond=0)


def long_text(rows: int = 3) -> forms.Textarea:
    """A field for sentences of any script."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", "maxlength": 8000})


def short_text() -> forms.TextInput:
    """A field for a line of any script."""
    return forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
