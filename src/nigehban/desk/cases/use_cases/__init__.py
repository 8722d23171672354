"""What is done in cases."""

from nigehban.desk.cases.use_cases.events import record_event, withdraw_event
from nigehban.desk.cases.use_cases.identities import open_identity, seal_identity
from nigehban.desk.cases.use_cases.opening import open_case

__all__ = ["open_case", "open_identity", "record_event", "seal_identity", "withdraw_event"]
