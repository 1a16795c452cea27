"""The roll of households: whose, how many, one household mended, gone, moved or split."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.democracy.actions.roll import add_household, edit_household, leave_household, move_household, split_household
from kheo.democracy.actions.roll_taking import take_roll
from kheo.democracy.forms.roll import HouseholdForm, LeaveForm, MoveForm, NewHouseholdForm, SplitForm
from kheo.democracy.models import Household
from kheo.democracy.queries.matters import villages_on
from kheo.democracy.queries.roll import RollToTake, rolls_for, rolls_to_take, search_roll, villages_for
from kheo.democracy.views.lookup import household_or_404, village_or_404
from kheo.foundation.forms import VersionForm, say_refusal
from kheo.foundation.numbers import written
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Actor, Owner, find_grant, require
from kheo.organisation.models import Locality, UnitVersion
from kheo.organisation.queries.units import name_on
from kheo.organisation.queries.words import terms_of, terms_of_village

ON_A_PAGE = 60
read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@page("roll.read")
@require_safe
def rolls(request: HttpRequest, locality: Locality) -> HttpResponse:
    """The rolls somebody keeps; a head, who keeps one, is led there."""
    day = timezone.localdate()
    found = rolls_for(acting(request), locality, day)
    if len(found) == 1:
        return redirect("democracy:roll", locality.code, found[0].version.unit.code)
    context = {"rolls": found, "terms": terms_of(locality, day), "households": sum(one.households for one in found)}
    return render(request, "democracy/roll/rolls.html", context)


@page("roll.read")
@require_safe
def roll(request: HttpRequest, locality: Locality, village: str) -> HttpResponse:
    return show_roll(request, locality, village_or_404(locality, village), NewHouseholdForm())


@page("roll.manage")
@require_POST
def add(request: HttpRequest, locality: Locality, village: str) -> HttpResponse:
    version = village_or_404(locality, village)
    form = NewHouseholdForm(request.POST)
    if form.is_valid():
        try:
            made = add_household(acting(request), locality, version.unit, form.content(), form.cleaned_data["since"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã thêm hộ số {made.number}.")
            return redirect("democracy:roll", locality.code, village)
    return show_roll(request, locality, version, form)


@page("roll.manage")
@require_POST
def take(request: HttpRequest, locality: Locality, village: str, old: str) -> HttpResponse:
    """The whole roll of a village that was joined to this one; a refusal is told where the roll is."""
    version = village_or_404(locality, village)
    joined = next((one for one in rolls_to_take(version.unit, timezone.localdate()) if one.old.code == old), None)
    if joined is None:
        raise Http404("Không có sổ nào như vậy để nhận.")
    try:
        made = take_roll(acting(request), locality, version.unit, joined.old)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã nhận {written(len(made))} hộ của {joined.name}.")
    return redirect("democracy:roll", locality.code, village)


def show_roll(request: HttpRequest, locality: Locality, version: UnitVersion, form: NewHouseholdForm) -> HttpResponse:
    require(acting(request), "roll.read", locality, Owner(version.unit_id))
    day = timezone.localdate()
    words = request.GET.get("tim", "")[:60]
    found = search_roll(version.unit, day, words)
    context = {
        "village": version,
        "terms": terms_of_village(version),
        "listed": Paginator(found, ON_A_PAGE).get_page(request.GET.get("trang")),
        "count": len(found) if not words else len(search_roll(version.unit, day, "")),
        "found": len(found),
        "words": words,
        "form": form,
        "joined": [(one, _rows_to_move(request, locality, one)) for one in rolls_to_take(version.unit, day)],
        "gone": Household.objects.filter(village=version.unit, valid_to__lte=day).count(),
    }
    return render(request, "democracy/roll/roll.html", context, status=422 if form.errors else 200)


def _rows_to_move(request: HttpRequest, locality: Locality, joined: RollToTake) -> list[Household]:
    """Of a village that was shared out: its households, to be moved one by one by whoever keeps that roll."""
    keeps = find_grant(acting(request), "roll.manage", locality, Owner(joined.old.pk)) is not None
    return joined.left if joined.is_split and keeps else []


@page("roll.read")
@require_safe
def household(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return show_household(request, household_or_404(locality, pk))


def show_household(request: HttpRequest, found: Household, **refused: VersionForm) -> HttpResponse:
    """The household with a form for each thing that may become of it; *refused*: one that was sent and needs mending."""
    actor = acting(request)
    require(actor, "roll.read", found.locality, Owner(found.village_id))
    day = timezone.localdate()
    told = {"version": found.version, "on": day}
    villages = villages_on(found.locality, day)
    others = [one for one in villages if one.unit_id != found.village_id]
    elsewhere = [one for one in others if find_grant(actor, "roll.manage", found.locality, Owner(one.unit_id))]
    words = {"representative": found.representative, "cluster": found.cluster, "version": found.version}
    context = {
        "household": found,
        "village": next((one for one in villages if one.unit_id == found.village_id), None),
        "edit_form": HouseholdForm(initial=words),
        "leave_form": LeaveForm(found.locality.name, others, initial=told),
        "move_form": MoveForm(elsewhere, initial=told) if elsewhere else None,
        "split_form": SplitForm(initial=told),
        "splits": found.splits.order_by("number"),
        "gone_to": name_on(found.gone_to, found.valid_to) if found.gone_to and found.valid_to else "",
        "there": _row_to_read(actor, Household.objects.filter(moved_from=found).first()),
        "came_from": name_on(found.moved_from.village, found.valid_from or day) if found.moved_from else "",
        "left": _row_to_read(actor, found.moved_from),
        **refused,
    }
    return render(request, "democracy/roll/household.html", context, status=422 if refused else 200)


def _row_to_read(actor: Actor, row: Household | None) -> Household | None:
    """*row*, of another roll, for whoever may read that roll."""
    if row is None or find_grant(actor, "roll.read", row.locality, Owner(row.village_id)) is None:
        return None
    return row


def _act(request: HttpRequest, found: Household, name: str, form: VersionForm, act: Callable[[], str]) -> HttpResponse:
    """Do *act* of a form that was filled in rightly and say what it answers, or show the household with that form again."""
    if form.is_valid():
        try:
            said = act()
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(household_or_404(found.locality, found.pk).version)
        else:
            messages.success(request, said)
            return redirect("democracy:roll", found.locality.code, found.village.code)
    return show_household(request, found, **{name: form})


@page("roll.manage")
@require_POST
def edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = household_or_404(locality, pk)
    form = HouseholdForm(request.POST)

    def act() -> str:
        edit_household(acting(request), found, form.content(), form.cleaned_data["version"])
        return f"Đã sửa hộ số {found.number}."

    return _act(request, found, "edit_form", form, act)


@page("roll.manage")
@require_POST
def leave(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = household_or_404(locality, pk)
    villages = [one for one in villages_on(locality, timezone.localdate()) if one.unit_id != found.village_id]
    form = LeaveForm(locality.name, villages, request.POST)

    def act() -> str:
        data = form.cleaned_data
        to = next((one.unit for one in villages if one.unit_id == data["village"]), None)
        leave_household(acting(request), found, data["on"], data["version"], data["gone"], to)
        return f"Hộ số {found.number} không còn trong sổ từ {form.cleaned_data['on']:%d/%m/%Y}."

    return _act(request, found, "leave_form", form, act)


@page("roll.manage")
@require_POST
def move(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = household_or_404(locality, pk)
    villages = villages_for(acting(request), "roll.manage", locality, timezone.localdate())
    form = MoveForm([one for one in villages if one.unit_id != found.village_id], request.POST)

    def act() -> str:
        village = next(one for one in villages if one.unit_id == form.cleaned_data["village"])
        made = move_household(acting(request), found, village.unit, form.cleaned_data["on"], form.cleaned_data["version"])
        return f"Hộ số {found.number} chuyển sang {village.name}, số {made.number} trong sổ ở đó."

    return _act(request, found, "move_form", form, act)


@page("roll.manage")
@require_POST
def split(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = household_or_404(locality, pk)
    form = SplitForm(request.POST)

    def act() -> str:
        made = split_household(acting(request), found, form.contents(), form.cleaned_data["on"], form.cleaned_data["version"])
        numbers = ", ".join(str(one.number) for one in made)
        return f"Đã tách từ hộ số {found.number}: hộ số {numbers}."

    return _act(request, found, "split_form", form, act)
