"""Presence tags, whose inner shape no sample has shown: names in a list, flags in an object, or groups of tags.

A tag that is stated *false* or null is no tag.
"""

from __future__ import annotations

from typing import Final

from nigehban.formats.pointers import escape
from nigehban.formats.police.draft import Draft, each, scalar_text
from nigehban.formats.tags import fold_tag
from nigehban.formats.vocabulary import yes_or_no
from nigehban.records import Stated, Tag

_NAME_KEYS: Final = ("value", "name", "annotation", "tag", "type")
_WRAPPERS: Final = frozenset({"reportAnnotations", "fileAnnotations", "annotations", "tags", "groups"})
_MAX_LEVELS: Final = 6
_LONGEST_NAME: Final = 120


def add_tag(draft: Draft, stated: Stated, stated_by: str, file: int = -1) -> None:
    """The stated words as a tag, unless they are too long to be the name of one."""
    name = fold_tag(stated.value) if len(stated.value) <= _LONGEST_NAME else ""
    if name:
        draft.referral.tags.append(Tag(name, stated.pointer, stated_by, file))
    else:
        draft.odd(stated.pointer, "tag")


def tag_groups(draft: Draft, value: object, pointer: str, stated_by: str, file: int = -1) -> None:
    """The tags of ``groups[{name, tags[{value}]}]``; the name of a group is no tag."""
    for group, at in each(value, pointer, "groups"):
        inner, inner_at = group, at
        if isinstance(group, dict) and "tags" in group:
            inner, inner_at = group["tags"], f"{at}/tags"
        for entry, entry_at in each(inner, inner_at, "tags"):
            stated = None if isinstance(entry, bool) else draft.take(entry, entry_at)
            if stated is not None:
                add_tag(draft, stated, stated_by, file)


def annotation_tags(
    draft: Draft, value: object, pointer: str, stated_by: str, file: int = -1, levels: int = _MAX_LEVELS
) -> None:
    """The tags of ``reportAnnotations`` or ``fileAnnotations``, in whatever shape they come."""
    if not levels:
        draft.odd(pointer, "tag")
    elif isinstance(value, list):
        for position, entry in enumerate(value):
            annotation_tags(draft, entry, f"{pointer}/{position}", stated_by, file, levels - 1)
    elif isinstance(value, dict):
        _flags(draft, value, pointer, stated_by, file, levels - 1)
    elif isinstance(value, str) and (stated := draft.take(value, pointer)) is not None:
        add_tag(draft, stated, stated_by, file)


def _flags(draft: Draft, node: dict[str, object], pointer: str, stated_by: str, file: int, levels: int) -> None:
    named = next((key for key in _NAME_KEYS if isinstance(node.get(key), str)), None)
    if named is not None:
        annotation_tags(draft, node[named], f"{pointer}/{named}", stated_by, file, levels)
        return
    for key, value in node.items():
        at = f"{pointer}/{escape(key)}"
        if key in _WRAPPERS:
            annotation_tags(draft, value, at, stated_by, file, levels)
        elif (where := at if value in ("", {}) else first_stated(value, at)) is not None:
            draft.taken.add(where)
            add_tag(draft, Stated(key, where), stated_by, file)


def first_stated(value: object, pointer: str, levels: int = _MAX_LEVELS) -> str | None:
    """The pointer of the first leaf, here or below, that says anything but null, *false*, *no*, 0 or nothing."""
    if not levels:
        return None
    if isinstance(value, dict):
        entries = [(entry, f"{pointer}/{escape(key)}") for key, entry in value.items()]
    elif isinstance(value, list):
        entries = [(entry, f"{pointer}/{position}") for position, entry in enumerate(value)]
    else:
        text = scalar_text(value)
        return pointer if text and yes_or_no(text) is not False else None
    found = (first_stated(entry, at, levels - 1) for entry, at in entries)
    return next(filter(None, found), None)
