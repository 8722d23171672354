"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    """Referrals as they came in."""

    name = "nigehban.desk.referrals"
    label = "referrals"
    verbose_name = _("Referrals")
