"""The check of a pack: what it refuses, what it says, and the golden examples of the packs that ship."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from nigehban.jurisdiction import PackError
from nigehban.jurisdiction.checking import check_pack, finding
from nigehban.jurisdiction.law import load_law
from nigehban.jurisdiction.procedure import load_procedure

from .conftest import PACKS
from .make import spoil

TABLE, RECEIPT, NOTE = "documents/documents.toml", "documents/receipt.en.html", "documents/holding_note.en.html"
DOCUMENTS = [
    (RECEIPT, "{{ opened_at }}", "{{ opened }}", 1, "Did you mean 'opened_at'?"),
    (RECEIPT, "{{ case_number }}", "{{ case_number.x }}", 1, "no column 'x'"),
    (RECEIPT, "{% facts case_number", "{% facts case_numbre", 2, "no field 'case_numbre'"),
    (RECEIPT, "{% facts", "{% include", 2, "is no statement"),
    (RECEIPT, "{{ opened_at }}", "{{ opened_at|safe }}", 1, "is no name of a field"),
    (RECEIPT, "{{ opened_at }}", "{{ opened_at", 1, "has no partner"),
    (RECEIPT, "</p>", "</p>}}", 1, "has no partner"),
    (RECEIPT, "<p>", "<script>", 1, "<script> may not stand"),
    (RECEIPT, "<p>", '<p class="{{ case_number }}">', 1, "cannot stand inside a tag"),
    (RECEIPT, "<p>", '<p onclick="x">', 1, "onclick"),
    (RECEIPT, "<p>", '<p dir="up">', 1, "may not stand"),
    (RECEIPT, "<p>", "<p>a < b ", 1, "'<' or '>'"),
    (RECEIPT, "<p>", "<p>R&D ", 1, "'&' stands alone"),
    (RECEIPT, "</p>", "", 1, "<p> is never closed"),
    (RECEIPT, "<p>", "<h3>x</h3><p>", 1, "<h3> stands before any <h2>"),
    (RECEIPT, "</p>", "</h2>", 1, "</h2> closes nothing here"),
    (RECEIPT, "<p>", "<p>{% if opened_at %}</p>{% endif %}", 1, "opened inside this statement"),
    (NOTE, "{{ one.name }}", "{{ one }}", 4, "is a row"),
    (NOTE, "{{ one.name }}", "{{ witnesses.name }}", 4, "is a list"),
    (NOTE, "in witnesses", "in held", 4, "is no list"),
    (NOTE, "{% for one in", "{% for held in", 4, "is a field already"),
    (NOTE, "{% endfor %}", "", 4, "is never closed"),
    (NOTE, "{% endif %}", "{% endfor %}", 1, "must come first"),
    (NOTE, "{{ held.name }} was", "{{ held }} was", 1, "stands inside a line"),
    (TABLE, 'states = ["open"]', 'states = ["opne"]', 68, "state 'opne'"),
    (TABLE, 'events = ["held"]', 'events = ["hold"]', 87, "event 'hold'"),
    (TABLE, 'prefill = "case.number"', 'prefill = "case.numbre"', 54, "no case says that"),
    (TABLE, 'prefill = "events.held.at"', 'prefill = "events.held.when"', 104, "no case says that"),
    (TABLE, 'prefill = "events.held.at"', 'prefill = "accused"', 104, "another kind stands there"),
    (TABLE, 'type = "moment"', 'type = "momemt"', 79, "not one of"),
    (TABLE, 'fields = ["witnesses"]', 'fields = ["witness"]', 123, "no field of this document"),
    (TABLE, 'columns = ["name"]', 'columns = ["nam"]', 120, "which a 'party_list' has not"),
    (TABLE, 'yes = "Yes"', "", 3, "lacks 'words.en.yes'"),
    (TABLE, '"November", "December"]', '"November"]', 52, "A year has twelve"),
    (TABLE, 'id = "holding_note"', 'id = "receipt"', 88, "Ids are used once"),
    (TABLE, 'label.en = "Held at"', "", 104, "lacks a text in 'en'"),
]
"""What can be wrong with a document: the file, what is written otherwise, the line, the words."""


@pytest.mark.parametrize("name", ["pk", "example"])
def test_a_pack_that_ships_has_no_problem_and_answers_its_examples(name: str) -> None:
    report = check_pack(PACKS / name)
    assert not report.problems
    assert report.golden.law >= 4
    assert report.golden.deadlines >= 2


def test_the_pack_of_pakistan_says_what_counsel_has_to_look_at() -> None:
    report = check_pack(PACKS / "pk")
    assert report.heading is not None
    assert report.heading.review == "needs counsel's review"
    whats = {one.what for one in report.doubts}
    assert {"penalties-2023", "PECA-22", "PECA-22A", "which-court"} <= whats


@pytest.mark.parametrize(
    ("table", "old", "new", "line", "says"),
    [
        ("law/acts.toml", 'id = "NSA-2020"', 'id = "NSA-2020', 2, "is no TOML file"),
        ("law/acts.toml", 'confidence = "P"', 'confidence = "Q"', 9, "not one of 'P', 'S', 'M', 'C'"),
        ("law/acts.toml", 'title.en = "Network Safety Act 2020"', 'title.fr = "Acte"', 3, "title.fr"),
        ("law/acts.toml", "year = 2020", "yaer = 2020", 6, "Did you mean 'year'?"),
        ("law/aliases.csv", "4,draft", "x,draft", 2, "no number of a section"),
        ("law/aliases.csv", "NSA-2020,4", "NSB,4", 2, "not in law/acts.toml"),
        ("law/aliases.csv", "invented,P", "invented", 2, "has 5 values where the header has 6"),
        ("org/units.csv", "1.0,0.0", "north,0.0", 3, "column 'lat'"),
        ("law/charge_sets.toml", '["NSA-6"]', '["NSA-9"]', 5, "'NSA-9' is not in law/offences"),
        ("law/offences/nsa.toml", 'section = "5"', 'section = "five"', 1, "no number of a section"),
        ("law/offences/nsa.toml", 'act = "NSA-2020"', 'act = "NSA"', 1, "act 'NSA' is not in law/acts.toml"),
        ("law/offences/nsa.toml", "cognizable = true", 'cognizable = "yes"', 6, "must be true or false"),
        ("law/offences/nsa.toml", 'imprisonment_max = "P5Y"', 'imprisonment_max = "5 years"', 11, "Write P7Y"),
        ("law/offences/nsa.toml", 'imprisonment_max = "P8Y"', 'imprisonment_max = "P1Y"', 19, "shorter than"),
        ("law/offences/nsa.toml", "fine_max = 10000", "fine_max = -1", 12, "less than nothing"),
        ("law/offences/nsa.toml", "to = 2023-12-31", "to = 2019-12-31", 10, "lies before 'from'"),
        ("law/offences/nsa.toml", "to = 2023-12-31", "to = 2024-01-01", 16, "two versions on 2024-01-01"),
        ("law/offences/nsa.toml", 'code = "NSA-6"', 'code = "NSA-5"', 25, "Codes are used once"),
        ("org/roles.toml", '["investigating_officer"]', '["inspector"]', 3, "is no role of the desk"),
        (
            "procedure/states.toml",
            'roles = ["officer"]',
            'roles = ["officer"]\nevents = ["ended"]',
            10,
            "event 'ended'",
        ),
        ("procedure/deadlines.toml", 'from = ["held"]', 'from = ["hold"]', 4, "event 'hold' is not in"),
        ("procedure/deadlines.toml", 'kind = "term"', 'kind = "trem"', 6, "not one of"),
        ("procedure/deadlines.toml", 'within = "PT48H"', 'within = "48 hours"', 12, "no length of time"),
        ("procedure/deadlines.toml", 'within = "PT48H"', "limit_days = 3", 12, "is no key of this table"),
        ("procedure/deadlines.toml", "limit_days = 10", "", 22, "needs it"),
        ("procedure/deadlines.toml", "limit_days = 10", "limit_days = -10", 31, "1 or more"),
        ("procedure/deadlines.toml", "warn_on_day = [8]", "warn_on_day = [11]", 34, "from 1 to 'limit_days'"),
        ("procedure/deadlines.toml", 'id = "T2"', 'id = "T1"', 22, "Ids are used once"),
        ("procedure/deadlines.toml", '"saturday"', '"caturday"', 2, "'caturday', which is no day"),
        ("procedure/events.toml", 'scope = "accused"', 'scope = "everybody"', 3, "not one of 'case', 'accused'"),
        ("procedure/states.toml", 'to = "done"', 'to = "gone"', 10, "no state 'gone'"),
        ("procedure/states.toml", "final = true", "", 5, "nothing leads out of the state 'done'"),
        ("pack.toml", 'timezone = "UTC"', 'timezone = "Moon/Crater"', 7, "no time zone"),
        ("tests/examples.toml", 'imprisonment_max = "P5Y"', 'imprisonment_max = "P6Y"', 5, "must be 'P6Y'"),
        ("procedure/deadlines.toml", 'blocks = ["holding"]', 'conflicts_with = ["T9"]', 4, "no deadline 'T9'"),
        ("procedure/deadlines.toml", 'from = ["held"]', "from = []", 11, "names no event"),
        ("tests/examples.toml", 'code = "NSA-5"', 'refused = "unknown"', 4, "answered was NSA-5"),
        ("tests/examples.toml", 'code = "NSA-5"', 'warns = "thunder"', 4, "must say 'thunder'"),
        ("tests/examples.toml", "02-20T00:00:00+00:00", "02-20T99", 27, "is no time"),
        ("tests/examples.toml", 'id = "T3"', 'id = "T9"', 51, "there are 0 such rows"),
        ("tests/examples.toml", 'name = "Custody', 'absent = ["T1"]\nname = "Custody', 26, "there is such a row"),
        ("tests/examples.toml", "[[law]]", "[[low]]", 1, "Did you mean 'law'?"),
        ("tests/examples.toml", 'state = "met"', 'state = "missed"', 38, "it came out as 'met'"),
        *DOCUMENTS,
        ("tests/examples.toml", 'refused = "not_in_force"', 'code = "NSA-6"', 20, "was refused as 'not_in_force'"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(
    copied: Path, table: str, old: str, new: str, line: int, says: str
) -> None:
    report = check_pack(spoil(copied, table, old, new))
    told = [(f.file and f.file.relative_to(copied).as_posix(), f.line) for f in map(finding, report.problems)]
    assert (table, line) in told, [str(problem) for problem in report.problems]
    assert any(says in str(problem) for problem in report.problems), [str(problem) for problem in report.problems]


def test_an_error_in_line_7_says_line_7(copied: Path) -> None:
    report = check_pack(spoil(copied, "law/offences/nsa.toml", "bailable = false", "bailable = nein"))
    assert [finding(problem).line for problem in report.problems] == [7]
    assert "line 7" in str(report.problems[0])


def test_two_wrong_records_are_told_at_once(copied: Path) -> None:
    spoil(copied, "law/offences/nsa.toml", 'imprisonment_max = "P5Y"', "imprisonment_max = 5")
    report = check_pack(spoil(copied, "law/offences/nsa.toml", "fine_max = 500\n", 'fine_max = "500"\n'))
    assert [finding(problem).line for problem in report.problems] == [11, 34]


def test_whoever_loads_a_wrong_pack_is_refused(copied: Path) -> None:
    spoil(copied, "law/acts.toml", "year = 2020", "yaer = 2020")
    with pytest.raises(PackError, match=r"acts\.toml: line 6"):
        load_law(copied)


@pytest.mark.parametrize("folder", ["law", "procedure"])
def test_a_pack_may_be_without_law_until_somebody_asks(copied: Path, folder: str) -> None:
    shutil.rmtree(copied / folder)
    shutil.rmtree(copied / "documents")
    shutil.rmtree(copied / "tests")
    assert not check_pack(copied).problems
    with pytest.raises(PackError, match=r"docs/packs\.md"):
        (load_law if folder == "law" else load_procedure)(copied)


def test_a_confirmed_pack_no_longer_says_that_it_needs_review(copied: Path) -> None:
    report = check_pack(spoil(copied, "pack.toml", 'status = "example"', 'status = "confirmed"'))
    assert report.heading is not None
    assert report.heading.review == ""


def test_a_document_lacks_no_language_of_its_pack(copied: Path) -> None:
    spoil(copied, "pack.toml", 'languages = ["en"]', 'languages = ["en", "fr"]')
    told = [str(one) for one in check_pack(copied).problems]
    assert any("documents.toml" in one and "words.fr" in one for one in told)


def test_a_template_that_is_missing_or_belongs_to_nothing_is_told(copied: Path) -> None:
    (copied / "documents/receipt.en.html").rename(copied / "documents/recipe.en.html")
    assert "receipt.en.html: is missing" in str(check_pack(copied).problems[0])
    (copied / "documents/recipe.en.html").rename(copied / "documents/receipt.en.html")
    (copied / "documents/stray.en.html").write_text("<p>Nobody prints this.</p>", "utf-8")
    assert "belongs to no document" in str(check_pack(copied).problems[0])


def test_a_step_that_needs_a_document_which_the_pack_has_not_is_told(copied: Path) -> None:
    report = check_pack(spoil(copied, "procedure/states.toml", 'roles = ["officer"]', 'documents = ["receit"]'))
    assert "needs the document 'receit'" in str(report.problems[0])


def _link(path: Path) -> None:
    path.symlink_to("/etc/hostname")


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("law/offences/more.toml", _link, "is a link"),
        ("law/offences/more.toml", os.mkfifo, "is neither a file nor a folder"),
        ("law/offences/more.toml", Path.mkdir, "is a folder with the name of a file"),
        ("law/offences/nsa.toml", _link, "is a link"),
    ],
)
def test_what_is_no_plain_file_is_named_and_nothing_is_read(
    tmp_path: Path, name: str, make: Callable[[Path], None], says: str
) -> None:
    folder = Path(shutil.copytree(PACKS / "example", tmp_path / "spoilt"))
    path = folder / name
    path.unlink(missing_ok=True)
    make(path)
    (told,) = (finding(error) for error in check_pack(folder).problems)
    assert (told.file, told.line) == (path, None)
    assert says in told.problem


def test_a_pack_whose_offences_are_missing_says_only_that(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PACKS / "example", tmp_path / "spoilt"))
    shutil.rmtree(folder / "law/offences")
    (told,) = (finding(error) for error in check_pack(folder).problems)
    assert told.file == folder / "law/offences"
    assert "is missing" in told.problem
