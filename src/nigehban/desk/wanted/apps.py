"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WantedConfig(AppConfig):
    """The wanted list."""

    name = "nigehban.desk.wanted"
    label = "wanted"
    verbose_name = _("Wanted list")

    def ready(self) -> None:
        """Give entries their access pages."""
        from nigehban.desk.access.records import register  # noqa: PLC0415 - models are there only now
        from nigehban.desk.wanted.access_record import protected_entry  # noqa: PLC0415

        register("wanted", protected_entry)
