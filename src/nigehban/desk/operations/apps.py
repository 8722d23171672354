"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    """Operations over several circles."""

    name = "nigehban.desk.operations"
    label = "operations"
    verbose_name = _("Operations")

    def ready(self) -> None:
        """Give operations their access pages."""
        from nigehban.desk.access.records import register  # noqa: PLC0415 - models are there only now
        from nigehban.desk.operations.access_record import protected_operation  # noqa: PLC0415

        register("operation", protected_operation)
