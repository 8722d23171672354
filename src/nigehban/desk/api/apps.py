"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """The desk for programs."""

    name = "nigehban.desk.api"
    label = "api"
    verbose_name = _("Programs")

    def ready(self) -> None:
        """Let a new list of leads tell of those that rose."""
        from nigehban.desk.api.webhooks.announcing import announce_raised  # noqa: PLC0415 - models are there only now
        from nigehban.desk.leads.rebuild import before_change  # noqa: PLC0415

        before_change(announce_raised)
