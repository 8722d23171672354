"""Deadlines that were missed and that nobody has answered since, by what they are."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import CaseDeadline
from nigehban.desk.statistics.computing import PACK
from nigehban.desk.statistics.panels.panel import Line, Panel
from nigehban.jurisdiction.procedure import load_procedure
from nigehban.jurisdiction.statistics import spoken

_MOST = 5000
_HARD = "hard"


def missed(officer: Officer, now: datetime) -> Panel:
    """Missed deadlines of the cases that the officer sees; those of the law make an alarm."""
    found = CaseDeadline.objects.visible_to(officer).missed_at(now)
    rows = list(found.order_by("sort_at", "id").values_list("rule", "weight")[:_MOST])
    of_law = sum(weight == _HARD for _rule, weight in rows)
    titles = _titles()
    lines = (
        Line(titles.get(rule, rule), (rule, count), wrong=weight == _HARD)
        for (rule, weight), count in Counter(rows).most_common()
    )
    alarm = _("%(count)s deadlines of the law were missed, and nothing has answered them since.")
    return Panel(
        "missed",
        _("Deadlines missed"),
        _("In the cases that you may see, by deadline. Those of the law stand in red."),
        (_("Deadline"), _("Rule"), _("Missed")),
        tuple(lines),
        alarm=alarm % {"count": of_law} if of_law else "",
        empty=_("No deadline was missed."),
    )


def _titles() -> dict[str, str]:
    stages = (stage for rule in load_procedure(PACK).rules for stage in rule.stages)
    return {stage.id: spoken(stage.title, get_language() or "en") for stage in stages}
