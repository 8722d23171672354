"""The rows of the versions of a referral. What is stored of a version stays as it is, and so does its row."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from nigehban.desk.leads.models import LeadMember, State
from nigehban.desk.referrals.models import Referral

register = template.Library()
_KEPT = 8192
_WARNINGS = 20
"""A list must stay short; the source document shows what the others speak of."""
_LONG = 2000
"""Characters: a row that strangers made long is made each time, so that they fill no memory."""


class Shown(NamedTuple):
    """All that decides how a row looks.

    ``of`` is set for the first version of a referral: how many rows it has. ``folded`` says in words that the referral
    is behind another of its ``bundle``.
    """

    label: str
    version: int
    part: bool
    received: datetime | None
    reporter: str | None
    platform: str | None
    incident_type: str | None
    warnings: tuple[str, ...]
    warned: int
    files: int
    source: str
    pointer: str
    of: int
    choose: bool
    folded: str
    bundle: str | None
    language: str | None


@register.simple_tag(takes_context=True)
def version_row(context: Context, referral: Referral, of: int = 0, member: LeadMember | None = None) -> SafeString:
    """A row of ``leads/_referrals.html``, for a member of a lead, or of the page of a referral."""
    warnings = [*referral.warnings, *referral.source.warnings]
    shown = Shown(
        referral.label,
        referral.version,
        referral.part,
        referral.received,
        referral.reporter,
        referral.platform,
        referral.incident_type,
        tuple(warnings[:_WARNINGS]),
        len(warnings),
        referral.files,
        referral.source_id,
        referral.pointer,
        of,
        bool(context.get("choose")),
        str(member.get_status_display()) if member and member.status == State.COLLAPSED else "",
        member.bundle if member else None,
        get_language(),
    )
    texts = (shown.label, shown.reporter, shown.platform, shown.incident_type, shown.pointer, *shown.warnings)
    return _made(shown) if sum(len(text or "") for text in texts) <= _LONG else _make(shown)


def _make(shown: Shown) -> SafeString:
    return render_to_string("referrals/_version.html", shown._asdict())


_made = lru_cache(maxsize=_KEPT)(_make)
