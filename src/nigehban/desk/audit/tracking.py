"""Writes, kept by the database itself: a trigger a statement copies what was inserted, changed or removed.

The history of a row carries officer, request and reason (``nigehban.desk.access.acting``) and is append-only. Bulk
writes are kept as well, which no listener in the application could promise.
"""

from __future__ import annotations

from typing import TypeVar

import pghistory
from django.db import models

Model = TypeVar("Model", bound=type[models.Model])


def audited(model: Model) -> Model:
    """Keep the history of a model's rows in a table of its own, ``<Model>History``."""
    trackers = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    name = f"{model.__name__}History"
    row = pghistory.ObjForeignKey(related_name="history")
    tracked = pghistory.track(*trackers, level=pghistory.Statement, append_only=True, model_name=name, obj_field=row)
    return tracked(model)  # type: ignore[no-any-return]
