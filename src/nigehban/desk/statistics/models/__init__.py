"""What of statistics is kept: targets, and products as they were prepared, approved and published."""

from nigehban.desk.statistics.models.issue import Issue, IssueStep, Step
from nigehban.desk.statistics.models.target import Target

__all__ = ["Issue", "IssueStep", "Step", "Target"]
