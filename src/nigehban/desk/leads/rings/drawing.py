"""The network as a graph to draw: of leads, or of groups where there are too many leads for a screen.

Up to ``BROWSER`` nodes the browser finds places for them. For more they are worked out here: groups on a spiral from
the largest outwards, and inside a group rings around its best joined lead, by steps from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from math import cos, pi, sin, sqrt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nigehban.desk.leads.models import Band
from nigehban.desk.leads.rings.shape import Shape
from nigehban.desk.wording import called

BROWSER = 300
MOST = 2000
COLOURS = 8
"""Groups beyond the eighth share colours with earlier ones; their place tells them apart."""
_STEP = 60.0
_TURN = pi * (3 - sqrt(5))
Points = dict[str, tuple[float, float]]


def drawing(shape: Shape) -> dict[str, list[dict[str, Any]]]:
    """The JSON of the graph: nodes with words, address, band, group and (for many) place; edges with their reasons."""
    if len(shape.leads) > MOST:
        return _of_groups(shape)
    places = placed(shape) if len(shape.leads) > BROWSER else {}
    group = shape.group_of
    nodes = [
        {
            "id": lead.pk,
            "label": lead.pk,
            "kind": f"group-{group[lead.pk] % COLOURS + 1}",
            "href": reverse("leads:lead", args=[lead.pk]),
            "band": Band(lead.band).name.lower(),
            **_at(places.get(lead.pk)),
        }
        for lead in shape.leads
    ]
    return {"nodes": nodes, "edges": [_edge(a, b, kinds) for (a, b), kinds in sorted(shape.joins.items())]}


def placed(shape: Shape) -> Points:
    """A place for every lead: deterministic, in time proportional to leads and links."""
    near: dict[str, list[str]] = defaultdict(list)
    for a, b in shape.joins:
        near[a].append(b)
        near[b].append(a)
    points: Points = {}
    for number, group in enumerate(shape.groups):
        inside = _rings(group, near)
        reach = _STEP * (2 + sqrt(len(shape.leads))) * sqrt(number)
        x, y = reach * cos(number * _TURN), reach * sin(number * _TURN)
        points |= {lead: (x + dx, y + dy) for lead, (dx, dy) in inside.items()}
    return points


def _rings(group: list[str], near: dict[str, list[str]]) -> Points:
    """The best joined lead in the middle, the others around it by how many steps they are away."""
    members = set(group)
    middle = min(group, key=lambda lead: (-len(near[lead]), lead))
    steps, waiting = {middle: 0}, deque([middle])
    while waiting:
        lead = waiting.popleft()
        for other in sorted(near[lead]):
            if other in members and other not in steps:
                steps[other] = steps[lead] + 1
                waiting.append(other)
    rows: dict[int, list[str]] = defaultdict(list)
    for lead in group:
        rows[steps.get(lead, 1)].append(lead)
    points, radius = {}, 0.0
    for step in sorted(rows):
        radius = max(radius + _STEP, len(rows[step]) * _STEP / (2 * pi)) if step else 0.0
        for place, lead in enumerate(rows[step]):
            angle = 2 * pi * place / len(rows[step]) + step
            points[lead] = (radius * cos(angle), radius * sin(angle))
    return points


def _of_groups(shape: Shape) -> dict[str, list[dict[str, Any]]]:
    group = shape.group_of
    nodes = [
        {"id": f"G{number + 1}", "label": f"{len(some)}", "kind": f"group-{number % COLOURS + 1}"}
        | {"href": reverse("leads:lead", args=[some[0]])}
        for number, some in enumerate(shape.groups[:MOST])
    ]
    between: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for (a, b), kinds in shape.joins.items():
        one, other = sorted((group[a], group[b]))
        if one != other and other < MOST:
            between[one, other] += kinds
    edges = [_edge(f"G{one + 1}", f"G{other + 1}", kinds) for (one, other), kinds in sorted(between.items())]
    return {"nodes": nodes, "edges": edges}


def _edge(a: str, b: str, kinds: Counter[str]) -> dict[str, Any]:
    said = _(", ").join(called(kind) for kind, _count in kinds.most_common())
    return {"source": a, "target": b, "label": said, "level": "network"}


def _at(place: tuple[float, float] | None) -> dict[str, float]:
    return {} if place is None else {"x": round(place[0], 1), "y": round(place[1], 1)}
