"""From a plan to the content of its report, and what is therefore true of it."""

from __future__ import annotations

from nigehban.synthetic.answering import answer
from nigehban.synthetic.clock import Clock
from nigehban.synthetic.community import Community
from nigehban.synthetic.connecting import Connector
from nigehban.synthetic.content import Capture, Report
from nigehban.synthetic.plan import Missing, Plan, Shape
from nigehban.synthetic.platforms import Level
from nigehban.synthetic.sharing import Sharer
from nigehban.synthetic.showing import Shower
from nigehban.synthetic.telling import Teller
from nigehban.synthetic.world import World


class Composer:
    """Composes the reports of one community, in order of arrival."""

    def __init__(self, world: World, community: Community) -> None:
        rng, difficulty, commons = community.rng, world.difficulty, world.commons
        clock = Clock(world.start)
        self._rng = rng
        self._clock = clock
        self._shower = Shower(rng, difficulty, commons, community.persons)
        self._connector = Connector(rng, difficulty, clock)
        self._sharer = Sharer(rng, difficulty, commons, clock)
        self._teller = Teller(rng, difficulty)

    def compose(self, plan: Plan) -> Report:
        """What the referral of this plan says."""
        report = Report(plan)
        report.incident_at = self._clock.somehow(self._rng, plan.incident)
        report.received_at = self._clock.utc(plan.received)
        if plan.answers is not None:
            answer(report, self._clock)
        else:
            self._shower.show(report)
            self._connector.connect(report)
            self._sharer.share(report)
            self._teller.tell(report)
        if plan.supplements is not None:
            report.evidence.append(f"chain:{plan.supplements.referral}")
            self._teller.say(report, "additional", "This report adds to an earlier report.")
        report.solvable = _solvable(report)
        report.place_shown = _place_shown(report)
        return report


def _attributable(capture: Capture) -> bool:
    """One subscriber can be asked for: a time is given, and behind a carrier's address the port as well."""
    if capture.at is None or capture.proxy:
        return False
    return capture.port is not None or not capture.address.startswith("203.0.113.")


def _solvable(report: Report) -> bool:
    """The unit could name a person in its own country from this document alone."""
    plan = report.plan
    if not plan.person.home.local or plan.missing is not None:
        return False
    named = report.cnic is not None or report.address is not None
    return named or any(phone.verified for phone in report.phones) or any(map(_attributable, report.captures))


def _place_shown(report: Report) -> str:
    if report.plan.missing is Missing.PLACE:
        return ""
    if report.address is not None:
        return "address"
    if report.plan.shape is Shape.PROVINCIAL:
        return "address"
    if report.estimated is not None:
        return "estimated"
    at_home = any(capture.address.startswith(("192.0.2.", "2001:db8:")) for capture in report.captures)
    looked_up = report.plan.shape.police and report.plan.level is not Level.MINIMUM
    return "lookup" if at_home and looked_up else ""
