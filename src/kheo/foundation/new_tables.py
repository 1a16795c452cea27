"""Migrations that make many tables make them in a fraction of the time."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel


class CreateModels(Operation):
    """Several new tables as one step.

    After each table Django builds every class of every related model anew, which for an installation's hundreds of tables took
    twenty seconds of its first start. New tables change no table that is there: the classes are built once, after the last.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations: list[CreateModel]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.operations], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        # Classes already built are let go of first, so that no table makes them be built again; who asks next builds them.
        state.clear_delayed_apps_cache()
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.operations)} models"


def together(operations: Iterable[Operation]) -> list[Operation]:
    """Return *operations* with each run of new tables as one step."""
    return list(_runs(operations))


def _runs(operations: Iterable[Operation]) -> Iterator[Operation]:
    for is_table, run in groupby(operations, key=lambda operation: isinstance(operation, CreateModel)):
        steps = list(run)
        if is_table:
            yield CreateModels([step for step in steps if isinstance(step, CreateModel)])
        else:
            yield from steps
