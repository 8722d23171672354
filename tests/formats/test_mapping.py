"""Mapping files: the built-in ones, a user's own, and what is said of a wrong one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.formats import mapping_file, tabular
from nigehban.formats.mapping import TARGETS, Mapping, fold
from nigehban.formats.mapping_file import MappingError

GOOD = """
name = "mine"
scheme = "HOTLINE"
requires = ["Number"]
time_zone = "+05:00"
date_formats = ["%d/%m/%Y %H:%M", "%d/%m/%Y"]
yes = ["ہاں"]
no = ["نہیں"]
unknown = ["معلوم نہیں"]

[[column]]
headers = ["Number", "نمبر"]
field = "external_id"

[[column]]
headers = ["Account"]
identifier = "account"
role = "reported"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def mine(tmp_path: Path) -> Mapping:
    return mapping_file.load(write(tmp_path, GOOD))


def test_the_program_brings_its_five_lists_and_one_for_common_names():
    assert [mapping.name for mapping in mapping_file.built_in()] == [
        "family_form", "foreign_police", "generic", "hotline", "interpol_bureau", "provincial_police",
    ]  # fmt: skip


@pytest.mark.parametrize("mapping", mapping_file.built_in(), ids=lambda mapping: mapping.name)
def test_no_header_of_a_built_in_mapping_means_two_columns(mapping):
    headers = [words for column in mapping.columns for words in {fold(words) for words in column.headers}]
    assert [words for words in headers if headers.count(words) > 1] == []


@pytest.mark.parametrize("spelling", ["Number", " number ", "NUMBER*", "Num-ber", "N u m b e r", "نمبر", "Number 2"])
def test_a_header_is_known_in_any_spelling(mine, spelling):
    assert list(mine.match([spelling, "number"])) == [0, 1]


def test_arabic_and_urdu_letters_are_the_same_header():
    assert fold("شكايت كي تفصيل") == fold("شکایت کی تفصیل")


def test_a_list_without_a_required_column_is_not_of_this_kind(mine):
    assert mine.match(["Account"]) == {}


def test_a_required_column_counts_under_its_other_name(mine):
    assert len(mine.match(["نمبر", "Account"])) == 2


@pytest.mark.parametrize(
    ("words", "answer"), [("ہاں", True), ("نہیں", False), ("", None), ("yes", None), ("شاید", None)]
)
def test_yes_and_no_are_the_lists_own_words_and_all_else_is_unknown(mine, words, answer):
    assert mine.answer(words) is answer


@pytest.mark.parametrize("words", ["", "  ", "-", "??", "معلوم نہیں", "معلوم نهيں"])
def test_words_for_unknown_say_nothing(mine, words):
    assert mine.is_blank(words)


@pytest.mark.parametrize("words", ["0", "a", "علی", "😀😀😀😀"])
def test_other_words_say_something(mine, words):
    assert not mine.is_blank(words)


def test_a_time_without_a_zone_is_told_in_the_lists_zone(mine):
    for words in ("02/01/2025 05:00", "2025-01-02 05:00", "2025-01-02T00:00:00Z"):
        assert mine.time(words).utc == datetime(2025, 1, 2, tzinfo=UTC)
        assert mine.time(words).zone_known
        assert mine.time(words).text == words


def test_a_time_without_any_zone_says_so(tmp_path):
    mapping = mapping_file.load(write(tmp_path, GOOD.replace('time_zone = "+05:00"', "")))
    for words in ("02/01/2025 05:00", "2025-01-02 05:00"):
        assert mapping.time(words) == (words, datetime(2025, 1, 2, 5, tzinfo=UTC), False)


def test_a_date_is_read_in_the_lists_own_order(mine):
    assert mine.date("02/01/2025") == "2025-01-02"
    assert mine.date("2025-01-02") == "2025-01-02"
    assert mine.date("last week") is None


@given(st.text(max_size=30))
def test_no_text_breaks_a_time_or_a_date(text):
    for mapping in mapping_file.built_in():
        mapping.time(text)
        mapping.date(text)
        mapping.answer(text)
        assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("words", ["0001-01-01", "01/01/0001", "9999-12-31T23:59:59", "31/12/9999 23:59"])
def test_the_ends_of_the_calendar_do_not_break_a_time(mine, words):
    assert mine.time(words).text == words


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("name = ", "nmae = ", "“nmae”, which is not known"),
        ('"HOTLINE"', '"HOTLIEN"', "“scheme” must be one of: NCMEC"),
        ('field = "external_id"', 'field = "externalid"', "allowed are: commerce"),
        ('role = "reported"', 'role = "suspect"', "“role” must be one of: reported"),
        ('identifier = "account"', 'identifier = "account"\nfield = "platform"', "exactly one of"),
        ('headers = ["Account"]', "headers = []", "number 2 names no headers"),
        ('requires = ["Number"]', 'requires = ["Nummer"]', "no [[column]] has that header"),
        ('"+05:00"', '"Mars/Olympus"', "time zone “Mars/Olympus” is not known"),
        ("requires = [", "requires = 5 # [", "must be a list of texts"),
        ("[[column]]", "[column", "not TOML"),
        (GOOD, 'name = "x"\nscheme = "HOTLINE"', "no [[column]]"),
    ],
)
def test_a_wrong_mapping_is_refused_with_the_place_and_what_is_allowed(tmp_path, old, new, words):
    assert old in GOOD
    with pytest.raises(MappingError, match=r"mine\.toml") as refusal:
        mapping_file.load(write(tmp_path, GOOD.replace(old, new)))
    assert words in str(refusal.value)


def test_a_missing_mapping_file_is_named(tmp_path):
    with pytest.raises(MappingError, match=r"nowhere\.toml"):
        mapping_file.load(tmp_path / "nowhere.toml")


DOCUMENT = Path(__file__).parents[2] / "docs" / "mappings.md"


def block(language: str) -> str:
    """The example of the documentation in one language."""
    return DOCUMENT.read_text("utf-8").split(f"```{language}\n")[1].split("```")[0]


def test_the_documented_example_reads_as_the_documentation_says(tmp_path):
    mapping = write(tmp_path, block("toml"))
    first, second = tabular.read_with_mapping(block("csv").encode(), "0" * 64, mapping)[0]
    assert (first.id, second.id) == ("FOREIGN:7", "FOREIGN:8")
    address = next(mention for mention in first.mentions if mention.kind == "ip")
    assert (address.port, address.at.utc) == (51234, datetime(2025, 1, 2, 9, tzinfo=UTC))
    assert [tag.name for tag in first.tags] == ["threat_to_life"]
    assert [mention.raw for mention in second.mentions if mention.kind == "account"] == ["user-78", "user-79"]
    assert second.tags == []
    assert [party.age for party in second.parties] == [None]


def test_the_documentation_names_every_target_and_every_name_that_it_allows():
    text = DOCUMENT.read_text("utf-8")
    for target, names in TARGETS.items():
        assert f"| `{target}` |" in text
        assert all(f"`{name}`" in text for name in names or ())
