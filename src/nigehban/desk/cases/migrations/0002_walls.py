"""Events are added only; and no row of a case exists for who does not see the case."""

from django.db import migrations

from nigehban.desk.access.roles import OVERSEEING
from nigehban.desk.access.row_security import history, in_units, of_seen, of_seen_case, row_security
from nigehban.desk.append_only import append_only

_CASE = f"id IN (SELECT nigehban_member_of('case')) OR (NOT sealed AND {in_units('unit', OVERSEEING)})"
_PERSON = f"recorded_by_id = (SELECT nigehban_officer()) OR {of_seen('cases_party', 'cases_person.id', 'person_id')}"
_UNSEALED = "party_id::text = (SELECT current_setting('nigehban.unsealed', true))"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("access", "0002_desk_role")]
    operations = [
        append_only("cases_caseevent"),
        row_security("cases_case", _CASE),
        history("cases_casehistory", "id", "cases_case"),
        row_security("cases_party", of_seen_case()),
        history("cases_partyhistory", "id", "cases_party"),
        row_security("cases_caseevent", of_seen_case()),
        row_security("cases_person", _PERSON),
        history("cases_personhistory", "id", "cases_person"),
        row_security("cases_sealedidentity", f"{_UNSEALED} AND {of_seen('cases_party', 'party_id')}"),
        row_security("cases_sealedidentityhistory", _UNSEALED, "true"),
    ]
