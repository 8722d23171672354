"""Giving and taking away: roles, and memberships of records."""

from nigehban.desk.access.use_cases.memberships import add_member, end_membership
from nigehban.desk.access.use_cases.roles import end_role, grant_role

__all__ = ["add_member", "end_membership", "end_role", "grant_role"]
