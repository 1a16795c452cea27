"""Who may be given a task on a day: units and bodies of the locality that exist then, and their names."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kheo.foundation.text import fold
from kheo.organisation.models import Body, Locality, Unit, UnitVersion
from kheo.organisation.queries.bodies import units_ever_under
from kheo.organisation.queries.units import names_on
from kheo.organisation.queries.words import terms_of


@dataclass(frozen=True)
class OwnerChoice:
    """*key* is what a form sends: the code of the body, else of the unit."""

    key: str
    name: str
    unit: Unit
    body: Body | None = None


@dataclass(frozen=True)
class OwnerGroup:
    """Choices that are ticked together: the communes and wards, the bodies of the locality, those of its units."""

    slug: str
    label: str
    choices: tuple[OwnerChoice, ...]


def owner_groups(locality: Locality, day: date) -> list[OwnerGroup]:
    """Everybody who may be given a task on *day*: units just under it, its bodies, those of its units; three queries.

    Not the people's own bodies (:func:`why_not_given`).
    """
    versions = list(UnitVersion.objects.on(day).filter(parent=locality.unit_id).select_related("unit"))
    versions.sort(key=lambda one: fold(one.name))
    units = tuple(OwnerChoice(one.unit.code, one.name, one.unit) for one in versions)
    bodies = list(Body.objects.on(day).filter(locality=locality).exclude(kind=Body.Kind.COMMUNITY).select_related("unit"))
    bodies.sort(key=lambda one: fold(one.name))
    own = tuple(OwnerChoice(one.code, one.name, one.unit, one) for one in bodies if one.unit_id == locality.unit_id)
    below = [one for one in bodies if one.unit_id != locality.unit_id]
    names = names_on({one.unit_id for one in below}, day) if below else {}
    of_units = tuple(OwnerChoice(one.code, _with_unit(one, names), one.unit, one) for one in below)
    villages = all(one.unit.level == Unit.Level.VILLAGE for one in versions)
    groups = [
        OwnerGroup("don-vi", terms_of(locality, day).community.capitalize() if villages else "Xã, phường, thị trấn", units),
        OwnerGroup("co-quan", "Cơ quan, đoàn thể", own),
        OwnerGroup("co-so", "Cơ quan, đoàn thể ở cơ sở", of_units),
    ]
    return [group for group in groups if group.choices]


def why_not_given(body: Body | None) -> str:
    """Why *body* is given no task: a board of the people is led by the Front, a village is given it itself; "" for others."""
    if body is None or body.kind != Body.Kind.COMMUNITY:
        return ""
    if body.unit.level == Unit.Level.VILLAGE:
        return f"{body.name} không nhận việc giao; giao cho chính thôn, tổ dân phố ấy."
    return (
        f"{body.name} do Uỷ ban Mặt trận Tổ quốc cấp xã chỉ đạo hoạt động (Điều 39 khoản 1, Điều 44 khoản 1 "
        "Luật 10/2022/QH15), không nhận việc giao; chọn cơ quan, đơn vị khác."
    )


def _with_unit(body: Body, names: dict[int, str]) -> str:
    unit = names.get(body.unit_id, "")
    return body.name if not unit or unit in body.name else f"{body.name}, {unit}"


def named_owners(locality: Locality, keys: Collection[str], day: date) -> list[OwnerChoice]:
    """The bodies and units of *locality* that *keys* name, whether they exist on *day* or not: to refuse one by its name."""
    bodies = list(Body.objects.filter(locality=locality, code__in=keys).select_related("unit"))
    units = list(units_ever_under(locality).filter(code__in=keys))
    names = names_on(units, day)
    found = [OwnerChoice(one.code, one.name, one.unit, one) for one in bodies]
    return [*found, *(OwnerChoice(one.code, names.get(one.pk, f"mã {one.code}"), one) for one in units)]


def units_living(locality: Locality, units: Collection[Unit], day: date) -> set[int]:
    """Primary keys of those of *units* that are the locality's and exist on *day*."""
    keys = {unit.pk for unit in units}
    of_locality = set(units_ever_under(locality).filter(pk__in=keys).values_list("pk", flat=True))
    living = set(UnitVersion.objects.on(day).filter(unit__in=of_locality).values_list("unit_id", flat=True))
    ended = {unit.pk for unit in units if (unit.ended_on and unit.ended_on <= day) or (unit.founded_on and unit.founded_on > day)}
    return living - ended
