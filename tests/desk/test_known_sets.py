"""The desk asks its sets of known files whenever it makes the list, also of what came in before a set."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.known.made import put
from tests.media.made import encoded
from tests.media.pictures import picture
from tests.runs.made import AS_OF, PK, report, silent, write
from tests.runs.recognition.made import MD5, known, sent
from tests.runs.recognition.test_beside import COPY, pdq

from nigehban.desk import loading
from nigehban.desk.home import known_folder, media_folder, units_folder
from nigehban.desk.known_sets import NameTakenError, remember, sets_in_use
from nigehban.desk.leads.models import LeadReason
from nigehban.desk.loading import Listed
from nigehban.desk.referrals.models import LoadedUnit
from nigehban.known import NoSetError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_sets() -> Iterator[None]:
    """The desk's data folder is that of all tests."""
    yield
    for folder in (known_folder(), media_folder()):
        shutil.rmtree(folder, ignore_errors=True)


def load(*paths: Path) -> Listed:
    """What ``nigehban load`` does."""
    sets = sets_in_use()
    loading.load(paths, PK, steps=silent, known=sets, workers=1)
    return loading.relist(AS_OF, silent, sets)


def texts(rule: str) -> Sequence[str]:
    return list(LeadReason.objects.filter(rule=rule).values_list("text", flat=True))


def test_a_list_tells_who_knows_a_file(tmp_path: Path) -> None:
    remember(known(tmp_path / "hotline", {"md5": MD5[0], "category": "A"}))
    listed = load(write(tmp_path / "in", a=sent(1, MD5[0]), b=sent(2, MD5[1])))
    assert (listed.known_files, listed.new_files) == (1, 1)
    (text,) = texts("known_material")
    assert "“Baseline”, category A of IWF" in text
    assert "set hotline, generation 1" in text


def test_a_set_that_was_named_once_is_asked_from_then_on_at_its_newest_generation(tmp_path: Path) -> None:
    hotline = known(tmp_path / "hotline", {"md5": MD5[7]}, content="first")
    remember(hotline)
    remember(hotline)
    load(write(tmp_path / "in", a=sent(1, MD5[0])))
    assert texts("known_material") == []
    put(hotline, [{"md5": bytes.fromhex(MD5[0]), "category": "A"}], "second", scheme="IWF")
    load(write(tmp_path / "later", b=report(2)))
    (text,) = texts("known_material")
    assert "generation 2" in text


def test_files_that_came_before_the_set_are_hashed_from_the_vault(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=report(1))
    (folder / "copy.jpg").write_bytes(COPY)
    load(folder)
    assert not media_folder().exists()
    shutil.rmtree(folder)
    remember(known(tmp_path / "pictures", {"pdq": pdq(COPY), "category": "A"}))
    listed = loading.relist(AS_OF, silent, sets_in_use())
    assert listed.known_files == 1
    (text,) = texts("known_material")
    assert text.endswith("copy.jpg")


def test_what_is_known_of_files_beside_outlasts_the_loss_of_the_units(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=report(1))
    (folder / "copy.jpg").write_bytes(COPY)
    (folder / "other.jpg").write_bytes(encoded(picture(14), "JPEG"))
    remember(known(tmp_path / "pictures", {"pdq": pdq(COPY), "category": "A"}))
    load(folder)
    before = texts("known_material"), texts("in_no_set")
    assert all(before)
    for name in LoadedUnit.objects.values_list("pk", flat=True):
        shutil.rmtree(units_folder() / name)
    loading.relist(AS_OF, silent, sets_in_use())
    assert (texts("known_material"), texts("in_no_set")) == before


def test_two_sets_of_one_name_are_not_mixed_up(tmp_path: Path) -> None:
    remember(known(tmp_path / "one" / "hotline", {"md5": MD5[0]}))
    with pytest.raises(NameTakenError, match="A set named hotline is asked already"):
        remember(known(tmp_path / "two" / "hotline", {"md5": MD5[1]}))


def test_a_folder_without_a_set_is_not_remembered(tmp_path: Path) -> None:
    with pytest.raises(NoSetError):
        remember(tmp_path)
    assert not known_folder().exists()


def test_a_set_that_is_not_there_any_more_is_named(tmp_path: Path) -> None:
    remember(known(tmp_path / "hotline", {"md5": MD5[0]}))
    shutil.rmtree(tmp_path / "hotline")
    with pytest.raises(NoSetError, match="hotline"):
        sets_in_use()
