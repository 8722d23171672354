"""The source text as an officer opens it."""

import json

import pytest

from nigehban.formats import read_document
from nigehban.formats.source_text import nearest, source_lines

REPORT = {
    "reportId": 7001,
    "reportedInformation": {
        "incidentSummary": {"incidentType": "Misleading Domain Name", "incidentDateTime": "2026-01-02T03:04:05Z"},
        "reportedPeople": {
            "reportedPersons": [{"espUserId": "u1", "emails": {"emails": [{"value": "a@example.com"}]}}]
        },
    },
}


def test_every_fact_of_a_json_document_has_its_line():
    data = json.dumps(REPORT).encode()
    lines = list(source_lines(data, "police_json"))
    places = {line.pointer: line.text for line in lines}
    facts = read_document(data).referrals[0].facts
    assert facts
    assert all(str(fact.value) in places[fact.pointer] for fact in facts)


def test_every_fact_of_an_xml_document_has_its_line():
    data = b"<report><incidentSummary><incidentType>Misleading Domain Name</incidentType></incidentSummary></report>"
    places = {line.pointer: line.text for line in source_lines(data, "platform_xml")}
    facts = read_document(data).referrals[0].facts
    assert facts
    assert all((fact.value or "") in places[fact.pointer] for fact in facts)


@pytest.mark.parametrize(
    ("pointer", "text"),
    [
        ("/reportId", '"reportId": 7001'),
        ("/reportedInformation/incidentSummary/incidentType/none", '"incidentType": "Misleading Domain Name"'),
    ],
)
def test_a_pointer_opens_the_line_or_what_encloses_it(pointer, text):
    lines = list(source_lines(json.dumps(REPORT).encode(), "police_json"))
    place = nearest(lines, pointer)
    assert place is not None
    assert lines[place].text == text


def test_a_pointer_into_nothing_opens_no_line():
    assert nearest(list(source_lines(b'{"reportId": 1}', "police_json")), "") is None
