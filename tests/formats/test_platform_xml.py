"""Platform XML: what each element becomes, and that nothing of a document is lost."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.formats import NotAReferral, Unsafe, platform_xml, read_document
from nigehban.records import Chain, PlaceSource, Role, Scheme
from tests.formats.xml_samples import (
    DIGEST,
    MAXIMUM,
    MINIMUM,
    file_xml,
    mentions,
    raws,
    read_all,
    read_one,
)


def test_a_minimal_report_gives_type_time_company_and_account():
    referral = read_one(MINIMUM)
    assert referral.incident_type.value == "Online Enticement of Children for Sexual Acts"
    assert referral.incident_at.utc == datetime(2025, 3, 4, 0, 6, 7, tzinfo=UTC)
    assert referral.reporter == "Example Chat"
    (account,) = mentions(referral, "account")
    assert (account.raw, account.hint, account.role) == ("user-77", "Example Chat", Role.REPORTED)
    assert account.pointer == "/report/personOrUserReported/espIdentifier"


def test_what_a_minimal_report_does_not_state_is_unknown_not_false():
    referral = read_one(MINIMUM)
    assert referral.informational is None
    assert referral.ongoing is None
    assert referral.escalation is None
    assert referral.tags == []


def test_a_report_without_a_number_is_named_after_its_digest():
    referral = read_one(MINIMUM)
    assert referral.id == f"PLATFORM:sha256-{DIGEST[:16]}"


@pytest.mark.parametrize(
    "numbered",
    [
        MINIMUM.replace("<report>", "<report><reportId> 104455667 </reportId>"),
        MINIMUM.replace("<report>", '<report reportId="104455667">'),
    ],
)
def test_a_report_with_a_number_has_that_number(numbered):
    assert read_one(numbered).id == "NCMEC:104455667"


def test_presence_elements_become_tags_and_unknown_ones_keep_their_name():
    tags = {tag.name: tag for tag in read_one(MAXIMUM).tags}
    assert {"sextortion", "minor_to_minor", "informational", "new_annotation", "batched"} <= set(tags)
    assert tags["sextortion"].pointer == "/report/incidentSummary/reportAnnotations/sextortion"
    assert tags["sextortion"].stated_by == "ESP"


def test_the_reason_of_a_batched_report_is_a_tag_of_its_own():
    names = [tag.name for tag in read_one(MAXIMUM).tags]
    assert names.count("batched") == 1
    assert "potential_meme" in names


def test_the_informational_annotation_makes_the_report_informational():
    referral = read_one(MAXIMUM)
    assert referral.informational is True
    assert referral.informational_pointer.endswith("/informational")


def test_escalation_is_kept_as_text_and_as_the_platforms_word():
    referral = read_one(MAXIMUM)
    assert referral.escalation.value == "The child says that they will meet tomorrow."
    assert "escalation" in {narrative.kind for narrative in referral.narratives}


def test_an_empty_escalation_is_still_stated():
    referral = read_one(MINIMUM.replace("<incidentSummary>", "<incidentSummary><escalateToHighPriority/>"))
    assert referral.escalation.value == ""


def test_another_agency_at_work_is_tagged():
    (tag,) = [tag for tag in read_one(MAXIMUM).tags if tag.name == "law_enforcement_involved"]
    assert tag.pointer == "/report/lawEnforcement/agencyName"


def test_phones_and_emails_carry_calling_code_use_and_verification():
    referral = read_one(MAXIMUM)
    phone = next(each for each in mentions(referral, "phone") if each.role is Role.REPORTED)
    assert (phone.raw, phone.hint, phone.verified, phone.event) == ("3000000001", "+92", True, "Mobile")
    assert phone.at.utc == datetime(2025, 1, 1, tzinfo=UTC)
    verified = {each.raw: each.verified for each in mentions(referral, "email")}
    assert verified["zubair@example.org"] is False
    assert verified["other@example.net"] is None


def test_the_second_victims_email_points_to_the_second_victim():
    referral = read_one(MAXIMUM)
    (email,) = [each for each in mentions(referral, "email") if each.role is Role.VICTIM]
    assert email.pointer == "/report/victim[2]/victimPerson/email"
    assert "/report/victim[2]/victimPerson/email/@type" in {fact.pointer for fact in referral.facts}


def test_an_ip_capture_keeps_time_port_event_and_proxy():
    full, bare = (each for each in mentions(read_one(MAXIMUM), "ip") if each.raw in {"192.0.2.9", "2001:db8::7"})
    assert (full.port, full.event, full.proxy) == (51234, "Login", False)
    assert full.at.utc == datetime(2025, 3, 4, 0, 0, 1, tzinfo=UTC)
    assert (bare.port, bare.event, bare.proxy, bare.at) == (None, None, None, None)


def test_a_peer_to_peer_address_is_the_reported_users():
    (mention,) = [each for each in mentions(read_one(MAXIMUM), "ip") if each.raw == "198.51.100.7"]
    assert (mention.role, mention.party) == (Role.REPORTED, 0)


def test_a_device_keeps_the_type_that_the_sender_gave_it():
    (device,) = mentions(read_one(MAXIMUM), "device")
    assert (device.raw, device.hint) == ("490154203237518", "IMEI")


def test_a_stated_name_is_an_identifier_with_the_date_of_birth():
    referral = read_one(MAXIMUM)
    name = next(each for each in mentions(referral, "person_name") if each.role is Role.REPORTED)
    assert (name.raw, name.hint) == ("Zubair Namoona", "1990-05-06")
    assert referral.parties[0].name == "Zubair Namoona"
    assert referral.parties[0].age == 34


def test_a_display_name_names_the_party_but_identifies_nobody():
    referral = read_one(MINIMUM.replace("<espIdentifier>", "<displayName>Zubi</displayName><espIdentifier>"))
    assert referral.parties[0].name == "Zubi"
    assert mentions(referral, "person_name") == []


def test_stated_factors_of_a_person_become_attributes():
    referral = read_one(MAXIMUM)
    attributes = {name: stated.value for name, stated in referral.parties[0].attributes.items()}
    assert attributes == {
        "age_discrepancy": "",
        "vehicle_description": "white car",
        "compromised": "false",
        "third_party": "false",
    }
    victim = next(party for party in referral.parties if party.role is Role.VICTIM)
    assert victim.attributes["school"].value == "Example School"


def test_a_linked_account_is_the_same_persons():
    referral = read_one(MAXIMUM)
    (linked,) = [each for each in mentions(referral, "account") if each.raw == "photo-8"]
    assert (linked.party, linked.role, linked.hint) == (0, Role.REPORTED, "Example Photo")
    (email,) = [each for each in mentions(referral, "email") if each.raw == "linked@example.org"]
    assert email.party == 0


def test_an_account_of_a_third_party_is_another_persons():
    referral = read_one(MAXIMUM)
    (other,) = [each for each in mentions(referral, "account") if each.raw == "user-99"]
    assert other.role is Role.ASSOCIATED
    assert referral.parties[other.party].attributes["third_party"].value == "true"


def test_a_parents_account_is_kept_apart_when_nothing_is_said_of_third_parties():
    changed = MAXIMUM.replace('accountType="Linked"', 'accountType="Parent/Guardian"')
    (parent,) = [each for each in mentions(read_one(changed), "account") if each.raw == "photo-8"]
    assert parent.role is Role.ASSOCIATED


def test_addresses_and_estimated_locations_become_places():
    places = {place.source: place for place in read_one(MAXIMUM).places}
    address = places[PlaceSource.ADDRESS]
    assert (address.text, address.city, address.postcode, address.region, address.country) == (
        "2 Example Road", "Lahore", "54000", "Punjab", "PK",
    )  # fmt: skip
    estimated = places[PlaceSource.ESTIMATED]
    assert (estimated.city, estimated.country, estimated.verified) == ("Lahore", "PK", True)
    assert "2 Example Road, Lahore, 54000, Punjab, PK" in raws(read_one(MAXIMUM), "place")


def test_prior_reports_chain():
    chains = read_one(MAXIMUM).chains
    assert [(chain.kind, chain.target) for chain in chains] == [("prior", "100000001"), ("prior", "100000002")]
    assert isinstance(chains[0], Chain)
    assert chains[1].pointer == "/report/personOrUserReported/priorCTReports[2]"


def test_every_kind_of_internet_detail_is_read():
    referral = read_one(MAXIMUM)
    assert raws(referral, "url") == ["https://example.org/a", "https://example.org/b"]
    assert "third@example.net" in raws(referral, "email")
    assert "+92 300 0000001" in raws(referral, "phone")
    texts = {(narrative.kind, narrative.text) for narrative in referral.narratives}
    assert {("chat", "Hello."), ("email", "Dear"), ("note", "one.bin"), ("additional", "Two pages.")} <= texts
    assert {place.text for place in referral.places} >= {"31.5, 74.3", "Example Park", "1 Example Road"}


def test_the_company_is_the_domain_of_its_people_when_no_name_is_stated():
    referral = read_one(MINIMUM.replace("<companyTemplate>Example Chat</companyTemplate>", ""))
    assert referral.reporter == "chat.example"
    assert mentions(referral, "account")[0].hint == "chat.example"


def test_the_people_of_the_company_are_reporters():
    emails = {each.raw: each.role for each in mentions(read_one(MAXIMUM), "email")}
    assert emails["safety@chat.example"] is Role.REPORTER
    assert emails["desk@chat.example"] is Role.REPORTER


def test_a_file_alone_is_a_part_of_its_report():
    referral = read_one(file_xml())
    assert (referral.id, referral.part) == ("NCMEC:104455667", True)
    (file,) = referral.files
    assert file.external_id == f"{1:032x}"
    assert file.original_name == "holiday.jpg"
    assert (file.viewed, file.exif_viewed, file.public) == (True, None, False)
    assert (file.industry_class, file.relevance) == ("B2", "Reported")
    assert {(tag.name, tag.file) for tag in referral.tags} == {("self_produced", 0), ("generative_ai", 0)}


def test_hashes_of_a_file_name_their_algorithm_in_one_spelling():
    referral = read_one(file_xml())
    assert {(each.hint, each.file) for each in mentions(referral, "file_hash")} == {
        ("sha1", 0), ("photodna", 0), ("md5", 0),
    }  # fmt: skip


def test_files_in_a_bundle_join_the_report_whose_number_they_name():
    report = MINIMUM.replace("<report>", '<report reportId="7">')
    first, second = read_all(f"<bundle>{file_xml(1, '7')}{report}{file_xml(2, '7')}{file_xml(3, '8')}</bundle>")
    assert (first.id, first.part, len(first.files)) == ("NCMEC:7", False, 2)
    assert (second.id, second.part, len(second.files)) == ("NCMEC:8", True, 1)


def test_a_file_uploaded_beside_its_report_is_the_reported_users():
    report = MINIMUM.replace("<report>", '<report reportId="7">')
    referral = read_one(f"<bundle>{report}{file_xml(1, '7')}</bundle>")
    (upload,) = mentions(referral, "ip")
    assert (upload.raw, upload.party, upload.file) == ("203.0.113.5", 0, 0)


def test_the_only_report_of_a_bundle_gets_the_number_that_all_its_files_name_with_a_warning():
    data = f"<bundle>{MINIMUM}{file_xml(1, '7')}{file_xml(2, '7')}</bundle>".encode()
    (referral,), warnings = platform_xml.read(data, DIGEST)
    assert referral.id == "NCMEC:7"
    assert "7" in warnings[0]


def test_a_report_gets_no_number_when_its_files_disagree():
    first, *parts = read_all(f"<bundle>{MINIMUM}{file_xml(1, '7')}{file_xml(2, '8')}</bundle>")
    assert first.scheme is Scheme.PLATFORM
    assert [part.id for part in parts] == ["NCMEC:7", "NCMEC:8"]


def test_reports_without_numbers_in_one_bundle_are_told_apart():
    first, second = read_all(f"<bundle>{MINIMUM}{MINIMUM}</bundle>")
    assert first.id != second.id


def test_a_receipt_is_a_part_that_names_the_files():
    referral = read_one(
        "<reportDoneResponse><responseCode>0</responseCode><reportId>9</reportId>"
        "<files><fileId>aa</fileId><fileId>bb</fileId></files></reportDoneResponse>"
    )
    assert (referral.id, referral.part) == ("NCMEC:9", True)
    assert [file.external_id for file in referral.files] == ["aa", "bb"]


def test_a_file_without_a_report_number_is_kept_with_a_warning():
    referral = read_one("<fileDetails><fileId>aa</fileId></fileDetails>")
    assert referral.part
    assert referral.scheme is Scheme.PLATFORM
    assert "No report number" in referral.warnings[0]


def test_elements_of_a_namespace_are_read_and_found_again():
    data = MINIMUM.replace("<report>", '<r:report xmlns:r="urn:example">').replace("</report>", "</r:report>")
    referral = read_one(data)
    assert referral.incident_type is not None
    assert referral.facts[0].pointer.startswith("/*[local-name()='report']/")


def test_words_between_elements_comments_and_odd_attributes_become_facts():
    text = '<report xml:lang="ur">one<!-- two --><a b="" c="&#10;"/>three<?p i?>four<![CDATA[<five>]]></report>'
    values = {fact.value for fact in read_one(text).facts}
    assert {"ur", "one", " two ", "", "three", "four<five>"} <= values


def test_values_lose_layout_white_space_and_facts_keep_it():
    referral = read_one(MINIMUM.replace("user-77", "\n  user-77\n"))
    assert raws(referral, "account") == ["user-77"]
    assert "\n  user-77\n" in {fact.value for fact in referral.facts}


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ("<ipCaptureEvent><ipAddress>192.0.2.1</ipAddress><port>99999</port></ipCaptureEvent>", "99999"),
        (
            "<ipCaptureEvent><ipAddress>192.0.2.1</ipAddress><possibleProxy>maybe</possibleProxy></ipCaptureEvent>",
            "maybe",
        ),
        ("<ipCaptureEvent><ipAddress>192.0.2.1</ipAddress><dateTime>soon</dateTime></ipCaptureEvent>", "soon"),
    ],
)
def test_a_value_that_cannot_be_understood_is_unknown_with_a_warning(element, words):
    referral = read_one(MINIMUM.replace("<espIdentifier>", f"{element}<espIdentifier>"))
    (mention,) = mentions(referral, "ip")
    assert (mention.port, mention.proxy) == (None, None)
    assert words in referral.warnings[0]
    assert words in {fact.value for fact in referral.facts}


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_elements_does_not_matter(random):
    from lxml import etree

    root = etree.fromstring(MAXIMUM.encode())
    for element in [root, *root.iter("incidentSummary", "personOrUserReported", "personOrUserReportedPerson")]:
        children = list(element)
        random.shuffle(children)
        element[:] = children
    shuffled = read_one(etree.tostring(root))
    usual = read_one(MAXIMUM)
    assert sorted((m.kind, m.raw, m.role, str(m.hint), str(m.port)) for m in shuffled.mentions) == sorted(
        (m.kind, m.raw, m.role, str(m.hint), str(m.port)) for m in usual.mentions
    )
    assert {tag.name for tag in shuffled.tags} == {tag.name for tag in usual.tags}
    assert shuffled.incident_at == usual.incident_at


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1"])
def test_any_declared_encoding_is_read(encoding):
    name = "utf-16" if encoding.startswith("utf-16") else encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?>' + MINIMUM.replace("user-77", "üser")
    data = text.encode(encoding)
    assert platform_xml.recognises(data)
    assert raws(platform_xml.read(data, DIGEST)[0][0], "account") == ["üser"]


@pytest.mark.parametrize(
    "data", [b"{}", b"a,b\n1,2\n", b"<!DOCTYPE html><html/>", b"<html></html>", b"", b"PK\x03\x04"]
)
def test_what_is_no_xml_document_is_not_recognised(data):
    assert not platform_xml.recognises(data)


def test_xml_of_another_kind_is_refused_by_the_name_of_its_root():
    with pytest.raises(NotAReferral, match="invoice"):
        platform_xml.read(b"<invoice><line/></invoice>", DIGEST)


def test_a_document_type_is_refused_before_anything_in_it_is_looked_at(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("kept")
    bomb = f'<!DOCTYPE report [<!ENTITY x SYSTEM "{secret.as_uri()}">]><report><a>&x;</a></report>'
    with pytest.raises(Unsafe, match="DOCTYPE") as refusal:
        read_document(bomb.encode())
    assert "kept" not in str(refusal.value)
