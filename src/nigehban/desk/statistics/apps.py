"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    """Figures, products and what of them was published."""

    name = "nigehban.desk.statistics"
    label = "statistics"
    verbose_name = _("Statistics")
