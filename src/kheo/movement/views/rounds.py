"""The form of a programme and its numbers, place by place."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.form_items import set_items
from kheo.movement.actions.quotas import set_quotas
from kheo.movement.forms.items import ItemsFormSet, items_typed, rows_of
from kheo.movement.forms.quotas import QuotasForm
from kheo.movement.forms.rounds import WhyForm
from kheo.movement.queries.changes import is_under_way
from kheo.movement.queries.places import places_of
from kheo.movement.queries.quotas import own_quotas, standings
from kheo.movement.queries.rounds import items_of
from kheo.movement.rules.rounds import Asked
from kheo.movement.views.lookup import programme_or_404, sent_version
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality


@page("programme.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def form_items(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """The items of the registration form: renamed, added, put in order by their numbers, taken out."""
    found = programme_or_404(locality, programme)
    items = ItemsFormSet(request.POST or None, initial=rows_of(items_of(found)), prefix="muc")
    why = WhyForm(request.POST or None)
    if not is_under_way(found, timezone.localdate()):
        why.fields.clear()
    if request.method == "POST" and items.is_valid() and why.is_valid():
        try:
            set_items(acting(request), found, items_typed(items.forms), why.reason(sent_version(request)))
        except RefusedError as refusal:
            say_refusal(why, refusal)
        else:
            messages.success(request, "Đã ghi phiếu đăng ký.")
            return redirect("movement:programme", locality.code, found.code)
    is_wrong = request.method == "POST"
    context = {"programme": found, "items": items, "why": why}
    if is_wrong:
        context["faults"] = [
            *(pair for block in items.forms for pair in block.fields_with_errors),
            *((field, field.errors) for field in why if field.errors),
        ]
    return render(request, "movement/rounds/items.html", context, status=422 if is_wrong else 200)


@page("programme.read")
@require_safe
def quotas(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """What each place is asked, has handed in, had accepted, still lacks."""
    found = programme_or_404(locality, programme)
    rows = standings(found)
    context = {
        "programme": found,
        "rows": rows,
        "everybody": Asked(found.least_each, found.most_each).in_words(),
        "asked": any(row.asked.least for row in rows),
        "missing": sum(row.missing for row in rows),
        "behind": sum(bool(row.missing) for row in rows),
        "may_manage": may(request, "programme.manage", locality),
    }
    return render(request, "movement/rounds/quotas.html", context)


@page("programme.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def quotas_edit(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    found = programme_or_404(locality, programme)
    form = QuotasForm(
        places_of(found),
        own_quotas(found),
        request.POST or None,
        is_under_way=is_under_way(found, timezone.localdate()),
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_quotas(acting(request), found, form.asked(), form.reason(sent_version(request)))
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi số lượng.")
            return redirect("movement:quotas", locality.code, found.code)
    context = {"programme": found, "form": form, "everybody": Asked(found.least_each, found.most_each).in_words()}
    return render(request, "movement/rounds/quotas_form.html", context, status=422 if form.errors else 200)
