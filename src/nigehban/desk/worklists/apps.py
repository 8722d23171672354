"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorklistsConfig(AppConfig):
    """Who works on which lead now."""

    name = "nigehban.desk.worklists"
    label = "worklists"
    verbose_name = _("Worklists")
