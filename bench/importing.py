"""A sheet taken into a programme through the product's own action, against the same rows put in without a question."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db import transaction

from bench.measure import Comparison, compare
from bench.place import fill, open_place, open_programme
from bench.sheets import initiatives_xlsx
from kheo.movement.actions.importing import import_initiatives, preview_import
from kheo.movement.models import Programme
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.queries.units import units_of

ROWS = 2000
TOWN = "gso2024-349"


def measure(_folder: Path) -> Iterator[Comparison]:
    place = open_place(TOWN, date(2024, 1, 1))
    programme = open_programme(place, 2023)
    names = [version.name for version in units_of(place, date(2023, 12, 31))]
    data = initiatives_xlsx(ROWS, names)
    yield compare(
        f"import of {ROWS} rows: read, matched, checked, written",
        lambda: taken(programme, data),
        lambda: put(programme),
        f"bulk_create of {ROWS} initiatives and registrations",
        rounds=3,
    )
    yield compare(
        f"preview of {ROWS} rows: nothing written",
        lambda: preview_import(COMMAND_LINE, programme, "danh-sach.xlsx", data),
        lambda: put(programme),
        f"bulk_create of {ROWS} initiatives and registrations",
        rounds=3,
    )
    programme.fields.all().delete()
    programme.delete()


def taken(programme: Programme, data: bytes) -> None:
    with transaction.atomic():
        outcome = import_initiatives(COMMAND_LINE, programme, "danh-sach.xlsx", data)
        if outcome.created != ROWS:
            raise RuntimeError(f"{outcome.created} rows taken: {outcome.refused[:3]}")
        transaction.set_rollback(True)


def put(programme: Programme) -> None:
    with transaction.atomic():
        fill(programme, ROWS)
        transaction.set_rollback(True)
