"""Filters of pages on leads: what the rules say."""

from __future__ import annotations

from django import template

from nigehban.desk.leads.wording import raising_in_words, reason_in_words

register = template.Library()
register.filter("said", reason_in_words)
register.filter("said_to_raise", raising_in_words)
