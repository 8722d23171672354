"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorklistsConfig(AppConfig):
    """Who works on which lead now."""

    name = "nigehban.desk.worklists"
    label = "worklists"
    verbose_name = _("Worklists")

    def ready(self) -> None:
        """Let work follow the numbers of its leads."""
        from nigehban.desk.leads.persons import after_change  # noqa: PLC0415 - models are there only now
        from nigehban.desk.leads.rebuild import before_change  # noqa: PLC0415
        from nigehban.desk.worklists.following import follow, follow_rebuilt  # noqa: PLC0415

        after_change(follow)
        before_change(follow_rebuilt)
