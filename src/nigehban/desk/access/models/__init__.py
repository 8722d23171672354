"""Grants of roles and memberships. Both are ended, never removed: who could see what, and when, stays answerable."""

from nigehban.desk.access.models.membership import Membership, RecordKind
from nigehban.desk.access.models.role_grant import RoleGrant

__all__ = ["Membership", "RecordKind", "RoleGrant"]
