"""Officers, and the links that let one in once.

No account exists until somebody makes one: there is no default officer and no default password. A login link works
once and for a short time, and only its digest is stored.
"""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Officer(AbstractUser):
    """A person who works at the desk. ``service_number`` names the officer in exports instead of a name.

    ``rank``, ``post`` and ``unit`` are codes of the pack, empty where they are not known; they say what an officer is,
    and permit nothing (``nigehban.desk.access``). ``left_because`` is why an account was closed.
    """

    service_number = models.CharField(_("service number"), max_length=32, unique=True, null=True, blank=True)
    rank = models.CharField(_("rank"), max_length=32, blank=True, default="")
    post = models.CharField(_("post"), max_length=32, blank=True, default="")
    unit = models.CharField(_("unit"), max_length=32, blank=True, default="")
    left_because = models.TextField(_("why the account is closed"), blank=True, default="")

    class Meta:
        verbose_name = _("officer")
        verbose_name_plural = _("officers")

    def __str__(self) -> str:
        return self.service_number or self.username


class LoginLink(models.Model):
    """A link that lets one officer in once. ``digest`` is the hex SHA-256 of the secret in the link."""

    digest = models.CharField(max_length=64, primary_key=True)
    officer = models.ForeignKey(Officer, models.CASCADE, related_name="login_links")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("login link")
        verbose_name_plural = _("login links")

    def __str__(self) -> str:
        return f"{self.officer} until {self.expires_at:%Y-%m-%d %H:%M}"


class FactorReset(models.Model):
    """One administrator asks that an officer's second factors be forgotten, another agrees: never the same person."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="factor_resets")
    reason = models.TextField(_("reason"))
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="factor_resets_asked")
    asked_at = models.DateTimeField(db_default=Now())
    agreed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="factor_resets_agreed")
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("reset of second factors")
        verbose_name_plural = _("resets of second factors")
        constraints = [
            models.CheckConstraint(name="factorreset_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="factorreset_two_persons",
                condition=~Q(asked_by=F("officer")) & (Q(agreed_by=None) | ~Q(agreed_by=F("asked_by"))),
            ),
            models.CheckConstraint(
                name="factorreset_not_ones_own", condition=Q(agreed_by=None) | ~Q(agreed_by=F("officer"))
            ),
        ]
        indexes = [models.Index(fields=["officer", "-asked_at"], name="factorreset_officer")]

    def __str__(self) -> str:
        return f"{self.officer} at {self.asked_at:%Y-%m-%d %H:%M}"


class LoginAttempt(models.Model):
    """An attempt to log in with a password that has not succeeded. ``who`` is a digest of the name and the address."""

    who = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("login attempt")
        verbose_name_plural = _("login attempts")
        indexes = [
            models.Index(fields=["who", "at"], name="loginattempt_who"),
            models.Index(fields=["at"], name="loginattempt_at"),
        ]

    def __str__(self) -> str:
        return f"{self.who[:8]} at {self.at:%Y-%m-%d %H:%M}"
