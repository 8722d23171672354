"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeadsConfig(AppConfig):
    """Leads, ranked."""

    name = "nigehban.desk.leads"
    label = "leads"
    verbose_name = _("Leads")
