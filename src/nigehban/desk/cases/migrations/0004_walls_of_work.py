"""What belongs to a case is behind the case's wall; notes, referrals and steps of care are added only."""

from django.db import migrations

from nigehban.desk.access.row_security import history, of_seen, of_seen_case, row_security
from nigehban.desk.append_only import append_only

_OF_PARTY = of_seen("cases_party", "party_id")
_OWN = "officer_id = (SELECT nigehban_officer())"
_AUDITED = ("caselead", "caseoffence", "casetask", "seizure", "providerrequest", "foreignrequest")
_PLAIN = ("casereferral", "casedeadline", "casenote")

# Whoever asks learns in which open case a lead is, and no more of that case: two officers must not work one lead apart.
_CASE_OF_LEAD = """
CREATE FUNCTION nigehban_case_of_lead(asked text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT number FROM cases_case JOIN cases_caselead ON case_id = cases_case.id
    WHERE cases_caselead.lead = asked AND left_at IS NULL
$$
"""
# A calendar is asked for by nobody in particular: the secret says in whose name.
_FEED_OFFICER = """
CREATE FUNCTION nigehban_feed_officer(asked text) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT officer_id FROM cases_calendarfeed
    WHERE digest = asked AND revoked_at IS NULL AND ends_at > statement_timestamp()
$$
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_work")]
    operations = [
        *(append_only(f"cases_{table}") for table in ("casereferral", "casenote", "careaction")),
        *(row_security(f"cases_{table}", of_seen_case()) for table in (*_AUDITED, *_PLAIN)),
        *(history(f"cases_{table}history", "id", f"cases_{table}") for table in _AUDITED),
        row_security("cases_seizeditem", of_seen("cases_seizure", "seizure_id")),
        history("cases_seizeditemhistory", "id", "cases_seizeditem"),
        row_security("cases_care", _OF_PARTY),
        history("cases_carehistory", "party_id", "cases_care"),
        row_security("cases_careaction", _OF_PARTY),
        row_security("cases_calendarfeed", _OWN),
        migrations.RunSQL(_CASE_OF_LEAD, "DROP FUNCTION nigehban_case_of_lead(text)"),
        migrations.RunSQL(_FEED_OFFICER, "DROP FUNCTION nigehban_feed_officer(text)"),
    ]
