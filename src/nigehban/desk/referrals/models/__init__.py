"""The tables of what came in. Rows are added, never changed, but for a referral's version number."""

from nigehban.desk.referrals.models.intake import Attachment, Load, LoadedUnit, Quarantine, SourceDocument
from nigehban.desk.referrals.models.referral import Referral
from nigehban.desk.referrals.models.sides import Abroad, Chain, Mention, Signal

__all__ = [
    "Abroad",
    "Attachment",
    "Chain",
    "Load",
    "LoadedUnit",
    "Mention",
    "Quarantine",
    "Referral",
    "Signal",
    "SourceDocument",
]
