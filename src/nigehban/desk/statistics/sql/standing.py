"""The events that stand: of some types, known at a time, not withdrawn by then, with case, person and unit of then.

Every event has a key of what it counts for. Persons are told apart by the person that a party is linked to, else by the
party; an event that names nobody counts for itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from nigehban.desk.statistics.sql.asking import Asking
from nigehban.desk.statistics.sql.query import Values
from nigehban.jurisdiction.statistics import Distinct, Selector

# Both tables keep a row of history for each change, and the desk removes none.
_UNITS_THEN = """units_then AS (
    SELECT DISTINCT ON (id) id, unit FROM cases_casehistory
    WHERE pgh_created_at <= {as_of} ORDER BY id, pgh_id DESC
)"""
_PERSONS_THEN = """persons_then AS (
    SELECT DISTINCT ON (id) id, person_id FROM cases_partyhistory
    WHERE pgh_created_at <= {as_of} ORDER BY id, pgh_id DESC
)"""
_PERSON = "(COALESCE({person} * 4, e.party_id * 4 + 1, e.id * 4 + 2))"
# Of what was written down later than it is asked for, the oldest that is known.
_PERSON_THEN = "CASE WHEN q.id IS NULL THEN p.person_id ELSE q.person_id END"
_REF = "COALESCE(NULLIF(btrim(e.ref), ''), NULLIF(btrim(e.data ->> 'ref'), ''))"
_KEYS = {
    Distinct.EVENT: "e.id",
    Distinct.CASE: "e.case_id",
    Distinct.PERSON: _PERSON,
    Distinct.REF: f"COALESCE('r' || e.case_id || ':' || {_REF}, 'e' || e.id)",
}


def then(asking: Asking, values: Values) -> list[str]:
    """The parts that say how cases and parties stood; none where the present is asked for."""
    as_of = values(asking.as_of)
    return [part.format(as_of=as_of) for part in (_UNITS_THEN, _PERSONS_THEN)] if asking.past else []


def standing(selectors: Sequence[Selector], distinct: Distinct, asking: Asking, values: Values, more: str = "") -> str:
    """The standing events of some types, with ``counted`` (the key), ``someone`` and ``unit``; ``more`` narrows."""
    person, unit = (_PERSON_THEN, "COALESCE(u.unit, c.unit)") if asking.past else ("p.person_id", "c.unit")
    someone, key = _PERSON.format(person=person), _KEYS[distinct].format(person=person)
    joins = ["JOIN cases_case c ON c.id = e.case_id", "LEFT JOIN cases_party p ON p.id = e.party_id"]
    if asking.past:
        joins += ["LEFT JOIN units_then u ON u.id = e.case_id", "LEFT JOIN persons_then q ON q.id = e.party_id"]
    as_of = values(asking.as_of)
    narrowed = f"AND {unit} = {values(asking.unit)}" if asking.unit is not None else ""
    return f"""SELECT e.id, e.at, e.type, e.data, {_REF} AS ref, {unit} AS unit, {someone} AS someone, {key} AS counted
    FROM cases_caseevent e {" ".join(joins)}
    WHERE e.withdraws_id IS NULL AND e.recorded_at <= {as_of}
      AND NOT EXISTS (SELECT FROM cases_caseevent w WHERE w.withdraws_id = e.id AND w.recorded_at <= {as_of})
      AND {selected(selectors, values)} {narrowed} {more}"""


def selected(selectors: Sequence[Selector], values: Values, event: str = "e") -> str:
    """The condition that an event is of one of these types, with the data that the type asks for."""
    plain = [one.type for one in selectors if not one.where]
    ways = [f"{event}.type = ANY ({values.texts(plain)})"] if plain else []
    ways += [_with_data(one, values, event) for one in selectors if one.where]
    return f"({' OR '.join(ways)})" if ways else "false"


def _with_data(selector: Selector, values: Values, event: str) -> str:
    conditions = [f"{event}.type = {values(selector.type)}"]
    for key, wanted in selector.where.items():
        listed = values.texts([one.strip().lower() for one in wanted])
        conditions.append(f"lower(btrim({event}.data ->> {values(key)})) = ANY ({listed})")
    return f"({' AND '.join(conditions)})"
