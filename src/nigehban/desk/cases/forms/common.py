"""What all forms of cases share: fields for moments and days, and for text of any script."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nigehban.desk.cases.errors import BadTimeError
from nigehban.desk.cases.times import check_happened, check_meant

Posted = QueryDict | None
"""What a form was sent with; ``None`` for one that is shown for the first time."""
Words = str | Promise
_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]


class MomentField(forms.DateTimeField):
    """A moment on the desk's clocks; what cannot be meant is told in words."""

    def __init__(self, label: Words, *, past: bool = True, required: bool = True, help_text: Words = "") -> None:
        """``past``: it must have happened already."""
        self._check = check_happened if past else check_meant
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        super().__init__(
            label=cast("str", label),
            required=required,
            help_text=cast("str", help_text),
            widget=widget,
            input_formats=_FORMATS,
        )

    def clean(self, value: object) -> datetime | None:
        """The moment with its zone, ``None`` where it is not stated."""
        try:
            found: datetime | None = super().clean(value)
            if found is not None:
                self._check(found)
        except BadTimeError as error:
            raise forms.ValidationError(str(error)) from error
        except OverflowError as error:
            raise forms.ValidationError(_("This is no time of any calendar here. Look at the year.")) from error
        return found


class DayField(forms.DateField):
    """A day."""

    def __init__(self, label: Words, *, required: bool = True, help_text: Words = "") -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(label=cast("str", label), required=required, help_text=cast("str", help_text), widget=widget)


def local_now() -> datetime:
    """Now, to the minute, as a field shows it."""
    return timezone.localtime().replace(second=0, microsecond=0)


def long_text(rows: int = 3) -> forms.Textarea:
    """A field for sentences of any script."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", "maxlength": 8000})


def short_text() -> forms.TextInput:
    """A field for a line of any script."""
    return forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
