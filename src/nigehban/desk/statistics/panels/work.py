"""Who has how much in hand, and where work was taken from somebody. Officers stand there by their service numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils.translation import gettext as _

from nigehban.desk.access.models import Membership, RecordKind
from nigehban.desk.accounts.models import Officer
from nigehban.desk.statistics.panels.panel import Line, Panel
from nigehban.desk.worklists.models import Act, Item, Place, WorkAct

_DAYS = 7


def workload(_officer: Officer, now: datetime) -> Panel:
    """What each officer has in hand now."""
    leased = _by(Item.objects.filter(leased_until__gt=now).values_list("leased_to"))
    given = _by(Item.objects.filter(place=Place.GIVEN).values_list("officer"))
    held = _by(Item.objects.filter(place=Place.HELD).values_list("officer"))
    members = Membership.objects.live().filter(kind=RecordKind.CASE).values("officer").annotate(cases=Count("record"))
    cases = Counter({row["officer"]: row["cases"] for row in members})
    officers = Officer.objects.in_bulk({*leased, *given, *held, *cases})
    lines = [Line(str(officer), (leased[pk], given[pk], held[pk], cases[pk])) for pk, officer in officers.items()]
    return Panel(
        "workload",
        _("Work in hand"),
        _("By officer: leads that are leased now, were handed over, are on hold, and cases that the officer is on."),
        (_("Officer"), _("Leased"), _("Handed over"), _("On hold"), _("Cases")),
        tuple(sorted(lines, key=lambda line: (-sum(map(int, line.values)), line.title))),
        charted=3,
        empty=_("Nobody has anything in hand."),
    )


def leases(_officer: Officer, now: datetime) -> Panel:
    """Leases that a supervisor broke, and those that ran out, in the last days."""
    broken = WorkAct.objects.filter(act=Act.BREAK, at__gt=now - timedelta(_DAYS)).values_list("to")
    run_out = Item.objects.filter(leased_until__lte=now, leased_until__gt=now - timedelta(_DAYS)).values_list(
        "leased_to"
    )
    taken, over = _by(broken), _by(run_out)
    officers = Officer.objects.in_bulk({*taken, *over})
    lines = [Line(str(officer), (taken[pk], over[pk]), wrong=bool(taken[pk])) for pk, officer in officers.items()]
    return Panel(
        "leases",
        _("Leases broken or run out"),
        _("In the last %(days)s days, by the officer who had the lease. What ran out went back by itself.")
        % {"days": _DAYS},
        (_("Officer"), _("Broken"), _("Run out")),
        tuple(sorted(lines, key=lambda line: line.title)),
        empty=_("No lease was broken, none ran out."),
    )


def _by(rows: Iterable[tuple[int | None, ...]]) -> Counter[int]:
    return Counter(pk for (pk,) in rows if pk is not None)
