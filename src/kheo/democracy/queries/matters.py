"""Matters that the people decide and the rounds in which villages were asked."""

from datetime import date

from kheo.democracy.models import Form, Matter, Round
from kheo.organisation.models import Locality, Unit, UnitVersion
from kheo.organisation.queries.bodies import units_ever_under


def has_failed_meeting(matter: Matter, village: Unit | int) -> bool:
    """Whether *village* met on *matter* and too few households came (Luật 10/2022/QH15 Điều 19 khoản 1 điểm b)."""
    return Round.objects.filter(matter=matter, village=village, form=Form.MEETING, state="failed").exists()


def villages_on(locality: Locality, day: date) -> list[UnitVersion]:
    """Thôn, tổ dân phố of *locality* on *day* with their unit, by name: those asked in a matter of the whole commune."""
    rows = UnitVersion.objects.on(day).filter(unit__level=Unit.Level.VILLAGE, parent__in=units_ever_under(locality))
    return list(rows.select_related("unit").order_by("name", "unit__code"))
