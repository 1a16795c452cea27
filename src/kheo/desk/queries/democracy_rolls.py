"""Rolls of villages that were joined to others: until they are taken over, every threshold is held against too few households."""

from django.db.models import Exists, OuterRef, Q

from kheo.democracy.models import Household
from kheo.democracy.queries.roll import households_left
from kheo.desk.queries.bench import Bench, DeskItem
from kheo.organisation.models import Role, Succession
from kheo.organisation.queries.units import names_on

ROLLS = "sổ hộ chờ nhận"


def own_village(bench: Bench) -> list[DeskItem]:
    """For a village's head: rolls of the villages that the own one took over."""
    grants = bench.only(Role.VILLAGE_HEAD).grants
    held = {grant.unit_id for grant in grants if grant.locality == bench.locality.code and grant.unit_id is not None}
    return _to_take(bench, Q(successor__in=held)) if held else []


def of_all(bench: Bench) -> list[DeskItem]:
    """For the office: those of every village."""
    return _to_take(bench, Q())


def _to_take(bench: Bench, whose: Q) -> list[DeskItem]:
    left = Household.objects.filter(locality=bench.locality, village=OuterRef("predecessor"), valid_to=None)
    left = left.filter(Q(valid_from=None) | Q(valid_from__lt=OuterRef("on")))
    steps = Succession.objects.filter(Exists(left), whose, on__lte=bench.today)
    rows = list(steps.select_related("predecessor", "successor").order_by("on", "pk"))
    names = names_on({unit for row in rows for unit in (row.predecessor_id, row.successor_id)}, bench.today) if rows else {}
    return [
        DeskItem(
            "Chờ nhận", "wait", f"Sổ hộ của {names.get(row.predecessor_id, row.predecessor.code)}",
            f"Đã nhập vào {names.get(row.successor_id, '')} từ {row.on:%d/%m/%Y}; sổ cũ còn "
            f"{households_left(row.predecessor, row).count()} hộ.",
            "Nhận sổ hộ", bench.address("democracy:roll", row.successor.code),
            kind=ROLLS, all_url=bench.address("democracy:rolls"),
        )
        for row in rows
    ]  # fmt: skip
