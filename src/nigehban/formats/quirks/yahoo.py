"""Yahoo's files and e-mails are joined by a number: ``Message ID:`` at the file, ``X-Ymail-Msg-Id:`` in the e-mail.

The e-mail's sender and moment are then the file's: who sent it, and when.
"""

from __future__ import annotations

import re
from typing import Final

from nigehban.formats.police.draft import Draft, Owner
from nigehban.formats.quirks.quirk import Quirk, Report, derived, suspect, words
from nigehban.formats.times import instant
from nigehban.records import Narrative, Role

_FILE_NUMBER: Final = re.compile(r"Message ID:[ \t]*(\S{1,200})", re.IGNORECASE)
_MAIL_NUMBER: Final = re.compile(r"X-Ymail-Msg-Id:[ \t]*(\S{1,200})", re.IGNORECASE)
_HEADER: Final = re.compile(r"^(From|To|Date):[ \t]*([^\r\n]{1,400})", re.MULTILINE | re.IGNORECASE)
_ADDRESS: Final = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,255}")


def _apply(draft: Draft, report: Report) -> None:
    del report
    mails = _mails_by_number(draft)
    if not mails:
        return
    files = {file.pointer: index for index, file in enumerate(draft.referral.files)}
    for text in list(draft.referral.narratives):
        file = _file_of(files, text)
        for number in _FILE_NUMBER.findall(text.text) if file >= 0 else ():
            if number in mails:
                _join(draft, file, mails[number])


def _mails_by_number(draft: Draft) -> dict[str, Narrative]:
    mails = (text for text in draft.referral.narratives if text.kind == "email")
    return {number: text for text in mails for number in _MAIL_NUMBER.findall(text.text)}


def _file_of(files: dict[str, int], text: Narrative) -> int:
    """The file that the text stands at, -1 for none."""
    above = text.pointer
    while above and above not in files:
        above = above.rpartition("/")[0]
    return files.get(above, -1)


def _join(draft: Draft, file: int, mail: Narrative) -> None:
    headers = {name.lower(): value.strip() for name, value in reversed(_HEADER.findall(mail.text))}
    sent = instant(headers["date"]) if "date" in headers else None
    if sent is not None and draft.referral.files[file].uploaded is None:
        draft.referral.files[file].uploaded = sent
    sender = suspect(draft)
    recipient = Owner(Role.RECIPIENT, file=file)
    for name, owner in (("from", Owner(sender.role, sender.party, file)), ("to", recipient)):
        for address in _ADDRESS.findall(headers.get(name, "")):
            mention = derived(draft, owner, "email", address, mail.pointer)
            mention.event, mention.at = "Sent" if name == "from" else "Received", sent


QUIRK: Final = Quirk("yahoo", words("yahoo", "oath", "verizon media"), _apply)
