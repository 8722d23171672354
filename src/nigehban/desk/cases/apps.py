"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Cases, who takes part in them, and what happened."""

    name = "nigehban.desk.cases"
    label = "cases"
    verbose_name = _("Cases")
