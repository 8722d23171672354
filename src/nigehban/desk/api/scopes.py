"""What a token may be used for. A scope narrows what its officer may do, and widens nothing."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from nigehban.desk.access.roles import Permission


class Scope(models.TextChoices):
    """A use of the API; each asks for a permission of the officer as well."""

    REFERRALS_WRITE = "referrals:write", _("hand in referrals")
    LEADS_READ = "leads:read", _("read leads")
    CASES_READ = "cases:read", _("read cases")
    STATISTICS_READ = "statistics:read", _("read statistics")

    @property
    def permission(self) -> Permission:
        """What a role of the officer must permit."""
        return _PERMISSIONS[self]


_PERMISSIONS = {
    Scope.REFERRALS_WRITE: Permission.HAND_IN,
    Scope.LEADS_READ: Permission.SEE_LEADS,
    Scope.CASES_READ: Permission.SEE_CASES,
    Scope.STATISTICS_READ: Permission.SEE_STATISTICS,
}
