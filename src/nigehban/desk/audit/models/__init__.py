"""The log of reads. It is written by ``nigehban.desk.audit.reads`` only."""

from nigehban.desk.audit.models.read import Read

__all__ = ["Read"]
