"""How long a programme takes registrations from whom, and how many it asks of them."""

from datetime import date
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from kheo.movement.models import FormItem, Gate, Programme, Quota, Registration, Submission
from kheo.movement.rules.form_items import Item
from kheo.movement.rules.programmes import days_of
from kheo.movement.rules.rounds import Asked, last_day
from kheo.organisation.models import Body, Locality, Notice, Unit
from kheo.organisation.queries.units import names_on


def items_of(programme: Programme) -> list[Item]:
    """The items of the form in their order; one query."""
    rows = FormItem.objects.filter(programme=programme).order_by("order", "pk")
    return [Item(row.key, row.label, row.help, row.is_short, row.is_required) for row in rows]


def written_under(programme: Programme, key: str) -> int:
    """How many forms and registrations of *programme* have words under that item."""

    def said(rows: QuerySet[Any], where: KeyTextTransform) -> int:
        return (
            rows.filter(programme=programme).annotate(said=Cast(where, TextField())).exclude(said=None).exclude(said="").count()
        )

    # A registration that came of a form carries the same words: each of them is counted once.
    forms = Submission.objects.filter(registration=None)
    return said(forms, KeyTextTransform(key, KeyTransform("items", "content"))) + said(
        Registration.objects.all(), KeyTextTransform(key, "answers")
    )


def newest_gate(programme: Programme, unit: Unit | int, body: Body | int | None) -> Gate | None:
    """The last word on how long the programme is open for that body, or without one for the unit itself."""
    return Gate.objects.filter(programme=programme, **_whose(unit, body)).order_by("-opened_at", "-pk").first()


def last_day_for(programme: Programme, unit: Unit | int, body: Body | int | None) -> date | None:
    """The last day on which that unit or body is in time: the closing day, or the day until which a gate was opened.

    None: the programme names no closing day.
    """
    gate = newest_gate(programme, unit, body) if programme.registration_closes else None
    return last_day(programme.registration_closes, gate.until if gate else None)


def is_gate_shut(programme: Programme, unit: Unit | int, body: Body | int | None, today: date) -> bool:
    """Whether nothing is taken from them any more: their last day is over, and the programme takes no late ones."""
    if programme.lateness != Programme.Lateness.GATED:
        return False
    last = last_day_for(programme, unit, body)
    return last is not None and today > last


def quota_of(programme: Programme, unit: Unit | int, body: Body | int | None) -> Asked:
    """How many are asked of that unit or body: its own number, else that of everybody."""
    own = Quota.objects.filter(programme=programme, **_whose(unit, body)).first()
    if own is not None:
        return Asked(own.least, own.most, is_own=True)
    return Asked(programme.least_each, programme.most_each)


def _whose(unit: Unit | int, body: Body | int | None) -> dict[str, Unit | Body | int | None]:
    return {"unit": unit, "body": None} if body is None else {"body": body}


def gate_asked_on(locality: Locality, path: str, day: date) -> bool:
    """Whether somebody asked the office on *day* for the gate that *path* leads to."""
    return Notice.objects.filter(locality=locality, path=path, added_at__date=day).exists()


def gates_of(programme: Programme) -> list[tuple[Gate, str]]:
    """The gates that were opened, the newest first, each with the name of its body, else of its unit in that year."""
    rows = list(Gate.objects.filter(programme=programme).select_related("body").order_by("-opened_at", "-pk"))
    names = names_on([row.unit_id for row in rows], days_of(programme.year)[1])
    return [(row, row.body.name if row.body else names.get(row.unit_id, "")) for row in rows]
