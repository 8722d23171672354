"""The codes that stand in edges and reasons: below 200 a kind of identifier, from 200 on a rule of linking itself."""

from __future__ import annotations

from enum import IntEnum


class Rule(IntEnum):
    """Why two referrals are joined or kept apart, where it is not simply a shared identifier.

    What the two row numbers of a reason count: mentions, unless said otherwise; -1 is the referral itself.
    """

    NAME = 200
    """The same folded name."""
    NAME_AND_BIRTH = 201
    """The same folded name and the same date of birth."""
    VICTIM = 202
    """The same victim. Rows: -1."""
    SUPPLEMENT = 203
    """One adds to the other, or both to a third. Rows: chains."""
    PRIOR = 204
    """One names the other as an earlier report of the same person. Rows: chains."""
    ASSOCIATED = 205
    """One names the other as associated. Rows: chains."""
    SAME = 206
    """An officer judged them the same. Rows: judgements."""

    BIRTH = 219
    """A date of birth; it speaks against, or beside a name."""
    DIFFERENT_NAME = 220
    DIFFERENT_BIRTH = 221
    DIFFERENT_DOCUMENT = 222
    """Two values of what a person has only one of."""
    NOT_SAME = 223
    """An officer judged them, or two referrals of theirs, not the same. Rows: judgements."""
    SUBJECT_TOO_LARGE = 224
    """The subject had reached its limit of accounts. Rows: -1."""
    NETWORK_TOO_LARGE = 225
    """The link was held back because the network had reached its limit of subjects. Rows: -1."""


MENTION_RULES = frozenset(
    {Rule.NAME, Rule.NAME_AND_BIRTH, Rule.DIFFERENT_NAME, Rule.DIFFERENT_BIRTH, Rule.DIFFERENT_DOCUMENT}
)
CHAIN_RULES = frozenset({Rule.SUPPLEMENT, Rule.PRIOR, Rule.ASSOCIATED})
JUDGEMENT_RULES = frozenset({Rule.SAME, Rule.NOT_SAME})
FIRST_RULE = min(Rule)

WORDS: dict[int, str] = {
    Rule.NAME: "the same name",
    Rule.NAME_AND_BIRTH: "the same name and date of birth",
    Rule.VICTIM: "the same victim",
    Rule.SUPPLEMENT: "one referral adds to the other",
    Rule.PRIOR: "one names the other as an earlier report",
    Rule.ASSOCIATED: "one names the other as associated",
    Rule.SAME: "an officer judged them the same",
    Rule.BIRTH: "the same date of birth",
    Rule.DIFFERENT_NAME: "but their names differ",
    Rule.DIFFERENT_BIRTH: "but their dates of birth differ",
    Rule.DIFFERENT_DOCUMENT: "but their identity documents differ",
    Rule.NOT_SAME: "but an officer judged them not the same",
    Rule.SUBJECT_TOO_LARGE: "held back: the subject had reached its limit of accounts",
    Rule.NETWORK_TOO_LARGE: "held back: the network had reached its limit of subjects",
}


def names_mentions(code: int) -> bool:
    """True when the two rows of a reason with this code are mentions."""
    return code < FIRST_RULE or code in MENTION_RULES
