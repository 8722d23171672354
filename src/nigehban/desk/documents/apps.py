"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Documents of cases."""

    name = "nigehban.desk.documents"
    label = "documents"
    verbose_name = _("Documents")
