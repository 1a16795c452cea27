"""Bodies of a locality, the positions in them, and the villages under its communes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actions.bodies import appoint, end_body, found_body, relieve
from kheo.organisation.actions.body_words import BodyContent, edit_body
from kheo.organisation.actions.villages import add_village, end_village
from kheo.organisation.actor import acting
from kheo.organisation.forms.bodies import AppointForm, BodyEditForm, BodyForm, EndForm, RelieveForm, VillageEndForm, VillageForm
from kheo.organisation.models import Body, Handover, Locality, Position, Unit
from kheo.organisation.queries.bodies import bodies_of, units_ever_under
from kheo.organisation.queries.units import names_on
from kheo.organisation.queries.villages import villages_of
from kheo.organisation.ties import papers_of

may_manage = page("organisation.manage")
read_or_write = require_http_methods(["GET", "HEAD", "POST"])


def submit(
    request: HttpRequest, form: forms.Form, act: Callable[[dict[str, Any]], str], template: str, context: dict[str, Any]
) -> HttpResponse:
    """Show *form*; when it is sent and *act* takes it, go to the address that *act* returns, else show what is wrong (422)."""
    if request.method == "POST" and form.is_valid():
        try:
            return HttpResponseRedirect(act(form.cleaned_data))
        except RefusedError as refusal:
            say_refusal(form, refusal)
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"form": form, **context}, status=status)


def _is_over(held: Body | Position, today: date) -> bool:
    return held.valid_to is not None and held.valid_to <= today


@require_GET
@may_manage
def bodies(request: HttpRequest, locality: Locality) -> HttpResponse:
    today = timezone.localdate()
    found = list(bodies_of(locality))
    places = names_on({body.unit_id for body in found}, today)
    rows = [
        {
            "body": body,
            "slug": body.code.rsplit("/", 1)[1],
            "place": places.get(body.unit_id, body.unit.code),
            "is_over": _is_over(body, today),
            "holders": [
                position for position in body.positions.all() if position.valid_from <= today and not _is_over(position, today)
            ],
        }
        for body in found
    ]
    return render(request, "organisation/bodies.html", {"rows": rows, "today": today})


@read_or_write
@may_manage
def new_body(request: HttpRequest, locality: Locality) -> HttpResponse:
    def act(data: dict[str, Any]) -> str:
        unit, slug = data.pop("unit"), data.pop("slug")
        body = found_body(acting(request), locality, unit, slug, **data)
        messages.success(request, f"Đã lập «{body.name}».")
        return body_address(locality, body)

    form = BodyForm(locality, request.POST or None)
    return submit(
        request, form, act, "organisation/form.html", {"heading": "Lập tổ chức", "back": _list_address(locality), "verb": "Lập"}
    )


@read_or_write
@may_manage
def body(request: HttpRequest, locality: Locality, unit: str, slug: str) -> HttpResponse:
    """The body with its positions, and the form that appoints."""
    shown = _body(locality, unit, slug)
    today = timezone.localdate()

    def act(data: dict[str, Any]) -> str:
        holder = form.holder
        fields = {name: data[name] for name in ("title", "role", "valid_from", "valid_to")}
        position = appoint(acting(request), shown, holder, **fields)
        messages.success(request, f"Đã ghi: {position.person.name}, {position.title}, từ {position.valid_from:%d/%m/%Y}.")
        return body_address(locality, shown)

    form = AppointForm(locality, request.POST or None)
    handed = {handover.old_id: handover for handover in Handover.objects.filter(old__body=shown)}
    context = {
        "body": shown,
        "slug": slug,
        "place": names_on([shown.unit], today).get(shown.unit_id, shown.unit.code),
        "is_over": _is_over(shown, today),
        "positions": [
            {
                "position": position,
                "is_over": _is_over(position, today),
                "is_ahead": position.valid_from > today,
                "handover": handed.get(position.pk),
            }
            for position in shown.positions.all()
        ],
    }
    return submit(request, form, act, "organisation/body.html", context)


@read_or_write
@may_manage
def body_edit(request: HttpRequest, locality: Locality, unit: str, slug: str) -> HttpResponse:
    """Mend or rename; the page says which issued papers carry the words."""
    shown = _body(locality, unit, slug)

    def act(data: dict[str, Any]) -> str:
        version = data.pop("version")
        edited = edit_body(acting(request), shown, BodyContent(**data), version)
        messages.success(request, f"Đã ghi «{edited.name}».")
        return body_address(locality, shown)

    fields = ("name", "short_name", "superior", "number_suffix", "valid_from", "version")
    form = BodyEditForm(request.POST or None, initial={name: getattr(shown, name) for name in fields})
    context = {
        "body": shown,
        "back": body_address(locality, shown),
        "papers": papers_of(shown),
        "former": shown.former_words.order_by("-until"),
    }
    return submit(request, form, act, "organisation/body_edit.html", context)


@read_or_write
@may_manage
def body_end(request: HttpRequest, locality: Locality, unit: str, slug: str) -> HttpResponse:
    shown = _body(locality, unit, slug)

    def act(data: dict[str, Any]) -> str:
        ended = end_body(acting(request), shown, data["day"])
        messages.success(request, f"«{ended.name}» kết thúc từ {ended.valid_to:%d/%m/%Y}.")
        return body_address(locality, shown)

    context = {"heading": f"Kết thúc «{shown.name}»", "back": body_address(locality, shown), "verb": "Kết thúc tổ chức"}
    return submit(request, EndForm(request.POST or None), act, "organisation/form.html", context)


@read_or_write
@may_manage
def position_end(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    position = get_object_or_404(Position.objects.select_related("person", "body__locality"), pk=pk, body__locality=locality)

    def act(data: dict[str, Any]) -> str:
        ended = relieve(acting(request), position, data["day"])
        messages.success(request, f"{position.person.name} thôi chức vụ {position.title} từ {ended.valid_to:%d/%m/%Y}.")
        return body_address(locality, position.body)

    context = {
        "heading": f"{position.person.name} thôi chức vụ {position.title}",
        "lead": position.body.name,
        "back": body_address(locality, position.body),
        "verb": "Ghi ngày thôi",
    }
    return submit(request, RelieveForm(request.POST or None), act, "organisation/form.html", context)


@read_or_write
@may_manage
def villages(request: HttpRequest, locality: Locality) -> HttpResponse:
    """Villages by commune with what their head is called there, and the form that adds one."""

    def act(data: dict[str, Any]) -> str:
        actor = acting(request)
        add_village(actor, locality, data["commune"], data["name"], founded_on=data["founded_on"], source=data["source"])
        messages.success(request, f"Đã thêm {data['name']}.")
        return reverse("organisation:villages", args=[locality.code])

    communes = villages_of(locality, timezone.localdate())
    context = {
        "communes": communes,
        "rules": list(dict.fromkeys(commune.words for commune in communes if commune.words)),
        "bare": [commune for commune in communes if not commune.villages],
    }
    return submit(request, VillageForm(locality, request.POST or None), act, "organisation/villages.html", context)


@read_or_write
@may_manage
def village_end(request: HttpRequest, locality: Locality, code: str) -> HttpResponse:
    village = get_object_or_404(units_ever_under(locality), code=code, level=Unit.Level.VILLAGE)
    name = names_on([village], timezone.localdate()).get(village.pk, code)
    back = reverse("organisation:villages", args=[locality.code])

    living = units_ever_under(locality).filter(level=Unit.Level.VILLAGE, ended_on=None).exclude(pk=village.pk)
    others = list(living.order_by("code"))
    names = names_on(others, timezone.localdate())

    def act(data: dict[str, Any]) -> str:
        heirs = [unit for unit in others if str(unit.pk) in data["heirs"]]
        ended = end_village(acting(request), locality, village, data["day"], heirs, data["source"])
        onward = " Từ ngày ấy, nơi tiếp nhận mở sổ hộ của mình để nhận sổ cũ." if heirs else ""
        messages.success(request, f"{name} kết thúc từ {ended.ended_on:%d/%m/%Y}.{onward}")
        return back

    context = {"heading": f"Kết thúc {name}", "back": back, "verb": "Kết thúc"}
    form = VillageEndForm([(unit.pk, names.get(unit.pk, unit.code)) for unit in others], request.POST or None)
    return submit(request, form, act, "organisation/form.html", context)


def _body(locality: Locality, unit: str, slug: str) -> Body:
    return get_object_or_404(bodies_of(locality), code=f"{unit}/{slug}")


def body_address(locality: Locality, body: Body) -> str:
    unit, slug = body.code.rsplit("/", 1)
    return reverse("organisation:body", args=[locality.code, unit, slug])


def _list_address(locality: Locality) -> str:
    return reverse("organisation:bodies", args=[locality.code])
