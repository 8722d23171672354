"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Documents of cases."""

    name = "nigehban.desk.documents"
    label = "documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        """Tell the page of a case where its documents are written."""
        from nigehban.desk.cases.sections import register_documents  # noqa: PLC0415 - models are there only now
        from nigehban.desk.documents.of_cases import OF_CASES  # noqa: PLC0415

        register_documents(OF_CASES)
