"""Lists and forms: which mapping reads them, what each column becomes, what is kept when nothing fits."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from nigehban.formats import Damaged, NotAReferral, mapping_file, read_document, tabular
from nigehban.records import Party, Referral, Role, Scheme
from tests.formats.tables.test_xlsx_cells import workbook

DIGEST = "cd" * 32


def read(text: str | bytes, mapping: Path | None = None) -> list[Referral]:
    """The referrals of a CSV, once every fact has been found again at its pointer."""
    data = text.encode() if isinstance(text, str) else text
    referrals, _ = tabular.read(data, DIGEST) if mapping is None else tabular.read_with_mapping(data, DIGEST, mapping)
    if data[:2] != b"PK":
        table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        facts = [fact for referral in referrals for fact in referral.facts]
        for fact in facts:
            row, column = map(int, fact.pointer.removeprefix("cell=").split(","))
            assert table[row - 1][column - 1] == fact.value
    return referrals


def raws(referral: Referral, kind: str) -> list[str]:
    return [mention.raw for mention in referral.mentions if mention.kind == kind]


def party(referral: Referral, role: Role) -> Party:
    (found,) = [party for party in referral.parties if party.role is role]
    return found


HOTLINE = "Report Number,URL,Received,Priority,Tags,Username,Site type,AI generated,MD5,File names,Odd\n"


def test_a_hotline_list_becomes_one_referral_a_row():
    first, second = read(
        HOTLINE
        + "H1,https://example.com/a;https://example.org/b,2025-01-02 03:04,high,Viral;Live Streaming,u1,Forum,yes,"
        + "d41d8cd98f00b204e9800998ecf8427e,a.bin,kept\n"
        + "H2,https://example.net/c,,,,,,no,,,\n"
    )
    assert (first.id, second.id) == ("HOTLINE:H1", "HOTLINE:H2")
    assert raws(first, "url") == ["https://example.com/a", "https://example.org/b"]
    assert first.received.utc == datetime(2025, 1, 2, 3, 4, tzinfo=UTC)
    assert first.sender_priority == ("high", "cell=2,4")
    assert {tag.name for tag in first.tags} == {"viral", "live_streaming", "generative_ai"}
    (handle,) = [mention for mention in first.mentions if mention.kind == "handle"]
    assert (handle.raw, handle.hint, handle.role) == ("u1", "Forum", Role.REPORTED)
    assert first.files[0].name == "a.bin"
    assert [mention.file for mention in first.mentions if mention.kind == "file_hash"] == [0]


def test_a_stated_no_is_neither_a_tag_nor_lost():
    _, second = read(HOTLINE + "H1,https://example.com/a,,,,,,yes,,,\nH2,https://example.com/b,,,,,,no,,,\n")
    assert second.tags == []
    assert "no" in {fact.value for fact in second.facts}


def test_a_word_that_is_neither_yes_nor_no_is_unknown_with_a_warning():
    (referral,) = read(HOTLINE + "H1,https://example.com/a,,,,,,perhaps,,,\n")
    assert referral.tags == []
    assert "perhaps" in referral.warnings[0]


def test_every_cell_is_a_fact_and_only_taken_ones_are_mapped():
    (referral,) = read(HOTLINE + "H1,https://example.com/a,,,,,,,,,kept\n")
    facts = {fact.name: fact for fact in referral.facts}
    assert len(facts) == 11
    assert facts["URL"].mapped
    assert facts["Odd"] == ("Odd", "kept", "cell=2,11", False)
    assert facts["Tags"] == ("Tags", "", "cell=2,5", False)


def test_an_interpol_list_is_read_with_name_passport_and_times():
    (referral,) = read(
        "Message Number,Sending Country,Date,Name,Date of birth,Passport number,IP address,IP time,Port,Platform,"
        "Account ID,Related messages,Facts\n"
        "IP-1,XX,02/01/2025,Zubair Namoona,6 May 1990,AB1234567,192.0.2.4,2025-01-01 10:00:00,5555,Chat,u-9,IP-0,Text\n"
    )
    assert referral.id == "INTERPOL:IP-1"
    assert referral.reporter == "XX"
    (name,) = [mention for mention in referral.mentions if mention.kind == "person_name"]
    assert (name.raw, name.hint) == ("Zubair Namoona", "1990-05-06")
    (address,) = [mention for mention in referral.mentions if mention.kind == "ip"]
    assert (address.port, address.at.utc) == (5555, datetime(2025, 1, 1, 10, tzinfo=UTC))
    assert {fact.name for fact in referral.facts if fact.mapped} >= {"IP time", "Port"}
    assert [(chain.kind, chain.target) for chain in referral.chains] == [("associated", "IP-0")]


def test_a_foreign_list_composes_its_number_and_says_that_its_zone_is_unknown():
    (referral,) = read(
        "Agency,Case reference,Offence date,Threat to life,Ongoing,Buyer or seller,Crypto address,Victim age\n"
        "Example Police,2025/7,2025-01-02 10:00,yes,yes,Seller,bc1example,12\n"
    )
    assert referral.id == "FOREIGN:Example Police-2025/7"
    assert not referral.incident_at.zone_known
    assert [tag.name for tag in referral.tags] == ["threat_to_life"]
    assert referral.ongoing is True
    assert referral.commerce.value == "seller"
    assert party(referral, Role.VICTIM).age == 12


def test_a_family_form_keeps_complainant_accused_and_child_apart():
    (referral,) = read(
        "Diary No,Complainant Name,Contact,Accused,Mobile involved,Child name,Child age,Occurrence date,Description,"
        "Still happening,CNIC,Address,District\n"
        "D-5,Rana Misaal,0300 0000001,Zubair Namoona,0300 0000002,Hina,12,02/01/2025 05:00,He asks for money,haan,"
        "35202-0000000-1,2 Example Road,Lahore\n"
    )
    assert referral.id == "FAMILY:D-5"
    assert party(referral, Role.REPORTER).name == "Rana Misaal"
    assert party(referral, Role.REPORTED).name == "Zubair Namoona"
    assert (party(referral, Role.VICTIM).name, party(referral, Role.VICTIM).age) == ("Hina", 12)
    phones = {mention.raw: (mention.role, mention.hint) for mention in referral.mentions if mention.kind == "phone"}
    assert phones == {"0300 0000001": (Role.REPORTER, "+92"), "0300 0000002": (Role.REPORTED, "+92")}
    assert referral.incident_at.utc == datetime(2025, 1, 2, tzinfo=UTC)
    assert referral.ongoing is True
    (place,) = referral.places
    assert (place.source, place.text, place.city, place.role) == ("address", "2 Example Road", "Lahore", Role.REPORTER)


def test_the_same_form_in_urdu_reads_the_same():
    (referral,) = read(
        "ڈائری نمبر,شکایت کنندہ کا نام,رابطہ نمبر,ملزم کا نام,ملوث موبائل نمبر,بچے کی عمر,"
        "تاریخ وقوعہ,تفصیل,کیا یہ جاری ہے\n"
        "۵,رانا مثال,03000000001,زبیر نمونہ,03000000002,۱۲,02/01/2025 05:00,وہ پیسے مانگتا ہے,جی ہاں\n"
    )
    assert referral.scheme is Scheme.FAMILY
    assert party(referral, Role.REPORTED).name == "زبیر نمونہ"
    assert party(referral, Role.VICTIM).age == 12
    assert referral.ongoing is True
    assert referral.incident_at.utc == datetime(2025, 1, 2, tzinfo=UTC)


def test_a_provincial_workbook_with_a_letterhead_and_merged_stations_is_read():
    data = workbook(
        [
            ["Office of the example police", None, None, None],
            [],
            ["District", "Police Station", "FIR No.", "Accused mobile"],
            ["Lahore", "North", 12, 923000000001],
            [None, None, 13, "0300 0000002"],
        ],
        merge="B4:B5",
    )
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.active.merge_cells("A4:A5")
    stream = io.BytesIO()
    book.save(stream)
    first, second = read(stream.getvalue())
    assert (first.id, second.id) == ("PROVINCIAL:Lahore-North-12", "PROVINCIAL:Lahore-North-13")
    assert raws(first, "phone") == ["923000000001"]
    assert {fact.pointer for fact in second.facts} == {"Sheet1!A4", "Sheet1!B4", "Sheet1!C5", "Sheet1!D5"}
    assert ("Sheet1 (outside the list)", "Office of the example police", "Sheet1!A1", False) in first.facts


@pytest.mark.parametrize("first", [["Complaint form", None], [None, None]])
def test_a_form_filled_in_by_hand_has_its_header_in_a_column(first):
    lines = [
        ["Diary No:", "D-7"],
        ["Complainant Name*", "Rana Misaal"],
        ["Mobile involved", "0300 0000002"],
        ["Odd question", "odd answer"],
        ["Description", "He asks for money"],
    ]
    (referral,) = read(workbook([first, *lines]))
    assert referral.id == "FAMILY:D-7"
    assert raws(referral, "phone") == ["0300 0000002"]
    assert ("Odd question", "odd answer", "Sheet1!B5", False) in referral.facts
    (same,) = read("\n".join(f"{label},{answer}" for label, answer in lines))
    assert (same.id, same.facts[0].pointer) == ("FAMILY:D-7", "cell=1,2")


def test_sheets_without_a_header_are_kept_with_the_first_referral():
    data = workbook([["Report number", "URL"], ["1", "https://example.com/"]], [["just a note"]])
    (referral,) = read(data)
    assert "just a note" in {fact.value for fact in referral.facts}


def test_rows_without_a_number_in_two_sheets_are_different_referrals():
    rows = [["Report number", "URL"], [None, "https://example.com/"]]
    assert len({referral.id for referral in read(workbook(rows, rows))}) == 2


def test_a_row_without_a_number_is_named_after_the_document_and_the_row():
    _, second = read(HOTLINE + "H1,https://example.com/a,,,,,,,,,\n,https://example.com/b,,,,,,,,,\n")
    assert second.id == f"HOTLINE:sha256-{DIGEST[:16]}-row-3"


def test_rows_with_the_same_number_are_one_referral_and_nothing_of_them_is_lost():
    (referral,) = read(
        "Agency,Case reference,Platform,Username,Suspect name,File name,MD5,Summary\n"
        "P,1,Chat,u1,Zubair,a.bin,d41d8cd98f00b204e9800998ecf8427e,one\n"
        "P,1,Photo,u2,,b.bin,d41d8cd98f00b204e9800998ecf8427f,two\n"
        "P,1,Chat,u3,Kamran,,,three\n"
    )
    assert raws(referral, "handle") == ["u1", "u2", "u3"]
    by_handle = {mention.raw: mention.party for mention in referral.mentions if mention.kind == "handle"}
    assert by_handle["u1"] == by_handle["u2"] != by_handle["u3"]
    assert [file.name for file in referral.files] == ["a.bin", "b.bin"]
    assert [mention.file for mention in referral.mentions if mention.kind == "file_hash"] == [0, 1]
    assert len(referral.facts) == 24
    assert any("disagree" in warning for warning in referral.warnings)


def test_a_row_of_another_width_is_kept_with_a_warning():
    first, second = read("Report number,URL\n1,https://example.com/,extra\n2\n")
    assert "3 cells" in first.warnings[0]
    assert first.facts[2] == ("column 3", "extra", "cell=2,3", False)
    assert second.id == "HOTLINE:2"


def test_an_unreadable_time_keeps_its_text_with_a_warning():
    (referral,) = read("Report number,URL,Received\n1,https://example.com/,the day before\n")
    assert (referral.received.text, referral.received.utc) == ("the day before", None)
    assert "the day before" in referral.warnings[0]


def test_a_list_that_no_mapping_knows_is_read_by_common_names_with_a_warning():
    data = b"Ref No;E-Mail Address;Mobile No;Colour\n7;a@example.com;0300 0000001;red\n"
    (referral,), warnings = tabular.read(data, DIGEST)
    assert referral.id == "OTHER:7"
    assert raws(referral, "email") == ["a@example.com"]
    assert "common names" in warnings[0]
    assert ("Colour", "red", "cell=2,4", False) in referral.facts


def test_a_word_for_a_party_in_a_header_says_whose_the_column_is():
    header = "Complaint No.,Complainant Name,Accused's Cell No.,Victim Age,Date,Complaint"
    (referral,) = read(f"{header}\n7,Hamid,0300 0000001,12,29/10/2026,He writes to her.\n")
    assert party(referral, Role.REPORTER).name == "Hamid"
    assert party(referral, Role.VICTIM).age == 12
    assert [(one.raw, one.role) for one in referral.mentions if one.kind == "phone"] == [
        ("0300 0000001", Role.REPORTED)
    ]
    assert [said.text for said in referral.narratives] == ["He writes to her."]
    assert referral.incident_at.utc == datetime(2026, 10, 29, tzinfo=UTC)


def test_a_list_with_urdu_headers_of_its_own_is_read_by_their_words():
    header = "شکایت نمبر,ملزم کا نام,ملزم کا موبائل نمبر,شہر,بچی کی عمر,تفصیل"
    (referral,) = read(f"{header}\n7,حمزہ,0300 0000001,Multan,11,وہ لکھتا ہے\n")
    assert referral.id == "OTHER:7"
    assert (party(referral, Role.REPORTED).name, party(referral, Role.VICTIM).age) == ("حمزہ", 11)
    assert [place.city for place in referral.places] == ["Multan"]


@pytest.mark.parametrize("header", ["Suspect forename,Suspect surname", "Surname,First name"])
def test_the_parts_of_a_name_in_two_columns_become_one(header):
    parts = {"Suspect forename": "Hamza", "First name": "Hamza", "Suspect surname": "Jatoi", "Surname": "Jatoi"}
    (referral,) = read(f"Ref,{header},Mobile\n7,{','.join(parts[one] for one in header.split(','))},0300 0000001\n")
    assert party(referral, Role.REPORTED).name == "Hamza Jatoi"


def test_columns_found_by_their_words_still_stand_beside_one_another():
    header = "Case ref,Site / Service,Suspect account ID,IP address (login),IP date/time (UTC)"
    (referral,) = read(f"{header}\n7,Example Chat,u77,192.0.2.9,2026-05-01T00:00:00Z\n")
    account, address = referral.mentions
    assert (account.kind, account.hint, address.kind) == ("account", "Example Chat", "ip")
    assert address.at.utc == datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize("text", ["date,city\n2025-01-01,Lahore\n", "Dear all,\nplease find it below.\n", "x\n"])
def test_a_table_without_a_number_or_an_identifier_is_refused_with_its_columns(text):
    with pytest.raises(NotAReferral, match=r"docs/mappings\.md") as refusal:
        tabular.read(text.encode(), DIGEST)
    assert f"“{text.split(',')[0].strip()}”" in str(refusal.value)


def test_a_list_without_rows_is_refused():
    with pytest.raises(NotAReferral, match="no row"):
        tabular.read(HOTLINE.encode(), DIGEST)


def test_a_users_mapping_reads_what_no_other_could(tmp_path):
    mapping = tmp_path / "mine.toml"
    mapping.write_text(
        'name = "mine"\nscheme = "FOREIGN"\n[[column]]\nheaders = ["Zahl"]\nfield = "external_id"\n'
        '[[column]]\nheaders = ["Konto"]\nidentifier = "account"\nrole = "reported"\nhint = "Chat"\n'
    )
    (referral,) = read("Zahl,Konto\n5,u-1\n", mapping)
    assert referral.id == "FOREIGN:5"
    assert referral.mentions[0].hint == "Chat"
    with pytest.raises(NotAReferral, match="the mapping “mine”"):
        read("a,b\n1,2\n", mapping)


def test_a_header_that_fits_two_mappings_is_read_by_the_one_that_knows_more_columns():
    header = "Agency,Case reference,Report number,URL,Username,Suspect name,Victim name,Victim age,Operation\n"
    (referral,) = read(header + "P,1,H1,https://example.com/,u,a,b,3,c\n")
    assert referral.scheme is Scheme.FOREIGN


@pytest.mark.parametrize("name", [mapping.name for mapping in mapping_file.built_in()])
def test_every_column_of_every_built_in_mapping_takes_its_cell(name):
    """A column that exists only beside another has its taker in the same list."""
    (mapping,) = [each for each in mapping_file.built_in() if each.name == name]
    values = {
        "age": "12", "birth_date": "1990-05-06", "commerce": "buyer", "incident_at": "2025-01-01",
        "received": "2025-01-01", "ongoing": "yes", "informational": "yes",
    }  # fmt: skip
    header = [column.headers[0] for column in mapping.columns]
    row = ["yes" if column.target == "tag" else values.get(column.name, "1") for column in mapping.columns]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([header, row])
    (referral,) = read(stream.getvalue())
    assert [fact.name for fact in referral.facts if not fact.mapped] == []


def test_the_file_name_does_not_decide_the_format():
    document = read_document(b"Report number,URL\n1,https://example.com/\n", name="picture.jpg")
    assert (document.format, document.referrals[0].id) == ("tabular", "HOTLINE:1")


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_an_old_office_file_is_refused_with_what_to_do(data):
    with pytest.raises(NotAReferral, match="locked with a password"):
        read_document(data)


@pytest.mark.parametrize("data", [b"{}", b"[1]", b"<a/>", b"\x00\x01\x02\x03", b"\x7fELF\x02\x01", b"   "])
def test_what_is_no_table_is_not_recognised(data):
    assert not tabular.recognises(data)


def test_a_cut_utf16_list_is_damaged():
    with pytest.raises(Damaged):
        read_document("Report number,URL\n1,https://example.com/".encode("utf-16")[:-1])
