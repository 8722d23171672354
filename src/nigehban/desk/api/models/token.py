"""A token by which a program acts for an officer; of its secret only the digest is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.api.scopes import Scope
from nigehban.desk.audit.tracking import audited
from nigehban.desk.fields import digest_field

LONGEST = timedelta(days=366)
PER_MINUTE = 120


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Tokens."""

    def live(self) -> Self:
        """Those that open something now, by the database's clock."""
        return self.filter(revoked_at=None, expires_at__gt=Now(), officer__is_active=True)


@audited
class ApiToken(models.Model):
    """``digest`` is the hex SHA-256 of the secret. A request by it sees and may what ``officer`` does, within
    ``scopes``, ``per_minute`` times a minute.
    """

    digest = digest_field()
    name = models.CharField(_("name"), max_length=80)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="api_tokens", verbose_name=_("acts for"))
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope))
    per_minute = models.PositiveIntegerField(default=PER_MINUTE)
    reason = models.TextField(_("reason"))
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="api_tokens_made")
    made_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(_("until"))
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="api_tokens_revoked")

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="apitoken_digest"),
            models.CheckConstraint(name="apitoken_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="apitoken_has_scope", condition=~Q(scopes=[])),
            models.CheckConstraint(
                name="apitoken_span",
                condition=Q(expires_at__gt=F("made_at")) & Q(expires_at__lte=F("made_at") + LONGEST),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has(self, scope: Scope) -> bool:
        """Whether it was made for that."""
        return scope.value in self.scopes

    def is_over(self, now: datetime | None = None) -> bool:
        """Whether its time has passed."""
        return self.expires_at <= (now or timezone.now())


class ApiUse(models.Model):
    """How often a token was used in the last minute in which it was used: what the rate limit counts."""

    token = models.OneToOneField(ApiToken, models.CASCADE, primary_key=True, related_name="use")
    minute = models.DateTimeField(_("last used"))
    requests = models.IntegerField()

    class Meta:
        verbose_name = _("use of a token")
        verbose_name_plural = _("uses of tokens")

    def __str__(self) -> str:
        return f"token {self.token_id}: {self.requests} in {self.minute:%Y-%m-%d %H:%M}"
