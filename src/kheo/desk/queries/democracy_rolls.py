"""Rolls of villages that were joined to others: until they are taken over, every threshold is held against too few households."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q

from kheo.democracy.models import Household
from kheo.democracy.queries.roll import rolls_to_take
from kheo.desk.queries.bench import Bench, DeskItem
from kheo.organisation.models import Role, Succession, Unit
from kheo.organisation.queries.units import names_on

ROLLS = "sổ hộ chờ nhận"


def own_village(bench: Bench) -> list[DeskItem]:
    """For a village's head: rolls of the villages that the own one took over."""
    grants = bench.only(Role.VILLAGE_HEAD).grants
    held = {grant.unit_id for grant in grants if grant.locality == bench.locality.code and grant.unit_id is not None}
    return _to_take(bench, held) if held else []


def of_all(bench: Bench) -> list[DeskItem]:
    """For the office: those of every village."""
    return _to_take(bench, None)


def _to_take(bench: Bench, held: set[int] | None) -> list[DeskItem]:
    left = Household.objects.filter(locality=bench.locality, village=OuterRef("predecessor"), valid_to=None)
    left = left.filter(Q(valid_from=None) | Q(valid_from__lt=OuterRef("on")))
    steps = Succession.objects.filter(Exists(left), on__lte=bench.today).select_related("successor").order_by("on", "pk")
    found = (heir for step in steps for heir in _living(step.successor, bench.today))
    heirs = {heir.pk: heir for heir in found if held is None or heir.pk in held}
    names = names_on(set(heirs), bench.today) if heirs else {}
    return [
        DeskItem(
            "Chờ nhận", "wait", f"Sổ hộ của {roll.name or roll.old.code}",
            f"Đã nhập vào {names.get(heir.pk, '')} từ {roll.on:%d/%m/%Y}; sổ cũ còn {roll.households} hộ.",
            "Nhận sổ hộ", bench.address("democracy:roll", heir.code),
            kind=ROLLS, all_url=bench.address("democracy:rolls"),
        )
        for heir in heirs.values() for roll in rolls_to_take(heir, bench.today)
    ]  # fmt: skip


def _living(heir: Unit, today: date) -> Iterator[Unit]:
    """Who keeps the roll that *heir* was to take: itself, or where it was joined or shared out meanwhile, who goes on."""
    if heir.ended_on is None or heir.ended_on > today:
        yield heir
        return
    for step in Succession.objects.filter(predecessor=heir).select_related("successor").order_by("pk"):
        yield from _living(step.successor, today)
