"""The staff page of a registration: what is told, what came of it, its files, its next step."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.foundation.forms import say_refusal
from kheo.foundation.numbers import written
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.registering import register_initiative
from kheo.movement.actions.registrations import edit_registration, record_result
from kheo.movement.actions.steps import move_registration, withdraw_registration
from kheo.movement.forms.exemplars import as_registration
from kheo.movement.forms.registrations import EditForm, EvidenceForm, RegisterForm, ResultForm, StepForm
from kheo.movement.forms.submissions import ReasonForm
from kheo.movement.models import Evidence, Registration, Result
from kheo.movement.queries.assessments import assessment_of
from kheo.movement.queries.councils import has_result
from kheo.movement.queries.exemplars import find_exemplar
from kheo.movement.queries.launches import launch_of
from kheo.movement.queries.nominations import nomination_of, sent_up
from kheo.movement.queries.progress import progress_of
from kheo.movement.queries.registrations import newest_results, owner_of, place_name
from kheo.movement.queries.submissions import answers_of
from kheo.movement.views.lookup import programme_or_404, registration_or_404, sent_version
from kheo.movement.views.spread_section import spread_section
from kheo.movement.workflow import BY_HAND, REGISTRATION
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.authority import find_grant, require
from kheo.organisation.models import Locality


@page("programme.read")
@require_safe
def registration(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return render_registration(request, registration_or_404(locality, pk))


def render_registration(request: HttpRequest, found: Registration, status: int = 200, **forms_sent: forms.Form) -> HttpResponse:
    """The page, with the forms that were sent and not taken in place of empty ones."""
    locality, owner = found.programme.locality, owner_of(found)
    actor = acting(request)
    steps = [step for step in REGISTRATION.allowed(found.state) if step.action in BY_HAND]
    context = {
        "registration": found,
        "initiative": found.initiative,
        "place": place_name(found),
        "state": REGISTRATION.label(found.state),
        "results": newest_results(found),
        "history": Result.objects.filter(registration=found).order_by("measure", "-as_of", "-pk"),
        "aimed": [one for one in progress_of(found, timezone.localdate()) if one.aim or one.curve],
        "evidence": Evidence.objects.filter(registration=found).select_related("file"),
        "assessment": assessment_of(found),
        "came": nomination_of(found),
        "went": sent_up(found.programme).filter(registration=found).first(),
        "way": found.initiative.way.splitlines(),
        "launch": launch_of(found),
        "answers": answers_of(found),
        "form_read": getattr(found, "submission", None),
        "may_withdraw": any(step.action == "withdraw" for step in REGISTRATION.allowed(found.state))
        and find_grant(actor, "registration.withdraw", locality, owner) is not None,
        "steps": [step for step in steps if step.action != "stop"],
        "may_stop": any(step.action == "stop" for step in steps),
        "may_edit": find_grant(actor, "registration.edit", locality, owner) is not None,
        "may_add": find_grant(actor, "evidence.add", locality, owner) is not None,
        "may_open": find_grant(actor, "evidence.read", locality, owner) is not None,
        "may_move": find_grant(actor, "registration.move", locality, owner) is not None,
        "may_see_levels": find_grant(actor, "nomination.read", locality) is not None,
        "may_compare": find_grant(actor, "likeness.read", locality) is not None,
        "may_score": find_grant(actor, "assessment.read", locality) is not None,
        "may_self_score": find_grant(actor, "assessment.self", locality, owner) is not None,
        "may_appeal": find_grant(actor, "appeal.raise", locality, owner) is not None and has_result(found),
        "result_form": forms_sent.get("result_form") or ResultForm(found),
        "evidence_form": EvidenceForm(),
        "step_form": StepForm(),
        **spread_section(request, found),
        **forms_sent,
    }
    return render(request, "movement/registration.html", context, status=status)


@page("registration.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def registration_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = registration_or_404(locality, pk)
    require(acting(request), "registration.edit", locality, owner_of(found))
    form = EditForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edit_registration(acting(request), found, form.content(), sent_version(request))
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi hồ sơ.")
            return redirect("movement:registration", locality.code, found.pk)
    context = {"form": form, "registration": found, "place": place_name(found)}
    return render(request, "movement/registration_form.html", context, status=422 if form.errors else 200)


@page("registration.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """Put one initiative into the programme by hand."""
    found = programme_or_404(locality, programme)
    form = RegisterForm(found, request.POST or None, initial=_begun_with(request, locality))
    if request.method == "POST" and form.is_valid():
        try:
            made = register_initiative(
                acting(request),
                found,
                form.cleaned_data["place"],
                form.content(),
                form.cleaned_data["registered_on"],
            )
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã đăng ký.")
            return redirect("movement:registration", locality.code, made.pk)
    return render(request, "movement/register.html", {"form": form, "programme": found}, status=422 if form.errors else 200)


def _begun_with(request: HttpRequest, locality: Locality) -> dict[str, Any]:
    """What an exemplar of another movement fills in, for an office that takes it into this one; else nothing."""
    asked = request.GET.get("dien-hinh", "")
    exemplar = find_exemplar(locality, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else None
    return as_registration(exemplar) if exemplar and may(request, "exemplar.manage", locality) else {}


@page("registration.withdraw")
@require_http_methods(["GET", "HEAD", "POST"])
def registration_withdraw(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Take a registration back, with its reason."""
    found = registration_or_404(locality, pk)
    require(acting(request), "registration.withdraw", locality, owner_of(found))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_registration(acting(request), found, sent_version(request), form.cleaned_data["reason"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã rút đăng ký; hồ sơ vẫn đọc được.")
            return redirect("movement:registration", locality.code, found.pk)
    may_now = any(step.action == "withdraw" for step in REGISTRATION.allowed(found.state))
    context = {"form": form, "registration": found, "place": place_name(found), "may_now": may_now}
    return render(request, "movement/withdraw.html", context, status=422 if form.errors else 200)


@page("registration.edit")
@require_POST
def result_add(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = registration_or_404(locality, pk)
    form = ResultForm(found, request.POST)
    if form.is_valid() and form.one is not None:
        data = form.cleaned_data
        try:
            made = record_result(
                acting(request), found, form.one.key, data["value"], data["as_of"], data["note"], sure=data["sure"]
            )
        except RefusedError as refusal:
            form.refused(refusal)
            say_refusal(form, refusal)
        else:
            read_back = f" {form.one.label} = {written(made.value)} {form.one.unit}."
            messages.success(request, f"Đã ghi kết quả.{read_back}{_behind_a_newer(made)}")
            return redirect("movement:registration", locality.code, found.pk)
    return render_registration(request, found, status=422, result_form=form)


def _behind_a_newer(made: Result) -> str:
    """Somebody who types an older count sees another number stand; say why, or the typed one looks lost."""
    key = (made.measure, made.aim_id)
    newest = next(one.result for one in newest_results(made.registration) if (one.result.measure, one.result.aim_id) == key)
    if newest.pk == made.pk:
        return ""
    return f" Số đang hiện là số mới hơn, tính đến ngày {newest.as_of:%d/%m/%Y}; số vừa ghi được giữ trong các lần ghi trước."


@page("registration.move")
@require_POST
def step(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = registration_or_404(locality, pk)
    form = StepForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            moved = move_registration(acting(request), found, data["step"], sent_version(request), data["reason"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Hồ sơ nay ở bước «{REGISTRATION.label(moved.state)}».")
            return redirect("movement:registration", locality.code, found.pk)
    return render_registration(request, found, status=422, step_form=form)
