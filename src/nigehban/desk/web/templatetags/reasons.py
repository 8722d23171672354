"""Filters for what rules say."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nigehban.desk.cases.words import told
from nigehban.desk.wording import called, said
from nigehban.jurisdiction.procedure import Row

register = template.Library()
register.filter("said", said)
register.filter("called", called)


@register.filter
def explained(row: Row) -> SafeString:
    """What a deadline is, in the words of its pack, and how it stands."""
    return format_html("<bdi>{}</bdi> {}", told(row.rule.says), said(row.said, "deadline"))
