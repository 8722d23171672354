"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WantedConfig(AppConfig):
    """The wanted list."""

    name = "nigehban.desk.wanted"
    label = "wanted"
    verbose_name = _("Wanted list")
