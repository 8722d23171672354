"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Officers and how they enter."""

    name = "nigehban.desk.accounts"
    label = "accounts"
    verbose_name = _("Accounts")
