"""What is done to a matter from its page, one act an address."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from kheo.democracy.actions.decisions import act_of_commune, conclude_matter, publish_result, report_back, set_effect
from kheo.democracy.actions.proposals import add_consents, back_matter, remove_consent, withdraw_matter
from kheo.democracy.actions.rounds import cancel_round, plan_everywhere, plan_round
from kheo.democracy.forms.decisions import ActForm, EffectForm, ReportForm
from kheo.democracy.forms.matters import ConsentForm, OnForm, ReasonForm
from kheo.democracy.models import Form, Matter, Round
from kheo.democracy.queries.matters import is_known
from kheo.democracy.views.doing import done
from kheo.democracy.views.lookup import matter_or_404, round_or_404
from kheo.democracy.views.matters import consent_or_404, round_form, show_matter
from kheo.foundation.forms import posted_version
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality, Unit
from kheo.organisation.queries.words import terms_of

NEXT: dict[str, str] = {
    Form.MEETING: "Đã định ngày. Ghi tiếp nơi họp, người triệu tập.",
    Form.BALLOTS: "Đã định ngày. Lập tiếp kế hoạch, Tổ phát phiếu.",
    Form.ONLINE: "Đã định ngày. Ghi tiếp điều kiện biểu quyết trực tuyến.",
}
PAGES: dict[str, str] = {Form.MEETING: "meeting", Form.BALLOTS: "ballot_round", Form.ONLINE: "online_round"}


def _answer(request: HttpRequest, found: Matter, name: str, form: forms.Form, act: Callable[[], str]) -> HttpResponse:
    """Back to the matter when *act* was done; else its page with the form to be mended under *name*."""

    def version() -> int:
        return matter_or_404(found.locality, found.pk).version

    if done(request, form, act, version):
        return redirect("democracy:matter", found.locality.code, found.pk)
    return show_matter(request, matter_or_404(found.locality, found.pk), **{name: form})


@page("round.manage")
@require_POST
def plan(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Choose the form and the day: for the village, or for every village of a commune-wide matter that was not asked yet.

    One village's asking is opened next: its place and its plan are what comes then.
    """
    found = matter_or_404(locality, pk)
    form = round_form(found, request.POST)
    planned: list[Round] = []

    def act() -> str:
        data = form.cleaned_data
        actor, told = acting(request), (data["form"], data["planned_on"])
        again = found.rounds.filter(state__in=("failed", "cancelled")).select_related("village")
        if found.village is not None:
            asked = plan_round(actor, found, found.village, *told, ends_on=data["ends_on"], front_agreed=data["front_agreed"])
            planned.append(asked)
        elif wanted := _village_asked(request, [one.village for one in again]):
            planned.append(plan_round(actor, found, wanted, *told, ends_on=data["ends_on"]))
        else:
            made = plan_everywhere(actor, found, *told, ends_on=data["ends_on"])
            return f"Đã định ngày ở {len(made)} {terms_of(locality, timezone.localdate()).community}."
        return NEXT[data["form"]]

    answered = _answer(request, found, "round_form", form, act)
    return redirect(f"democracy:{PAGES[planned[0].form]}", locality.code, planned[0].pk) if planned else answered


def _village_asked(request: HttpRequest, villages: list[Unit]) -> Unit | None:
    """The village whose last asking failed or was called off, by the code that its button sends."""
    return next((one for one in villages if one.code == request.POST.get("village")), None)


@page("round.manage")
@require_POST
def cancel(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = round_or_404(locality, pk)
    try:
        cancel_round(acting(request), found, request.POST.get("reason", ""), posted_version(request))
    except RefusedError as refusal:
        for problem in refusal.problems:
            messages.error(request, str(problem))
    else:
        known = is_known(round_or_404(locality, pk))
        messages.success(
            request, f"Đã huỷ lần này; định được lần khác.{' Các hộ đã biết: báo lại rằng đã huỷ.' if known else ''}"
        )
    return redirect("democracy:matter", locality.code, found.matter_id)


@page("matter.read")
@require_POST
def withdraw(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = matter_or_404(locality, pk)
    form = ReasonForm(request.POST)

    def act() -> str:
        withdraw_matter(acting(request), found, form.cleaned_data["reason"], form.cleaned_data["version"])
        return "Đã rút đề xuất."

    return _answer(request, found, "withdraw_form", form, act)


@page("matter.propose")
@require_POST
def consent(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = matter_or_404(locality, pk)
    form = ConsentForm(request.POST)

    def act() -> str:
        count = add_consents(acting(request), found, form.given(), form.cleaned_data["means"])
        return f"Đã ghi thêm {count} hộ đồng thuận."

    return _answer(request, found, "consent_form", form, act)


@page("matter.propose")
@require_POST
def unconsent(request: HttpRequest, locality: Locality, pk: int, consent_pk: int) -> HttpResponse:
    found = matter_or_404(locality, pk)
    one = consent_or_404(found, consent_pk)
    try:
        remove_consent(acting(request), one)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("democracy:matter", locality.code, found.pk)


@page("matter.propose")
@require_POST
def back(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = matter_or_404(locality, pk)
    form = OnForm(request.POST)

    def act() -> str:
        back_matter(acting(request), found, form.cleaned_data["on"], form.cleaned_data["version"])
        return "Đã ghi Ban công tác Mặt trận tán thành."

    return _answer(request, found, "back_form", form, act)


@page("matter.conclude_wide")
@require_POST
def total(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = matter_or_404(locality, pk)
    try:
        told = conclude_matter(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, "Đã tổng hợp: được thông qua." if told.state == "passed" else "Đã tổng hợp: không được thông qua."
        )
    return redirect("democracy:matter", locality.code, found.pk)


def _dated(name: str, make: type[Any], said: str, act: Callable[[Any, Matter, dict[str, Any]], object], action: str) -> Any:
    """The address of an act that a form of its own tells."""

    @page(action)
    @require_POST
    def view(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
        found = matter_or_404(locality, pk)
        form = make(request.POST)

        def do() -> str:
            act(acting(request), found, {**form.cleaned_data, "form": form})
            return said

        return _answer(request, found, name, form, do)

    return view


effect = _dated(
    "effect_form", EffectForm, "Đã ghi ngày hiệu lực.",
    lambda actor, found, data: set_effect(actor, found, data["on"], data["paper"], data["version"]), "matter.conclude_wide",
)  # fmt: skip
publish = _dated(
    "publish_form", OnForm, "Đã ghi ngày công khai kết quả.",
    lambda actor, found, data: publish_result(actor, found, data["on"], data["version"]), "matter.conclude",
)  # fmt: skip
report = _dated(
    "report_form", ReportForm, "Đã ghi kết quả thực hiện; trang công khai có phần này.",
    lambda actor, found, data: report_back(actor, found, data["on"], data["report"], data["version"]), "matter.conclude",
)  # fmt: skip
commune_act = _dated(
    "act_form", ActForm, "Đã ghi văn bản của xã; quyết định cũ giữ nguyên trong sổ.",
    lambda actor, found, data: act_of_commune(actor, found, data["form"].content(), data["version"]), "matter.annul",
)  # fmt: skip
