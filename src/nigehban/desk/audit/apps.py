"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """What happened, and who looked."""

    name = "nigehban.desk.audit"
    label = "audit"
    verbose_name = _("Audit")
