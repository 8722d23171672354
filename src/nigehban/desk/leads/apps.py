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
        """Give the app's records their access pages, and let the find field find them."""
        from nigehban.desk.access.records import register as give_access_page  # noqa: PLC0415 - models are there only now
        from nigehban.desk.leads.access_record import protected_lead  # noqa: PLC0415

        give_access_page("lead", protected_lead)
        from nigehban.desk.leads import finding  # noqa: PLC0415 - models are there only now
        from nigehban.desk.web.finding import register  # noqa: PLC0415

        register("lead number", finding.by_number)
        register("referral", finding.by_referral)
        register("identifier", finding.by_identifier)
        register("name", finding.by_name)
