"""Whether everything that came in is accounted for: counted when it came, and counted again where it lies."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.referrals.models import Load, SourceDocument
from nigehban.desk.referrals.selectors import load_totals
from nigehban.desk.statistics.panels.panel import Line, Panel

_LOADS = 10


def imports(_officer: Officer, _now: datetime) -> Panel:
    """The newest loads: received = stored + beside + known + quarantine, and documents kept = documents stored."""
    lines = tuple(map(_line, Load.objects.order_by("-id")[:_LOADS]))
    wrong = [line.title for line in lines if line.wrong]
    alarm = _("Received and accounted for are not the same in load %(loads)s. Nothing may be missing: find out.")
    return Panel(
        "imports",
        _("Imports reconciled"),
        _(
            "The newest loads. Received is what was stored, lay beside, was known already or lies in quarantine; what "
            "was stored is counted again where it lies."
        ),
        (
            _("Load"),
            _("Received"),
            _("Stored"),
            _("Attachments"),
            _("Known already"),
            _("In quarantine"),
            _("Lies there"),
            _("Difference"),
        ),
        lines,
        alarm=alarm % {"loads": ", ".join(wrong)} if wrong else "",
        empty=_("Nothing was loaded yet."),
    )


def _line(load: Load) -> Line:
    told = load_totals(load)
    kept = SourceDocument.objects.filter(load=load).count()
    difference = mismatch(told.received, told.stored, told.attachments + told.duplicates + told.quarantined, kept)
    values = (told.received, told.stored, told.attachments, told.duplicates, told.quarantined, kept, difference)
    return Line(str(load.pk), values, wrong=difference != 0)


def mismatch(received: int, stored: int, others: int, kept: int) -> int:
    """How many things are unaccounted for, in either sum; 0 where all is well."""
    return abs(received - stored - others) + abs(stored - kept)
