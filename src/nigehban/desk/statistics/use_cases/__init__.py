"""What is done with statistics."""

from nigehban.desk.statistics.use_cases.issues import approve_issue, prepare_issue, publish_issue, refuse_issue
from nigehban.desk.statistics.use_cases.targets import set_target

__all__ = ["approve_issue", "prepare_issue", "publish_issue", "refuse_issue", "set_target"]
