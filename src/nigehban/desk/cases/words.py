"""The pack's own words in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language

from nigehban.desk.cases.models import Case
from nigehban.jurisdiction import PackError
from nigehban.jurisdiction.procedure import Rule, load_procedure
from nigehban.jurisdiction.statistics import load_rows, load_statistics
from nigehban.jurisdiction.texts import Text


def told(text: Text) -> str:
    """A text of the pack in the language of the page or, where it has none, in its first."""
    language = (get_language() or "").partition("-")[0]
    return text.get(language) or next(iter(text.values()), "")


def state_title(case: Case) -> str:
    """How the state of a case is called; an id that the pack no longer has stays as it is."""
    return titles_of_states(case.pack).get(case.state, case.state)


def titles_of_states(pack: str) -> dict[str, str]:
    """The states of a pack and their names, in the order of the procedure."""
    return {stand.id: told(stand.title) for stand in load_procedure(pack).stands}


def event_title(pack: str, kind: str) -> str:
    """How a type of event is called."""
    known = load_procedure(pack).event_types.get(kind)
    return told(known.title) if known else kind.replace("_", " ")


def value_title(pack: str, key: str, value: str) -> str:
    """How a value of an event's data is called by which figures are told apart, such as a city; nothing for others."""
    try:
        breakdown, rows = load_statistics(pack).breakdowns.get(key), load_rows(pack)
    except PackError:  # a pack may define no figures
        return ""
    meaning = rows.words(breakdown).get(value.strip().lower()) if breakdown else None
    return told(rows.label(breakdown, meaning.value)) if breakdown and meaning else ""


def stages_of(pack: str) -> dict[str, tuple[str, Rule]]:
    """Every deadline of a pack by the id of its stage: its name and its rule."""
    return {
        stage.id: (told(stage.title or rule.title), rule)
        for rule in load_procedure(pack).rules
        for stage in rule.stages
    }
