"""What is done with accounts."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

import structlog
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.accounts.errors import BadNameError, LinkRefusedError, NameTakenError
from nigehban.desk.accounts.models import LoginLink, Officer

LINK_LIFE = timedelta(minutes=15)
_log = structlog.get_logger("nigehban.desk.accounts")


def enrol(username: str, *, service_number: str | None = None) -> Officer:
    """A new officer without a password, who enters by a login link.

    Raises ``NameTakenError`` (also for a name that differs in large and small letters only) and ``BadNameError``.
    """
    officer = Officer(username=username, service_number=service_number)
    officer.set_unusable_password()
    _check_name(officer)
    try:
        with transaction.atomic():
            officer.save(force_insert=True)
    except IntegrityError as error:
        raise NameTakenError(
            _("There is an officer %(username)s or a service number %(service_number)s already.")
            % {"username": username, "service_number": service_number}
        ) from error
    _log.info("officer enrolled", officer=officer.pk)
    return officer


def issue_login_link(officer: Officer, life: timedelta = LINK_LIFE) -> str:
    """A secret that lets ``officer`` in once within ``life``. It is not stored and can not be shown again."""
    secret = secrets.token_urlsafe(32)
    LoginLink.objects.create(digest=_digest(secret), officer=officer, expires_at=timezone.now() + life)
    _log.info("login link issued", officer=officer.pk)
    return secret


def redeem_login_link(secret: str) -> Officer:
    """The officer whom the link lets in; it is used up. Of two who use it at once, one gets in.

    Raises ``LinkRefusedError``.
    """
    now = timezone.now()
    usable = LoginLink.objects.filter(digest=_digest(secret), used_at=None, expires_at__gt=now, officer__is_active=True)
    with transaction.atomic():
        link = usable.select_for_update(of=("self",)).select_related("officer").first()
        if link is None:
            raise LinkRefusedError(_("This link was used, is too old or is none of ours. Ask for a new one."))
        LoginLink.objects.filter(pk=link.pk).update(used_at=now)
    _log.info("login link used", officer=link.officer_id)
    return link.officer


def forget_second_factors(officer: Officer) -> None:
    """Passkeys, app and recovery codes are gone, and with them every session: the next one sets up new ones."""
    with transaction.atomic():
        Authenticator.objects.filter(user=officer).delete()
        end_sessions_of(officer)
    _log.warning("second factors forgotten", officer=officer.pk)


def end_sessions_of(officer: Officer) -> None:
    """The officer is logged out everywhere, at once."""
    for session in UserSession.objects.filter(user=officer):
        session.end()


def _check_name(officer: Officer) -> None:
    try:
        officer.clean_fields(exclude={"password", "service_number"})
    except ValidationError as error:
        raise BadNameError(
            _("%(username)s can not be an officer's name: %(messages)s")
            % {"username": repr(officer.username), "messages": " ".join(error.messages)}
        ) from error
    if Officer.objects.filter(username__iexact=officer.username).exists():
        raise NameTakenError(_("There is an officer %(username)s already.") % {"username": officer.username})


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
