"""A table of the kind of the Red Book: read, shown with what is wrong in each line, taken in only then."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.wanted.errors import BadTableError
from nigehban.desk.wanted.forms import EntryForm
from nigehban.desk.wanted.models import WantedEntry
from nigehban.desk.wanted.use_cases import propose

MOST_ROWS = 1000
MOST_BYTES = 700_000
_NEEDED = ("edition", "serial", "name", "status", "circle", "basis", "expires_on")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: its number in the file, its form, what keeps it from being taken in (empty: nothing)."""

    number: int
    form: EntryForm
    problems: tuple[str, ...]


def read_table(data: bytes) -> str:
    """The text of a file. Raises ``BadTableError``."""
    if len(data) > MOST_BYTES:
        raise BadTableError(
            _("The file has %(size)s bytes; %(most)s are the most. Import it in parts.")
            % {"size": f"{len(data):,}", "most": f"{MOST_BYTES:,}"}
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadTableError(_("The file is no UTF-8 text. Save the table as 'CSV UTF-8'.")) from error


def preview(officer: Officer, text: str) -> list[Line]:
    """Every line of a table, with its problems. Raises ``BadTableError``."""
    rows = csv.DictReader(io.StringIO(text))
    names = [(name or "").strip().lower() for name in rows.fieldnames or []]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise BadTableError(_("The first line lacks the columns %(missing)s.") % {"missing": ", ".join(missing)})
    rows.fieldnames = names
    found = [(number, row) for number, row in enumerate(rows, 2) if any(row.values())]
    if len(found) > MOST_ROWS:
        raise BadTableError(
            _("The table has %(found)s lines; %(most)s are the most at once.")
            % {"found": len(found), "most": MOST_ROWS}
        )
    known = set(WantedEntry.objects.values_list("edition", "serial"))
    return [_line(officer, number, row, known) for number, row in found]


def take_in(officer: Officer, lines: list[Line]) -> int:
    """Propose every line without a problem; all of them, or none when one fails. Gives their number."""
    good = [line for line in lines if not line.problems]
    with transaction.atomic():
        for line in good:
            propose(officer, **line.form.stated)
    return len(good)


def _line(officer: Officer, number: int, row: dict[str, str | None], known: set[tuple[str, str]]) -> Line:
    sent = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str) and key}
    for flag in ("cnic_blacklisted", "passport_blacklisted"):
        sent[flag] = "on" if sent.get(flag, "").lower() in {"1", "yes", "true"} else ""
    form = EntryForm(officer, {key: value for key, value in sent.items() if value})
    problems = [f"{form[name].label}: {' '.join(map(str, said))}" for name, said in form.errors.items()]
    named = (sent.get("edition", ""), sent.get("serial", ""))
    if named in known:
        problems.append("This serial is there already.")
    known.add(named)
    return Line(number, form, tuple(problems))
