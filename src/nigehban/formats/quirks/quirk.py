"""What a quirk is: a habit of one platform, known from its reports, that the general reader would misread or miss."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nigehban.formats.pointers import resolve
from nigehban.formats.police.draft import Draft, Owner
from nigehban.records import Mention, Role, Stated

Report = dict[str, object]


@dataclass(frozen=True, slots=True)
class Quirk:
    """A habit of the platforms whose name as reporter ``sender`` finds (``None``: anyone may forward such text)."""

    name: str
    sender: re.Pattern[str] | None
    apply: Callable[[Draft, Report], None]


def words(*names: str) -> re.Pattern[str]:
    """A pattern that finds any of the names as whole words, in any case."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


def suspect(draft: Draft) -> Owner:
    """Whose a finding is that names no person: the reported person's, if there is exactly one."""
    reported = [index for index, party in enumerate(draft.referral.parties) if party.role is Role.REPORTED]
    if not reported:
        return Owner(platform=draft.referral.reporter)
    return Owner(Role.REPORTED, reported[0] if len(reported) == 1 else -1, platform=draft.referral.reporter)


def derived(draft: Draft, owner: Owner, kind: str, words: str, pointer: str, hint: str | None = None) -> Mention:
    """Adds an identifier that was found in free text; ``pointer`` is that of the whole text."""
    mention = draft.mention(kind, Stated(words, pointer), owner, hint)
    mention.derived = True
    return mention


def owned_texts(draft: Draft) -> Iterator[tuple[str, str, Owner]]:
    """Every free text with its pointer and whose words it describes: its own party's, else the suspect's."""
    usual = suspect(draft)
    for text in list(draft.referral.narratives):
        if text.role is Role.NONE:
            yield text.text, text.pointer, usual
        else:
            yield text.text, text.pointer, Owner(text.role, text.party, platform=usual.platform)


def node_at(draft: Draft, report: Report, pointer: str) -> object:
    """What stands in the report at a pointer that starts at the document's root."""
    return resolve(report, pointer[len(draft.referral.pointer) :])
