"""Triggers of many models in one step of a migration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.compiler import Trigger
from pgtrigger.migrations import AddTrigger


class AddTriggers(Operation):
    """``AddTrigger`` for each pair of a model and its trigger.

    After each operation that concerns a model Django makes its class anew, and those of all its relatives: an empty
    database took seconds longer with an operation for each trigger.
    """

    def __init__(self, triggers: Sequence[tuple[str, Trigger]]) -> None:
        self.triggers = triggers

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the triggers in the state of their models."""
        for model, trigger in self.triggers:
            options = state.models[app_label, model].options
            options["triggers"] = [*options.get("triggers", []), trigger]
        state.reload_models([(app_label, model) for model, _trigger in self.triggers], delay=True)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Install them, in their order."""
        for model, trigger in self.triggers:
            AddTrigger(model, trigger).database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take them away, the last first."""
        for model, trigger in reversed(self.triggers):
            AddTrigger(model, trigger).database_backwards(app_label, schema_editor, to_state, from_state)

    def describe(self) -> str:
        """What ``migrate`` says of it."""
        return f"Create {len(self.triggers)} triggers"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How it is written in a migration."""
        return type(self).__name__, [], {"triggers": self.triggers}
