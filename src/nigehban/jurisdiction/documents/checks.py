"""What must hold between documents and the rest of the pack; each breach is told with its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nigehban.jurisdiction.documents.facts import PATHS, fits
from nigehban.jurisdiction.documents.records import Document, Documents, Field
from nigehban.jurisdiction.documents.template.checking import check_template
from nigehban.jurisdiction.errors import PackError, PackFileError, PackLineError
from nigehban.jurisdiction.problems import Problems
from nigehban.jurisdiction.procedure.records import Procedure


def check_documents(documents: Documents, procedure: Procedure | None, problems: Problems) -> None:
    """Add to ``problems`` whatever contradicts; without a procedure no state and no event is known."""
    told: set[str] = set()
    for document in documents.documents.values():
        for error in _of_document(document, procedure):
            if str(error) not in told:  # a shared field is looked at once, whoever shares it
                told.add(str(error))
                problems.append(error)
    problems.extend(_strays(documents))
    if procedure:
        problems.extend(_steps(documents, procedure))


def _of_document(document: Document, procedure: Procedure | None) -> Iterator[PackError]:
    states = {state.id for state in procedure.stands} if procedure else set()
    events = procedure.event_types if procedure else {}
    yield from _unknown(document, "state", document.states, states, "procedure/states.toml")
    yield from _unknown(document, "event", document.events, set(events), "procedure/events.toml")
    for field in document.fields.values():
        if field.prefill is not None:
            yield from _prefill(field, fits(field.prefill, field.kind, events))
    for template in document.templates.values():
        yield from check_template(template, document.fields)


def _unknown(
    document: Document, what: str, named: tuple[str, ...], known: set[str], where: str
) -> Iterator[PackLineError]:
    for name in named:
        if name not in known:
            problem = f"document '{document.id}' names the {what} '{name}', which is not in {where}."
            yield PackLineError(document.path, document.line, problem)


def _prefill(field: Field, fitting: bool | None) -> Iterator[PackLineError]:
    if fitting is None:
        known = f"{', '.join(PATHS)}, events.TYPE.at, events.TYPE.KEY"
        problem = f"'{field.name}' is to be filled from '{field.prefill}', and no case says that. Known are: {known}."
        yield PackLineError(field.path, field.line, problem)
    elif not fitting:
        problem = f"'{field.name}' ({field.kind}) cannot be filled from '{field.prefill}': another kind stands there."
        yield PackLineError(field.path, field.line, problem)


def _strays(documents: Documents) -> Iterator[PackError]:
    """A template that no document has would be silence."""
    known = {template.path for one in documents.documents.values() for template in one.templates.values()}
    for path in sorted((documents.folder / "documents").glob("*.html")):
        if path not in known:
            yield PackFileError(path, "belongs to no document of this folder. Its name must be ID.LANGUAGE.html.")


def _steps(documents: Documents, procedure: Procedure) -> Iterator[PackLineError]:
    """The documents that a step of a case needs must be there."""
    path: Path = documents.folder / "procedure/states.toml"
    for step in procedure.transitions:
        for name in step.documents:
            if name not in documents.documents:
                problem = f"the step to '{step.end}' needs the document '{name}', which is not in documents/."
                yield PackLineError(path, step.line, problem)
