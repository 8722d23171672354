"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """The frame of all screens."""

    name = "nigehban.desk.web"
    label = "web"
    verbose_name = _("Screens")
