"""Filters of the pages of documents."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def spoken_in(text: Mapping[str, str], language: str) -> str:
    """A text of the pack in the language of a document."""
    return text[language]


@register.filter
def label_of(labels: Mapping[str, Mapping[str, str]], field: str) -> Mapping[str, str]:
    """The label of a field, by language."""
    return labels[field]
