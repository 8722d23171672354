"""The SQL of the walls around operations, and of deconfliction. Migrations run it; nothing else needs to see it."""

from __future__ import annotations

from nigehban.desk.access.roles import Permission, roles_with
from nigehban.desk.access.row_security import of_seen

_HEADS = ", ".join(f"'{role}'" for role in sorted(roles_with(Permission.LEAD_CIRCLE)))
_UNITS = f"((SELECT nigehban_units_of(ARRAY[{_HEADS}]))::text[])"
OPERATION = f"id IN (SELECT nigehban_member_of('operation')) OR '' = ANY {_UNITS} OR circles && {_UNITS}"
"""Members, and the heads of the circles that take part."""
MEMBERS_ONLY = (
    "warrant_id IN (SELECT id FROM operations_warrant WHERE operation_id IN (SELECT nigehban_member_of('operation')))"
)
"""An address that is about to be searched is for those who go there."""
CONFLICT = " OR ".join(
    (
        *(of_seen("operations_operation", f"operation_{side}_id") for side in "ab"),
        of_seen("cases_case", "case_b_id"),
    )
)
NOTICE = "officer_id = (SELECT nigehban_officer())"


IDENTIFIER_KEY = """
CREATE FUNCTION nigehban_identifier_key(kind text, value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT 'id:' || lower(kind) || ':' || CASE WHEN lower(kind) IN ('phone', 'mobile', 'whatsapp')
        THEN right(regexp_replace(value, '[^0-9]', '', 'g'), 10)
        ELSE lower(regexp_replace(value, '[^[:alnum:]]', '', 'g')) END
$$
"""
"""Numbers are written with and without a country: their last ten digits tell. One warning too many costs a call."""
PAPER_KEYS = """
CREATE FUNCTION nigehban_paper_keys(papers jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT COALESCE(array_agg(DISTINCT public.nigehban_identifier_key(key, value)) FILTER (WHERE value > ''), '{}')
    FROM jsonb_each_text(CASE WHEN jsonb_typeof(papers) = 'object' THEN papers ELSE '{}'::jsonb END)
$$
"""
"""It stands in an index, for which no path is searched: hence ``public``."""
PARTY_KEYS = """
CREATE FUNCTION nigehban_party_keys(party bigint) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT ARRAY['case:' || COALESCE(c.merged_into_id, c.id)]
        || CASE WHEN p.person_id IS NULL THEN '{}'::text[] ELSE ARRAY['person:' || p.person_id] END
        || nigehban_paper_keys(COALESCE(h.papers, '{}'::jsonb))
    FROM cases_party p JOIN cases_case c ON c.id = p.case_id LEFT JOIN cases_person h ON h.id = p.person_id
    WHERE p.id = party
$$
"""
PAPERS_INDEX = "CREATE INDEX person_paper_keys ON cases_person USING gin (nigehban_paper_keys(papers))"
DECONFLICT = """
CREATE FUNCTION nigehban_deconflict(target bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE mine record;
BEGIN
    PERFORM pg_advisory_xact_lock(x'6465636f6e'::bigint);
    SELECT t.id, t.operation_id, t.party_id, t.circle, t.contact_id, t.keys, o.circles INTO mine
    FROM operations_target t JOIN operations_operation o ON o.id = t.operation_id WHERE t.id = target;

    mine.keys := nigehban_wide(mine.keys);
    WITH others AS (
        SELECT t.id, t.operation_id, t.circle, t.contact_id, nigehban_reason(t.keys, mine.keys) AS reason
        FROM operations_target t JOIN operations_operation o ON o.id = t.operation_id
        WHERE t.keys && mine.keys AND t.id <> mine.id AND t.removed_at IS NULL AND o.state <> 'closed'
          AND (t.circle <> mine.circle OR t.operation_id <> mine.operation_id)
    ), made AS (
        INSERT INTO operations_conflict (target_a_id, operation_a_id, circle_a, contact_a_id,
                                         target_b_id, operation_b_id, circle_b, contact_b_id, reason, override_reason)
        SELECT mine.id, mine.operation_id, mine.circle, mine.contact_id,
               id, operation_id, circle, contact_id, reason, '' FROM others WHERE mine.id < id
        UNION ALL
        SELECT id, operation_id, circle, contact_id,
               mine.id, mine.operation_id, mine.circle, mine.contact_id, reason, '' FROM others WHERE mine.id > id
        ON CONFLICT DO NOTHING RETURNING *
    )
    INSERT INTO operations_notice (conflict_id, officer_id) SELECT made.id, told.officer FROM made, nigehban_told(
        made.operation_a_id, made.contact_a_id, made.operation_b_id, made.contact_b_id) AS told(officer);

    WITH suspects AS (
        SELECT id FROM cases_party WHERE person_id IN (SELECT nigehban_keyed('person:', mine.keys))
        UNION SELECT id FROM cases_party WHERE case_id IN (SELECT nigehban_keyed('case:', mine.keys))
        UNION SELECT p.id FROM cases_party p JOIN cases_person h ON h.id = p.person_id
              WHERE nigehban_paper_keys(h.papers) && mine.keys
    ), others AS (
        SELECT c.id, c.unit, nigehban_contact_of(c.id, c.opened_by_id) AS contact,
               (array_agg(nigehban_reason(nigehban_party_keys(p.id), mine.keys) ORDER BY p.id))[1] AS reason
        FROM suspects JOIN cases_party p USING (id) JOIN cases_case c ON c.id = p.case_id
        WHERE p.role = 'suspect' AND p.removed_at IS NULL AND c.merged_into_id IS NULL AND c.unit <> mine.circle
          -- A circle that takes part knows that the accused of its own case is a target.
          AND NOT (c.unit = ANY (mine.circles)
                   AND c.id IN (SELECT case_id FROM cases_party WHERE id = mine.party_id))
        GROUP BY c.id
    ), made AS (
        INSERT INTO operations_conflict (target_a_id, operation_a_id, circle_a, contact_a_id,
                                         case_b_id, circle_b, contact_b_id, reason, override_reason)
        SELECT mine.id, mine.operation_id, mine.circle, mine.contact_id, id, unit, contact, reason, '' FROM others
        ON CONFLICT DO NOTHING RETURNING *
    )
    INSERT INTO operations_notice (conflict_id, officer_id) SELECT made.id, told.officer FROM made, nigehban_told(
        made.operation_a_id, made.contact_a_id, NULL, made.contact_b_id) AS told(officer);
END $$
"""
"""It looks behind the walls of others, and so runs as the owner. All it gives away is that somebody else is after the
same subject. One at a time: of two circles at one moment the second sees the first."""
KEYED = """
CREATE FUNCTION nigehban_keyed(start text, keys text[]) RETURNS SETOF bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT substr(key, length(start) + 1)::bigint FROM unnest(keys) AS key WHERE starts_with(key, start)
$$
"""
WIDE = """
CREATE FUNCTION nigehban_wide(keys text[]) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT keys || ARRAY(SELECT 'case:' || case_id FROM cases_caselead
                         WHERE left_at IS NULL AND 'lead:' || lead = ANY (keys))
                || ARRAY(SELECT 'lead:' || lead FROM cases_caselead
                         WHERE left_at IS NULL AND case_id IN (SELECT nigehban_keyed('case:', keys)))
$$
"""
"""A lead and the open case that was made of it are one subject."""
REASON = """
CREATE FUNCTION nigehban_reason(one text[], other text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT COALESCE(min(split_part(key, ':', 1)) FILTER (WHERE key NOT LIKE 'case:%'), 'case')
    FROM unnest(one) AS key WHERE key = ANY (other)
$$
"""
CONTACT_OF = """
CREATE FUNCTION nigehban_contact_of(wanted bigint, opener bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT COALESCE((SELECT officer_id FROM access_membership WHERE kind = 'case' AND record = wanted
        AND starts_at <= statement_timestamp() AND ends_at > statement_timestamp() ORDER BY id LIMIT 1), opener)
$$
"""
TOLD = """
CREATE FUNCTION nigehban_told(one bigint, first bigint, other bigint, second bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE AS $$
    SELECT first UNION SELECT second UNION SELECT lead_id FROM operations_operation WHERE id IN (one, other)
$$
"""
"""Each officer once, also one who stands on both sides."""
RESULT_TAKEN_BACK = """
CREATE FUNCTION nigehban_result_taken_back() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE operations_resultline SET withdrawn_at = NEW.recorded_at WHERE event_id = NEW.withdraws_id;
    RETURN NULL;
END $$
"""
RESULT_TRIGGER = """
CREATE TRIGGER result_taken_back AFTER INSERT ON cases_caseevent FOR EACH ROW WHEN (NEW.withdraws_id IS NOT NULL)
EXECUTE FUNCTION nigehban_result_taken_back()
"""
"""The board follows the cases, whoever takes an event back and wherever."""
