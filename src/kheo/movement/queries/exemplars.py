"""Exemplars of other movements, for the office's list and for everybody's."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kheo.foundation.text import fold
from kheo.movement.models import Exemplar, Programme
from kheo.movement.queries.registrations import unit_name_in
from kheo.movement.rules.exemplars import public_name
from kheo.organisation.models import Locality

# Movements and campaigns that most places run; what the locality itself wrote before stands before them.
USUAL_MOVEMENTS = (
    "Toàn dân đoàn kết xây dựng nông thôn mới, đô thị văn minh",
    "Toàn dân đoàn kết xây dựng đời sống văn hoá",
    "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "Toàn dân bảo vệ an ninh Tổ quốc",
    "Cả nước chung sức xây dựng nông thôn mới",
    "Cả nước chung tay vì người nghèo, không để ai bị bỏ lại phía sau",
)


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed by; empty ones narrow nothing. *unit*: code."""

    year: int | None = None
    movement: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Shown:
    """An exemplar with its place, and its name as this reader may see it."""

    exemplar: Exemplar
    place: str
    name: str


def exemplars(locality: Locality, wanted: Wanted | None = None) -> QuerySet[Any]:
    """Exemplars of *locality*, newest year first, with ``unit_name`` as the year knew it; rows of Any for that name."""
    found = (
        Exemplar.objects.filter(locality=locality)
        .annotate(unit_name=unit_name_in("year", "unit"))
        .select_related("unit", "body", "locality")
        .order_by("-year", "folded", "pk")
    )
    if wanted is None:
        return found
    if wanted.year is not None:
        found = found.filter(year=wanted.year)
    if wanted.movement:
        found = found.filter(movement=wanted.movement)
    return found.filter(unit__code=wanted.unit) if wanted.unit else found


def for_everybody(locality: Locality, wanted: Wanted | None = None) -> QuerySet[Any]:
    return exemplars(locality, wanted).filter(is_public=True)


def find_exemplar(locality: Locality, pk: int) -> Any:
    """The exemplar **of that locality**, or None."""
    return exemplars(locality).filter(pk=pk).first()


def shown(rows: Iterable[Any], *, to_public: bool) -> list[Shown]:
    """*rows* as a page shows them; the public reads a person's name only where an official act published it."""
    found = []
    for row in rows:
        place = place_of(row)
        name = public_name(row.subject, row.name, place, row.recognised_by) if to_public else row.name
        found.append(Shown(row, place, name))
    return found


def place_of(exemplar: Any) -> str:
    return exemplar.body.name if exemplar.body else exemplar.unit_name or f"mã {exemplar.unit.code}"


def choices_of(rows: QuerySet[Any]) -> tuple[list[int], list[str], list[tuple[str, str]]]:
    """Years, movements and units (code, name) that *rows* have; three queries."""
    plain = rows.order_by()
    years = sorted(set(plain.values_list("year", flat=True)), reverse=True)
    movements = sorted(set(plain.values_list("movement", flat=True)), key=fold)
    named = plain.order_by("year").values_list("unit__code", "unit_name").distinct()
    units = {code: name or f"mã {code}" for code, name in named}
    return years, movements, sorted(units.items(), key=lambda row: row[1])


def movements_known(locality: Locality) -> list[str]:
    """What to offer while a movement is typed: what this locality wrote before, then the usual ones."""
    used = sorted(set(Exemplar.objects.filter(locality=locality).order_by().values_list("movement", flat=True)), key=fold)
    return [*used, *(one for one in USUAL_MOVEMENTS if one not in used)]


def open_programme(locality: Locality) -> Programme | None:
    """The newest open programme: where an exemplar may be registered as one of this movement."""
    return Programme.objects.filter(locality=locality, state=Programme.State.OPEN).order_by("-year").first()
