"""Names in two scripts, and dates of birth."""

import pytest

from nigehban.identifiers import birth_key, fold_name, name_key
from nigehban.records import Mention
from tests.identifiers.values import found, key

SAME = [
    ("محمد علی", "Muhammad Ali"),
    ("محمد علی", "Mohd. Aly"),
    ("Ali Muhammad", "MUHAMMAD  ALI"),
    ("چوہدری", "Chaudhry"),
    ("Choudhary Aslam", "چودھری اسلم"),
    ("Hussain", "Husain"),
    ("حسین", "Hussein"),
    ("Yousaf", "Yusuf"),
    ("Zulfiqar", "Zulfikar"),
    ("ذوالفقار", "Zulfiqar"),
    ("Faysal", "Faisal"),
    ("Abdur Rahman", "Abdul Rehman"),
    ("Abdurrehman", "عبدالرحمن"),
    ("عبد الرحمان", "Abd-ur-Rahman"),
    ("سیف اللہ", "Saifullah"),
    ("صلاح الدین", "Salah-ud-Din"),
    ("Salahuddin", "Salah ud Deen"),
    ("عمران خان", "Imran Khan"),
    ("شہزاد", "Shahzad"),
    ("Shehzad", "Shahzad"),
    ("فاطمہ", "Fatimah"),
    ("عائشہ", "Ayesha"),
    ("خرم شہزاد", "Khurram Shehzad"),
    ("غلام رسول", "Ghulam Rasool"),
    ("جہانگیر", "Jahangir"),
    ("راحیلہ", "Raheela"),
    ("مدثر", "Mudassar"),
    ("توصیف", "Touseef"),
    ("كامران", "کامران"),
    ("کام\u200cران", "Kamran"),
    ("مُحَمَّد", "محمد"),
    ("Mr. Bilal Ahmed", "Bilal Ahmad"),
    ("Bilal Ahmad s/o Rashid Khan", "Bilal Ahmad"),
    ("بلال احمد ولد رشید خان", "Bilal Ahmad"),
    ("José Pérez", "Jose Perez"),
]
DIFFERENT = [
    ("Imran", "Kamran"),
    ("Asif", "Atif"),
    ("Hussain", "Hasan"),
    ("Mahmood", "Muhammad"),
    ("Umar", "Amir"),
    ("Saad", "Saeed"),
    ("Rashid", "Rasheed"),
    ("Bhatti", "Butt"),
    ("Kamran", "Karman Shah"),
    ("حسن", "حسین"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_of_one_name_fold_alike(one, other):
    assert fold_name(one) == fold_name(other) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_names_stay_apart(one, other):
    assert fold_name(one) != fold_name(other)


def test_a_name_links_with_its_birth_date_or_as_two_words():
    assert key("person_name", "Muhammad Ali") == key("person_name", "محمد علی") != 0
    assert key("person_name", "Muhammad Ali", "1990-02-03") == key("person_name", "محمد علی", "03 Feb 1990")
    assert key("person_name", "Muhammad Ali", "1990-02-03") != key("person_name", "Muhammad Ali")
    assert found("person_name", "Ali").key == 0
    assert found("person_name", "Ali", "1990-02-03").key != 0


@pytest.mark.parametrize("raw", ["unknown", "Facebook User", "John Doe", "N/A"])
def test_words_for_nobody_do_not_link(raw):
    assert found("person_name", raw).key == 0
    assert name_key(Mention("person_name", raw, "/n")) == 0


def test_a_name_needs_a_letter():
    assert found("person_name", "12345") is None


def test_the_name_key_leaves_the_birth_date_out():
    plain, born = (
        Mention("person_name", "Muhammad Ali", "/n"),
        Mention("person_name", "محمد علی", "/n", hint="1990-02-03"),
    )
    assert name_key(plain) == name_key(born) != 0


@pytest.mark.parametrize(
    "text",
    [
        "1990-02-23",
        "1990/02/23",
        "19900223",
        "23-02-1990",
        "23/02/1990",
        "02/23/1990",
        "23 Feb 1990",
        "February 23, 1990",
        "1990-02-23T00:00:00Z",
        "۱۹۹۰-۰۲-۲۳",
    ],
)
def test_a_birth_date_is_read_in_every_form_that_has_one_meaning(text):
    same = birth_key(Mention("person_name", "A", "/n", hint=text))
    assert same == birth_key(Mention("person_name", "A", "/n", hint="1990-02-23")) != 0


@pytest.mark.parametrize(
    "text", [None, "", "03/04/1990", "1990", "1990-13-01", "30-02-1990", "1970-01-01", "0001-01-01", "soon", "9" * 99]
)
def test_an_unsure_birth_date_is_unknown(text):
    assert birth_key(Mention("person_name", "A", "/n", hint=text)) == 0


def test_a_date_with_equal_day_and_month_has_one_meaning():
    assert birth_key(Mention("person_name", "A", "/n", hint="04/04/1990")) != 0
