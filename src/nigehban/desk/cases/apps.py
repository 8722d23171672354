"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Cases, who takes part in them, and what happened."""

    name = "nigehban.desk.cases"
    label = "cases"
    verbose_name = _("Cases")

    def ready(self) -> None:
        """Give the app's records their access pages."""
        from nigehban.desk.access.records import register  # noqa: PLC0415 - models are there only now
        from nigehban.desk.cases.access_record import protected_case  # noqa: PLC0415

        register("case", protected_case)
