"""Documents laid together: repeats, versions, parts."""

from __future__ import annotations

import numpy as np

from nigehban.runs.corpus import gather
from tests.formats import xml_samples

from .made import corpus, report, unit, write


def versions(found):
    """(referral, version, is it the current one) of every row."""
    ids = found.referrals.column("referral").to_pylist()
    is_current = np.isin(np.arange(len(ids)), found.current)
    return sorted(zip(ids, found.version.tolist(), is_current.tolist(), strict=True))


def test_the_same_bytes_under_two_paths_are_one_document(tmp_path):
    folder = write(tmp_path / "in", a=report(1), b=report(1), c=report(2))
    found = corpus([folder], tmp_path / "unit")
    assert versions(found) == [("NCMEC:1", 1, True), ("NCMEC:2", 1, True)]
    assert found.kept.tolist() == [True, False, True]
    once = set(found.mentions.row[found.mentions.kept()].tolist())
    assert once == {0, 1}
    assert (found.mentions.row == -1).any()


def test_of_a_document_that_came_twice_the_first_unit_is_kept(tmp_path):
    one = unit([write(tmp_path / "a", x=report(1), y=report(2))], tmp_path / "one")
    two = unit([write(tmp_path / "b", x=report(3), y=report(1))], tmp_path / "two")
    found = gather([one, two])
    assert found.referrals.column("referral").to_pylist() == ["NCMEC:1", "NCMEC:2", "NCMEC:3"]
    assert found.kept.tolist() == [True, True, True, False]


def test_new_content_under_a_known_id_is_a_version_by_the_senders_time(tmp_path):
    old, new = report(1, received="2026-03-01T00:00:00Z"), report(1, received="2026-03-02T00:00:00Z")
    found = corpus([write(tmp_path / "in", a=new, b=old)], tmp_path / "unit")
    assert versions(found) == [("NCMEC:1", 1, False), ("NCMEC:1", 2, True)]
    assert found.version.tolist() == [2, 1]
    assert found.superseded.tolist() == [False, True]
    assert found.nodes == 1


def test_a_version_without_a_time_comes_first_and_equal_times_go_by_digest(tmp_path):
    undated = report(1, received=None)
    same_day = [report(1, additionalInformations=[{"value": text}]) for text in ("one", "two", "three")]
    found = corpus([write(tmp_path / "in", a=same_day[0], b=undated, c=same_day[1], d=same_day[2])], tmp_path / "unit")
    order = np.argsort(found.version)
    sources = np.array(found.referrals.column("source_sha256").to_pylist())[order].tolist()
    assert order[0] == 1
    assert sources[1:] == sorted(sources[1:])
    assert found.current.tolist() == [order[-1]]


def test_two_reports_of_one_id_in_one_document_are_two_versions(tmp_path):
    both = [report(1), report(1, additionalInformations=[{"value": "more"}]), report(2)]
    found = corpus([write(tmp_path / "in", list=both)], tmp_path / "unit")
    assert versions(found) == [("NCMEC:1", 1, False), ("NCMEC:1", 2, True), ("NCMEC:2", 1, True)]
    assert found.referrals.column("ordinal").to_pylist() == [0, 1, 2]


def test_a_part_adds_to_its_referral_and_supersedes_nothing(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "details.xml").write_text(
        "<fileDetails><reportId>77</reportId><fileId>" + "ab" * 16 + "</fileId></fileDetails>"
    )
    (folder / "report.xml").write_text(xml_samples.MINIMUM.replace("<report>", "<report><reportId>77</reportId>", 1))
    found = corpus([folder], tmp_path / "unit")
    part = found.referrals.column("part").to_pylist()
    assert (found.nodes, sorted(part)) == (1, [False, True])
    assert part[found.current[0]] is False
    assert not found.superseded.any()


def test_a_part_that_came_alone_speaks_for_its_referral(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "details.xml").write_text("<fileDetails><reportId>77</reportId><fileId>f</fileId></fileDetails>")
    found = corpus([folder], tmp_path / "unit")
    assert (found.nodes, found.current.tolist(), found.superseded.tolist()) == (1, [0], [False])


def test_nothing_at_all_is_a_corpus_too():
    found = gather([])
    assert (found.nodes, len(found.referrals), len(found.mentions.kept())) == (0, 0, 0)
