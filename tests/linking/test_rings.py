"""One ring or separate groups."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nigehban.linking.rings import ring

PHONE, WALLET, DEVICE = 3, 11, 4


def test_two_subjects_and_one_shared_phone_are_a_pair():
    assert ring({(1, 2): [PHONE]}).is_one


def test_three_subjects_that_all_share_are_one_ring():
    assert ring({(1, 2): [PHONE], (2, 3): [WALLET], (1, 3): [DEVICE]}).is_one


def test_two_triangles_joined_by_one_phone_are_separate_groups():
    links = {(1, 2): [WALLET], (2, 3): [WALLET], (1, 3): [WALLET], (4, 5): [DEVICE], (5, 6): [DEVICE], (4, 6): [DEVICE]}
    found = ring(links | {(3, 4): [PHONE]})
    assert found.groups == ((1, 2, 3), (4, 5, 6))
    assert found.bridges == ((3, 4),)


def test_a_bridge_of_two_kinds_of_evidence_holds():
    links = {(1, 2): [WALLET], (2, 3): [WALLET], (1, 3): [WALLET], (4, 5): [DEVICE], (5, 6): [DEVICE], (4, 6): [DEVICE]}
    assert ring(links | {(3, 4): [PHONE, WALLET]}).is_one


@given(st.dictionaries(st.tuples(st.integers(0, 9), st.integers(10, 19)), st.lists(st.integers(1, 4), min_size=1)))
def test_every_subject_is_in_one_group_and_every_bridge_joins_two(links):
    found = ring(links)
    members = [subject for group in found.groups for subject in group]
    assert sorted(members) == sorted({subject for pair in links for subject in pair})
    where = {subject: place for place, group in enumerate(found.groups) for subject in group}
    assert all(where[one] != where[other] for one, other in found.bridges)
