"""The operations. To import this package is to add them to the API."""

from nigehban.desk.api.v1.operations import cases, leads, referrals, service, statistics

__all__ = ["cases", "leads", "referrals", "service", "statistics"]
