"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeadsConfig(AppConfig):
    """Leads, ranked."""

    name = "nigehban.desk.leads"
    label = "leads"
    verbose_name = _("Leads")

    def ready(self) -> None:
        """Give the app's records their access pages."""
        from nigehban.desk.access.records import register  # noqa: PLC0415 - models are there only now
        from nigehban.desk.leads.access_record import protected_lead  # noqa: PLC0415

        register("lead", protected_lead)
