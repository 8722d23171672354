"""The published figures that the documents come near to, and how badly simple joining does."""

from __future__ import annotations

from collections import Counter
from statistics import median

import pytest

from nigehban.synthetic.compose import Composer
from nigehban.synthetic.content import Report
from nigehban.synthetic.naive import KINDS, Joined, naive_results
from nigehban.synthetic.world import make_world


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    world = make_world(4_000, seed=21)
    community = world.community(0)
    composer = Composer(world, community)
    return [composer.compose(plan) for plan in community.plans]


@pytest.mark.parametrize(("video", "published"), [(False, 0.535), (True, 0.449)])
def test_the_share_of_distinct_files_is_near_the_published_one(reports, video: bool, published: float) -> None:
    seen = [file.md5 for report in reports for file in report.files if file.video is video]
    assert len(set(seen)) / len(seen) == pytest.approx(published, abs=0.08)


def test_about_a_quarter_of_the_reports_bring_no_new_file(reports) -> None:
    seen: set[str] = set()
    new = 0
    for report in reports:
        hashes = {file.md5 for file in report.files}
        new += bool(hashes - seen)
        seen |= hashes
    assert new / len(reports) == pytest.approx(0.73, abs=0.06)


def test_files_and_ip_events_have_their_means_and_tails(reports) -> None:
    files = [len(report.files) for report in reports]
    events = sorted(len(report.captures) for report in reports)
    assert sum(files) / len(files) == pytest.approx(2.72, abs=0.7)
    assert max(files) > 50
    assert median(events) == pytest.approx(3, abs=1)
    assert 25 <= events[len(events) * 95 // 100] <= 50


def test_most_carrier_addresses_come_without_a_port(reports) -> None:
    captures = [c for report in reports for c in report.captures if c.address.startswith("203.0.113.")]
    assert 0.1 <= sum(c.port is not None for c in captures) / len(captures) <= 0.3
    missing = sum(c.at is None for report in reports for c in report.captures)
    assert missing / sum(len(report.captures) for report in reports) == pytest.approx(0.05, abs=0.02)


@pytest.fixture(scope="module")
def joined() -> dict[str, Joined]:
    return {result.kind: result for result in naive_results(make_world(4_000, seed=22))}


def test_joining_on_any_shared_identifier_is_almost_always_wrong(joined) -> None:
    assert joined["any"].pairs.precision < 0.05
    assert joined["any"].largest > 1_000


@pytest.mark.parametrize("kind", KINDS)
def test_joining_on_one_kind_of_identifier_does_badly(joined, kind: str) -> None:
    pairs = joined[kind].pairs
    assert pairs.precision < 0.5 or pairs.recall < 0.5


def test_nearly_all_true_pairs_can_be_reached_by_an_honest_linker(joined) -> None:
    assert joined["reachable"].pairs.recall > 0.93
    assert joined["reachable"].pairs.precision == 1.0


def test_a_prolific_platform_is_common_and_informational_reports_are_one_in_eight(reports) -> None:
    platforms = Counter(report.plan.platform.name for report in reports)
    assert platforms["Facebook"] / len(reports) == pytest.approx(0.40, abs=0.05)
    assert sum(report.informational for report in reports) / len(reports) == pytest.approx(0.12, abs=0.03)
