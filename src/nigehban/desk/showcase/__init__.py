"""What the demonstration shows beside referrals: officers, three cases, an operation, a week for the bulletin, a
wanted list.

Everything is invented and done through the use cases of the desk, by officers with the roles for it, so that histories,
clocks and figures are those of real work. Times count back from the moment of making.
"""

from __future__ import annotations

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case
from nigehban.desk.showcase.crackdown import a_crackdown
from nigehban.desk.showcase.matters import three_cases
from nigehban.desk.showcase.people import cast
from nigehban.desk.showcase.sought import a_wanted_list
from nigehban.desk.showcase.week import a_week

__all__ = ["show"]


def show(officer: Officer) -> bool:
    """Make it all for ``officer``, who sees it; False when there are cases already, and nothing is touched."""
    if Case.objects.exists():
        return False
    people = cast(officer)
    running = three_cases(people)
    a_crackdown(people, running)
    a_week(people)
    a_wanted_list(people)
    return True
