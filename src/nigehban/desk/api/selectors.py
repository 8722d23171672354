"""What is read of tokens, subscriptions and notices; row security shows them to administrators alone."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from nigehban.desk.accounts.models import Officer
from nigehban.desk.api.models import ApiToken, Delivery, Stand, Subscription


def tokens() -> QuerySet[ApiToken]:
    """All tokens with their officers and when they were last used; page them by ``-id``."""
    return ApiToken.objects.select_related("officer", "made_by", "revoked_by", "use")


def tokens_acting_for(officer: Officer) -> QuerySet[ApiToken]:
    """The tokens that act in an officer's name."""
    return tokens().filter(officer=officer)


def subscriptions() -> QuerySet[Subscription]:
    """All subscriptions, each with how many notices wait and how many were given up; page them by ``-id``."""
    found = Subscription.objects.select_related("officer", "made_by")
    waiting = Count("deliveries", filter=Q(deliveries__stand=Stand.WAITING))
    dead = Count("deliveries", filter=Q(deliveries__stand=Stand.DEAD))
    return found.annotate(waiting=waiting, dead=dead)


def dead_letters() -> QuerySet[Delivery]:
    """Notices that were given up; page them by ``-id``."""
    return Delivery.objects.filter(stand=Stand.DEAD).select_related("subscription")
