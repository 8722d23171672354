"""The log of reads, written by ``nigehban.desk.audit.reads`` only; seals over all logs; what auditors found."""

from nigehban.desk.audit.models.finding import SampleFinding, Verdict
from nigehban.desk.audit.models.read import Read
from nigehban.desk.audit.models.seal import Seal

__all__ = ["Read", "SampleFinding", "Seal", "Verdict"]
