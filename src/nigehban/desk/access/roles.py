"""The roles of a real unit, and what each may do.

A role is granted for one unit or for the whole country. Two of them are apart: the auditor reads logs and nothing
else, the administrator keeps accounts and sees no case.
"""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """What a page or an action asks for."""

    HAND_IN = "hand_in"
    SEE_LEADS = "see_leads"
    DECIDE_LEADS = "decide_leads"
    SEE_CASES = "see_cases"
    OPEN_CASES = "open_cases"
    WORK_CASES = "work_cases"
    REVIEW_LAW = "review_law"
    LEAD_CIRCLE = "lead_circle"
    EXAMINE = "examine"
    SEE_OPERATIONS = "see_operations"
    RUN_OPERATIONS = "run_operations"
    APPROVE_WANTED = "approve_wanted"
    SEE_STATISTICS = "see_statistics"
    ISSUE_STATISTICS = "issue_statistics"
    SUPERVISE = "supervise"
    UNSEAL = "unseal"
    READ_AUDIT = "read_audit"
    MANAGE_ACCOUNTS = "manage_accounts"


class Role(models.TextChoices):
    """What an officer is in the unit; the pack has the local titles."""

    REGISTER_KEEPER = "register_keeper", _("register keeper")
    TRIAGE_ANALYST = "triage_analyst", _("triage analyst")
    VERIFICATION_OFFICER = "verification_officer", _("verification officer")
    ENQUIRY_OFFICER = "enquiry_officer", _("enquiry officer")
    INVESTIGATING_OFFICER = "investigating_officer", _("investigating officer")
    CIRCLE_IN_CHARGE = "circle_in_charge", _("circle in-charge")
    LEGAL_OFFICER = "legal_officer", _("legal officer")
    FORENSIC_EXAMINER = "forensic_examiner", _("forensic examiner")
    SUPERVISOR = "supervisor", _("supervisor")
    DIRECTOR = "director", _("director")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the role may do."""
        return _PERMISSIONS[self]

    @property
    def oversees(self) -> bool:
        """Whether the role sees every case of its unit that is not sealed; others see those they are members of."""
        return self in OVERSEEING


_P = Permission
_CASEWORK = {_P.SEE_LEADS, _P.SEE_CASES, _P.WORK_CASES, _P.SEE_OPERATIONS, _P.SEE_STATISTICS}
_HEAD = {*_CASEWORK, _P.DECIDE_LEADS, _P.OPEN_CASES, _P.LEAD_CIRCLE, _P.RUN_OPERATIONS, _P.UNSEAL}
_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.REGISTER_KEEPER: frozenset({_P.HAND_IN, _P.SEE_LEADS, _P.SEE_CASES, _P.OPEN_CASES, _P.SEE_STATISTICS}),
    Role.TRIAGE_ANALYST: frozenset({_P.HAND_IN, _P.SEE_LEADS, _P.DECIDE_LEADS, _P.SEE_STATISTICS}),
    Role.VERIFICATION_OFFICER: frozenset({*_CASEWORK, _P.DECIDE_LEADS, _P.OPEN_CASES}),
    Role.ENQUIRY_OFFICER: frozenset({*_CASEWORK, _P.OPEN_CASES}),
    Role.INVESTIGATING_OFFICER: frozenset({*_CASEWORK, _P.DECIDE_LEADS, _P.OPEN_CASES, _P.UNSEAL}),
    Role.CIRCLE_IN_CHARGE: frozenset(_HEAD),
    Role.LEGAL_OFFICER: frozenset({_P.SEE_LEADS, _P.SEE_CASES, _P.WORK_CASES, _P.REVIEW_LAW, _P.SEE_STATISTICS}),
    Role.FORENSIC_EXAMINER: frozenset({_P.EXAMINE}),
    Role.SUPERVISOR: frozenset({*_HEAD, _P.SUPERVISE, _P.ISSUE_STATISTICS}),
    Role.DIRECTOR: frozenset({*_HEAD, _P.SUPERVISE, _P.ISSUE_STATISTICS, _P.APPROVE_WANTED, _P.REVIEW_LAW}),
    Role.AUDITOR: frozenset({_P.READ_AUDIT}),
    Role.ADMINISTRATOR: frozenset({_P.MANAGE_ACCOUNTS}),
}
OVERSEEING = frozenset(
    {Role.REGISTER_KEEPER, Role.CIRCLE_IN_CHARGE, Role.LEGAL_OFFICER, Role.SUPERVISOR, Role.DIRECTOR}
)


def roles_with(permission: Permission) -> list[Role]:
    """The roles that have a permission."""
    return [role for role in Role if permission in role.permissions]
