"""The linker to beat: whoever shares a value is one person. It must do badly on a synthetic world."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from nigehban.synthetic.compose import Composer
from nigehban.synthetic.content import Report
from nigehban.synthetic.score import Pairs, count_pairs, largest_mixture
from nigehban.synthetic.truth import reachable_groups
from nigehban.synthetic.world import World

KINDS = ("account", "email", "phone", "device", "card", "handle", "name", "payment", "group", "file", "ip")


class Joined(NamedTuple):
    """What joining on one kind of identifier gives (``any`` joins on all, ``reachable`` on what is truly own)."""

    kind: str
    pairs: Pairs
    largest: int
    """The most persons that ended up as one."""


def naive_results(world: World) -> Iterator[Joined]:
    """The result of joining on each kind, on any, and of an honest linker that knows what is whose."""
    persons: list[str] = []
    shown: list[set[tuple[str, str]]] = []
    reachable: list[str] = []
    for community in world.communities():
        composer = Composer(world, community)
        reports = [composer.compose(plan) for plan in community.plans]
        groups = reachable_groups(reports)
        persons += [report.plan.person.id for report in reports]
        shown += [identifiers(report) for report in reports]
        reachable += [groups[report.plan.referral] for report in reports]
    for kind in KINDS:
        yield _joined(kind, components({item for item in items if item[0] == kind} for items in shown), persons)
    yield _joined("any", components(shown), persons)
    yield _joined("reachable", reachable, persons)


def _joined(kind: str, said: Sequence[Hashable], persons: list[str]) -> Joined:
    return Joined(kind, count_pairs(said, persons), largest_mixture(said, persons))


def identifiers(report: Report) -> set[tuple[str, str]]:
    """Everything that a report shows and that could be joined on, as kind and value."""
    shown = {("ip", capture.address) for capture in report.captures}
    shown |= {("file", file.md5) for file in report.files}
    shown |= {("device", device.value) for device in report.devices}
    shown |= {("email", email.written.strip().lower()) for email in report.emails}
    shown |= {("phone", _subscriber(phone.written)) for phone in report.phones}
    accounts = [(report.plan.platform.name, report.user_id)] if report.user_id else []
    accounts += [(report.linked.platform, report.linked.user_id)] if report.linked else []
    shown |= {("account", f"{platform}/{user}") for platform, user in accounts}
    single = {"handle": report.handle, "group": report.group, "card": report.cnic}
    single["name"] = " ".join(report.name) if report.name else None
    single["payment"] = report.wallet.value if report.wallet else None
    return shown | {(kind, value) for kind, value in single.items() if value}


def _subscriber(written: str) -> str:
    """The last nine digits, whatever the digits look like: good enough to see that two spellings are one number."""
    return "".join(str(int(char)) for char in written if char.isdigit())[-9:]


def components(shown: Iterable[set[tuple[str, str]]]) -> list[int]:
    """For each referral the number of its connected component."""
    leader: list[int] = []
    first: dict[tuple[str, str], int] = {}
    for place, items in enumerate(shown):
        leader.append(place)
        for item in items:
            one, other = _find(leader, place), _find(leader, first.setdefault(item, place))
            leader[max(one, other)] = min(one, other)
    return [_find(leader, place) for place in range(len(leader))]


def _find(leader: list[int], place: int) -> int:
    while leader[place] != place:
        leader[place] = leader[leader[place]]
        place = leader[place]
    return place
