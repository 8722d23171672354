"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """Who may see and do what."""

    name = "nigehban.desk.access"
    label = "access"
    verbose_name = _("Access")
