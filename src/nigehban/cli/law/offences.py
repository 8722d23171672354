"""``nigehban law offence``: which offence a reference names, and what it carried on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from nigehban.cli.errors import FailedError
from nigehban.cli.law.output import pack_sentences, print_json, read_day
from nigehban.cli.text import printable

if TYPE_CHECKING:
    from nigehban.jurisdiction.days import Day
    from nigehban.jurisdiction.law import Answer, Law, LawError

_UNKNOWN = "not stated"
_FACTS = ("cognizable", "bailable", "compoundable")


def run(reference: str, on: str, *, pack: str, as_json: bool) -> None:
    """Print the answer; what has none ends with 1 and the nearest sections."""
    from nigehban.jurisdiction.law import LawError, answer, load_law

    day = read_day(on, "--on")
    with pack_sentences():
        law = load_law(pack)
    try:
        found = answer(law, reference, day)
    except LawError as error:
        if as_json:
            print_json(_refusal(law, reference, day, error))
        raise FailedError(printable(_sentence(law, error))) from error
    if as_json:
        print_json(found.as_dict())
    else:
        print("\n".join(printable(line) for line in _lines(found)))


def _refusal(law: Law, reference: str, on: date, error: LawError) -> dict[str, Any]:
    return {
        "asked": reference,
        "on": str(on),
        "error": error.reason,
        "message": str(error),
        "nearest": [
            {"code": one.code, "act": one.act, "section": one.section, "title": dict(one.title)}
            for one in error.nearest
        ],
        "review": law.heading.review,
    }


def _sentence(law: Law, error: LawError) -> str:
    nearest = "; ".join(f"{one.code} ({one.title['en']})" for one in error.nearest if "en" in one.title)
    text = f"{error} Nearest: {nearest}." if nearest else str(error)
    return f"{text} [{law.heading.review}]" if law.heading.review else text


def _lines(found: Answer) -> list[str]:
    told = found.as_dict()
    offence = found.offence
    lines = [
        f"{offence.code}  section {offence.section}, {_first(told['act_title'])}",
        *(f"  {text}" for text in told["title"].values()),
        f"  on {found.on}: {_penalty(told['penalty'])}",
        *(f"  if {_first(one['when'])}: {_penalty(one['penalty'])}" for one in told["variants"]),
        f"  {', '.join(f'{name} {_yes(getattr(offence, name))}' for name in _FACTS)}",
        f"  in force from {_day(found.version.start) or _UNKNOWN} to {_day(found.version.end) or 'now'}",
        f"  source: {found.version.source} (confidence {found.version.confidence})",
    ]
    lines += [f"  note: {told['note']}"] if told["note"] else []
    lines += [f"  statutory heading: {offence.heading}"] if offence.heading else []
    lines += [f"  found through: {', '.join(found.aliases)}"] if found.aliases else []
    lines += [f"  also named: {', '.join(found.others)}"] if found.others else []
    for conflict in told["conflicts"]:
        penalty = f": {_penalty(conflict['penalty'])}" if conflict["penalty"] else ""
        lines.append(f"  conflict: {conflict['says']}{penalty} ({conflict['source']}, {conflict['confidence']})")
    lines += [f"  ! {warning}" for warning in found.warnings]
    return [*lines, f"  {found.review}"] if found.review else lines


def _day(day: Day | None) -> str | None:
    return day.told if day else None


def _first(texts: dict[str, str]) -> str:
    return next(iter(texts.values()))


def _yes(fact: bool | None) -> str:
    return {True: "yes", False: "no", None: _UNKNOWN}[fact]


def _penalty(penalty: dict[str, Any]) -> str:
    from nigehban.jurisdiction.law import in_words

    terms = _range(*(term and in_words(term) for term in (penalty["imprisonment_min"], penalty["imprisonment_max"])))
    fines = [None if fine is None else f"{fine:,}" for fine in (penalty["fine_min"], penalty["fine_max"])]
    fine = _range(*fines)
    others = [text.replace("_", " ") for text in penalty["other"]]
    prison = " or ".join(filter(None, [terms and f"imprisonment {terms}", *others]))
    money = f"fine {fine} {penalty['currency']}" if fine else "fine" if penalty["fine"] else ""
    if prison and money:
        join, end = {"and": (" and ", ""), "or": (" or ", ""), "or_both": (" or ", ", or both")}.get(
            penalty["join"], (", ", "")
        )
        return f"{prison}{join}{money}{end}"
    return prison or money or f"penalty {_UNKNOWN}"


def _range(low: str | None, high: str | None) -> str:
    if low and high:
        return f"{low} to {high}"
    return f"at least {low}" if low else f"up to {high}" if high else ""
