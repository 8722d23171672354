"""``nigehban read``: one document's record, facts and warnings."""

from __future__ import annotations

import sys
from dataclasses import asdict, fields, is_dataclass
from datetime import datetime
from pathlib import Path

from nigehban import formats
from nigehban.cli.errors import FailedError, UsageError
from nigehban.cli.inputs import check_mapping
from nigehban.cli.text import WIDTH, cut, printable
from nigehban.records import Document, Referral

_LISTS = {
    "parties": "party",
    "files": "file",
    "tags": "tag",
    "mentions": "identifier",
    "places": "place",
    "narratives": "text",
    "chains": "chain",
}
"""The lists of a referral, and what one of them is called."""


def run(file: Path, *, as_json: bool, mapping: Path | None) -> None:
    """Print what the document says; a refused document is an error with the reason."""
    document = _read(file, mapping)
    if as_json:
        _print_json(document)
    else:
        _print_text(document)


def _read(file: Path, mapping: Path | None) -> Document:
    if not file.is_file():
        raise UsageError(f"{file} is no file. Give one document; for a folder or a ZIP use nigehban triage.")
    check_mapping(mapping)
    if file.stat().st_size > formats.MAX_DOCUMENT_BYTES:
        raise FailedError(f"{file} is too large: a single document may have {formats.MAX_DOCUMENT_BYTES:,} bytes.")
    try:
        return formats.read_document(file.read_bytes(), name=file.name, mapping=mapping)
    except formats.Refused as refusal:
        raise FailedError(f"{file}: {refusal}") from refusal


def _print_json(document: Document) -> None:
    import orjson

    shown = asdict(document)
    for referral, record in zip(shown["referrals"], document.referrals, strict=True):
        referral["referral"] = record.id
        referral["facts"] = [fact._asdict() for fact in record.facts]
    text = orjson.dumps(_encodable(shown), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    sys.stdout.buffer.write(text)


def _encodable(value: object) -> object:
    """The same value with lone surrogates escaped, which JSON in UTF-8 cannot hold, and tuples by field name."""
    if isinstance(value, str):
        return str(value).encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {str(_encodable(key)): _encodable(part) for key, part in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return _encodable(value._asdict())
    if isinstance(value, list | tuple):
        return [_encodable(part) for part in value]
    return value


def _print_text(document: Document) -> None:
    print(f"{document.format} document, SHA-256 {document.sha256}")
    for warning in document.warnings:
        print(f"  warning: {printable(warning)}")
    for referral in document.referrals:
        _print_referral(referral)


def _print_referral(referral: Referral) -> None:
    print(f"\nReferral {printable(referral.id)}")
    for field in fields(referral):
        value = getattr(referral, field.name)
        if field.name not in {*_LISTS, "facts", "warnings", "external_id"} and value not in (None, []):
            print(f"  {field.name:<22} {_shown(value)}")
    for warning in referral.warnings:
        print(f"  warning: {printable(warning)}")
    for name, one in _LISTS.items():
        for item in getattr(referral, name):
            print(f"  {one:<22} {_shown(item)}")
    print(f"  {len(referral.facts)} facts (* is mapped into the record)")
    for fact in referral.facts:
        print(f"    {'*' if fact.mapped else ' '} {printable(fact.pointer)} = {_cut(fact.value)}")


def _shown(value: object) -> str:
    if is_dataclass(value) and not isinstance(value, type):
        parts = [(field.name, getattr(value, field.name)) for field in fields(value)]
        return ", ".join(f"{name}={_shown(part)}" for name, part in parts if part not in (None, -1, {}, False))
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return ", ".join(f"{name}={_shown(part)}" for name, part in value._asdict().items() if part is not None)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_shown(part)}" for name, part in value.items())
    if isinstance(value, datetime):
        return value.isoformat()
    return _cut(str(value))


def _cut(text: str | None) -> str:
    """One line of the text, safe for a terminal."""
    if text is None:
        return "null"
    return cut(text) if len(text) <= WIDTH else f"{cut(text)} ({len(text):,} characters)"
