"""Officers' decisions over what was linked: the newest is obeyed first, and what is taken back leaves no trace."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from nigehban.linking import Decision, Tie, Verdict, divided

SAME, NOT_SAME, UNSURE = Verdict.SAME, Verdict.NOT_SAME, Verdict.UNSURE
ONE_ACCOUNT = dict.fromkeys(range(1, 6), 1)


def say(verdict: Verdict, one: int, other: int) -> Decision:
    return Decision(verdict, (one,), (other,))


def groups(persons: dict[int, int]) -> list[list[int]]:
    return sorted(sorted(node for node in persons if persons[node] == root) for root in set(persons.values()))


def test_what_linking_joined_stays_together_where_nobody_decided() -> None:
    assert groups(divided({1: 1, 2: 1, 3: 3, 4: 4}, [Tie(5.0, 2, 3)], [])) == [[1, 2, 3], [4]]


def test_a_referral_taken_out_leaves_the_rest_together_even_when_it_was_the_first_of_the_account() -> None:
    out = Decision(NOT_SAME, (1,), (2, 3, 4, 5))
    assert groups(divided(ONE_ACCOUNT, [], [out])) == [[1], [2, 3, 4, 5]]
    assert groups(divided(ONE_ACCOUNT, [], [Decision(NOT_SAME, (1, 3), (2, 4, 5))])) == [[1, 3], [2, 4, 5]]


def test_two_judged_not_the_same_part_at_their_weakest_link() -> None:
    ties = [Tie(9.0, 1, 2), Tie(4.0, 2, 3), Tie(8.0, 3, 4)]
    apart = divided({1: 1, 2: 2, 3: 3, 4: 4}, ties, [say(NOT_SAME, 1, 4)])
    assert groups(apart) == [[1, 2], [3, 4]]


def test_the_newer_of_two_that_contradict_is_obeyed() -> None:
    alone = {1: 1, 2: 2}
    assert groups(divided(alone, [], [say(NOT_SAME, 1, 2), say(SAME, 1, 2)])) == [[1, 2]]
    assert groups(divided(alone, [], [say(SAME, 1, 2), say(NOT_SAME, 1, 2)])) == [[1], [2]]


def test_unsure_takes_the_older_verdict_on_the_very_same_two_back_and_no_other() -> None:
    taken = [say(SAME, 1, 2), say(SAME, 2, 3), say(UNSURE, 2, 1)]
    assert groups(divided({1: 1, 2: 2, 3: 3}, [], taken)) == [[1], [2, 3]]


def test_a_merge_overrules_an_older_wall_between_the_two() -> None:
    wall = Decision(NOT_SAME, (1, 2), (3, 4, 5))
    assert groups(divided(ONE_ACCOUNT, [], [wall, Decision(SAME, (1, 2), (3, 4, 5))])) == [[1, 2, 3, 4, 5]]


def test_referrals_that_never_came_harm_nothing() -> None:
    taken = [say(SAME, 1, 99), say(NOT_SAME, 98, 2), Decision(NOT_SAME, (97,), (96,))]
    assert groups(divided({1: 1, 2: 1}, [], taken)) == [[1, 2]]


NODES = st.integers(1, 8)
DECISIONS = st.lists(
    st.builds(
        lambda verdict, one, other: Decision(verdict, tuple(sorted(one - other)), tuple(sorted(other))),
        st.sampled_from(Verdict),
        st.frozensets(NODES, min_size=1, max_size=3),
        st.frozensets(NODES, min_size=1, max_size=3),
    ).filter(lambda decision: bool(decision.one)),
    max_size=6,
)
TIES = st.lists(st.builds(Tie, st.sampled_from([1.0, 2.0]), NODES, NODES), max_size=8)
ACCOUNTS = st.fixed_dictionaries({node: st.integers(1, 3) for node in range(1, 9)})


@given(ACCOUNTS, TIES, DECISIONS)
def test_the_newest_not_same_always_holds_and_the_root_is_the_smallest(
    accounts: dict[int, int], ties: list[Tie], taken: list[Decision]
) -> None:
    persons = divided(accounts, ties, taken)
    assert all(root == min(group) for group in groups(persons) for root in {persons[group[0]]})
    if taken and taken[-1].verdict is NOT_SAME:
        assert not {persons[node] for node in taken[-1].one} & {persons[node] for node in taken[-1].other}
    if taken and taken[-1].verdict is SAME:
        assert len({persons[node] for node in (*taken[-1].one, *taken[-1].other)}) == 1


@given(ACCOUNTS, TIES, DECISIONS)
def test_persons_far_away_change_nothing(accounts: dict[int, int], ties: list[Tie], taken: list[Decision]) -> None:
    far = {node + 100: account + 100 for node, account in accounts.items()}
    both = divided(accounts | far, [*ties, *(Tie(t.score, t.a + 100, t.b + 100) for t in ties)], taken)
    near = divided(accounts, ties, taken)
    assert {node: both[node] for node in accounts} == near
    assert all((both[a] == both[b]) == (near[a] == near[b]) for a, b in combinations(accounts, 2))
