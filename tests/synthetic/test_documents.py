"""Every document is well-formed in its format, and our own readers find in it what the truth says."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from hashlib import md5

import openpyxl
import pytest
from lxml import etree

from nigehban.formats import Refused, read_document
from nigehban.synthetic.malformed import KINDS


def documents(disk, *formats: str, kind: str = "original") -> list[tuple[str, bytes]]:
    chosen = [row for row in disk.documents if row["format"] in formats and row["kind"] == kind]
    assert chosen
    return [(row["path"], (disk.out / row["path"]).read_bytes()) for row in chosen]


def test_police_json_parses_and_uses_all_its_shapes(disk) -> None:
    data = [content for _, content in documents(disk, "police_json")]
    forms = [json.loads(content.decode("utf-8-sig")) for content in data]
    files = [form["reportedInformation"]["uploadedFiles"] for form in forms]
    assert any(content.startswith(b"\xef\xbb\xbf") for content in data)
    assert {type(entry) for entry in files} == {dict, list, type(None)}
    assert any(form["reportedInformation"]["incidentDetails"]["chatIncident"] for form in forms)


def test_platform_xml_parses_and_orders_its_elements_at_random(disk) -> None:
    roots = [etree.fromstring(content) for _, content in documents(disk, "platform_xml")]
    orders = {tuple(child.tag for child in root.find("report")) for root in roots}
    assert len(orders) > 5


def test_sheets_open_in_the_programs_they_are_for(disk) -> None:
    endings = set()
    for path, content in documents(disk, "hotline", "interpol", "foreign", "family", "provincial"):
        endings.add(path.rpartition(".")[2])
        if path.endswith("xlsx"):
            rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
        else:
            text = content.decode("utf-8-sig")
            rows = list(csv.reader(io.StringIO(text), csv.Sniffer().sniff(text.splitlines()[0])))
        assert len(rows) > 1
        assert len({len(row) for row in rows}) == 1
    assert endings == {"csv", "xlsx"}


def test_media_beside_a_report_has_the_hash_that_the_report_states(disk) -> None:
    for _, content in documents(disk, "police_zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            (report,) = [name for name in archive.namelist() if name.endswith("report.json")]
            form = json.loads(archive.read(report).decode("utf-8-sig"))
            files = form["reportedInformation"]["uploadedFiles"]
            for entry in files["uploadedFiles"] if isinstance(files, dict) else files:
                media = archive.read(f"{form['reportId']}/{entry['filename']}")
                assert media.startswith(b"\x89PNG")
                assert md5(media, usedforsecurity=False).hexdigest() == entry["verificationHash"]


def test_our_readers_find_every_referral_where_the_truth_says(disk) -> None:
    wanted: dict[str, set[str]] = {}
    for row in disk.truth:
        if row["format"] != "police_zip":
            wanted.setdefault(row["document"], set()).add(row["referral"])
    assert len(wanted) > 1_800
    for path, referrals in wanted.items():
        document = read_document((disk.out / path).read_bytes(), name=path)
        assert {referral.id for referral in document.referrals} == referrals


def test_every_broken_document_is_refused(disk) -> None:
    broken = [row for row in disk.documents if row["kind"] in KINDS and not row["path"].endswith(".zip")]
    assert broken
    for row in broken:
        with pytest.raises(Refused):
            read_document((disk.out / row["path"]).read_bytes(), name=row["path"])


def test_a_duplicate_has_the_same_bytes_a_version_other_content_and_a_respaced_one_only_other_spaces(disk) -> None:
    by_name = {row["path"].rpartition("/")[2]: row for row in disk.documents}
    seen = set()
    for row in disk.documents:
        if not row["repeats"]:
            continue
        first, again = by_name[row["repeats"]], (disk.out / row["path"]).read_bytes()
        original = (disk.out / first["path"]).read_bytes()
        seen.add(row["kind"])
        same_content = json.loads(original.decode("utf-8-sig")) == json.loads(again.decode("utf-8-sig"))
        assert (original == again) is (row["kind"] == "duplicate")
        assert same_content is (row["kind"] != "version")
    assert seen == {"duplicate", "version", "respaced"}


def test_a_version_counts_as_newer_for_our_readers(disk) -> None:
    by_name = {row["path"].rpartition("/")[2]: row for row in disk.documents}
    for row in (row for row in disk.documents if row["kind"] == "version"):
        old = read_document((disk.out / by_name[row["repeats"]]["path"]).read_bytes()).referrals[0]
        new = read_document((disk.out / row["path"]).read_bytes()).referrals[0]
        assert new.id == old.id
        assert new.received.utc > old.received.utc
