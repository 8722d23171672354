"""What can go wrong with statistics.

StatisticsError
├── NoSuchProductError   the pack has no product or measure of that name
├── BadPeriodError       the days asked for are none
├── ComparedError        beside an earlier issue a small figure could be worked out
├── StaleIssueError      what was approved is not what is kept, or another issue came before it
├── TwoPersonsError      who prepared an issue does not approve it, and nobody approves it twice
├── NotApprovedError     an issue is published when all have approved it
├── EndedIssueError      it was published or refused already
└── NoReasonError        a refusal needs a reason
"""

from __future__ import annotations


class StatisticsError(Exception):
    """Anything that keeps figures from being told, approved or published."""


class NoSuchProductError(StatisticsError):
    """The pack knows nothing of that name."""


class BadPeriodError(StatisticsError):
    """A period begins and ends on days of the calendar, and does not end before it begins."""


class ComparedError(StatisticsError):
    """Who has an earlier issue of the same figures could subtract, and nothing that is left could hide it."""


class StaleIssueError(StatisticsError):
    """The digest that was approved is not that of the issue, or it was prepared without an issue published since."""


class TwoPersonsError(StatisticsError):
    """Two officers answer for what leaves the unit, not one twice."""


class NotApprovedError(StatisticsError):
    """An approval is missing."""


class EndedIssueError(StatisticsError):
    """Nothing more can be decided on it."""


class NoReasonError(StatisticsError):
    """Who prepared it must learn why it was refused."""
