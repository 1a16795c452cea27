"""Handing a position over: what will move, the act, what moved."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actions.accounts import open_account
from kheo.organisation.actions.handover import cancel_handover, hand_over
from kheo.organisation.actor import acting
from kheo.organisation.forms.handover import HandoverForm
from kheo.organisation.models import Account, Handover, Locality, Position
from kheo.organisation.queries.handover import handovers_of, open_on
from kheo.organisation.ties import Tie, Way
from kheo.organisation.views.bodies import body_address, read_or_write, submit
from kheo.organisation.views.shown_once import keep_to_show, take_to_show

may_manage = page("organisation.manage")


@read_or_write
@may_manage
def position_hand_over(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """What hangs on the position, and the form that gives it to somebody else."""
    positions = Position.objects.select_related("person", "body__locality", "body__unit")
    position = get_object_or_404(positions, pk=pk, body__locality=locality)
    done = Handover.objects.filter(old=position).first()
    if done:
        return HttpResponseRedirect(_address(locality, done))
    actor = acting(request)

    def act(data: dict[str, Any]) -> str:
        handover = hand_over(actor, position, form.receiver, data["on"])
        if data["open_account"]:
            keep_to_show(request, open_account(actor, locality, handover.new.person, data["username"]))
        return _address(locality, handover)

    today = timezone.localdate()
    form = HandoverForm(position, request.POST or None, initial={"on": f"{today:%d/%m/%Y}"})
    context = {
        "position": position,
        "back": body_address(locality, position.body),
        "others": Position.objects.on(today).filter(person=position.person).exclude(pk=position.pk).select_related("body"),
        **_by_way(open_on(position, today)),
    }
    return submit(request, form, act, "organisation/hand_over.html", context)


@require_safe
@never_cache
@may_manage
def handover(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """What moved, or what will on the day; the old holder's account and the new one's."""
    found = get_object_or_404(handovers_of(locality), pk=pk)
    today = timezone.localdate()
    accounts = {account.person_id: account for account in Account.objects.filter(person__in=[found.old.person, found.new.person])}
    settled = found.settled_at is not None
    ties = open_on(found.old, found.on)
    if settled:
        ties = [Tie(**tie) for tie in found.moved] + [tie for tie in ties if tie.way != Way.MOVES]
    context = {
        "handover": found,
        "is_settled": settled,
        "is_ahead": found.on > today,
        "back": body_address(locality, found.old.body),
        "old_account": accounts.get(found.old.person_id),
        "new_account": accounts.get(found.new.person_id),
        "old_holds": Position.objects.on(max(found.on, today)).filter(person=found.old.person).select_related("body"),
        "shown": take_to_show(request),
        **_by_way(ties),
    }
    return render(request, "organisation/handover.html", context)


@may_manage
@require_POST
def handover_cancel(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = get_object_or_404(handovers_of(locality), pk=pk)
    try:
        cancel_handover(acting(request), found)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(_address(locality, found))
    messages.success(request, f"Đã bỏ bàn giao: {found.old.person.name} giữ chức vụ như trước.")
    return HttpResponseRedirect(body_address(locality, found.old.body))


def _by_way(ties: list[Tie]) -> dict[str, list[Tie]]:
    return {way.value: [tie for tie in ties if tie.way == way] for way in Way}


def _address(locality: Locality, handover: Handover) -> str:
    return reverse("organisation:handover", args=[locality.code, handover.pk])
