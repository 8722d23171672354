"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    """Operations over several circles."""

    name = "nigehban.desk.operations"
    label = "operations"
    verbose_name = _("Operations")
