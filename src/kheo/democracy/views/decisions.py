"""The decision of a community on its way: written, sent, answered."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kheo.democracy.actions.decisions import recognise_decision, refuse_decision, send_decision, write_decision
from kheo.democracy.forms.decisions import AnswerForm, DecisionForm
from kheo.democracy.forms.matters import OnForm
from kheo.democracy.models import CommunityDecision, Round, Scope
from kheo.democracy.papers.elections import proposed_words
from kheo.democracy.queries.election_results import result_in
from kheo.democracy.rules.decisions import answer_by, effect_of, send_by
from kheo.democracy.rules.elections import HEAD
from kheo.democracy.rules.law import law
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.views.doing import done
from kheo.democracy.views.lookup import round_or_404
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Owner, find_grant
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import name_on, version_on
from kheo.organisation.queries.words import terms_of_village


@page("matter.read")
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The words and signatures of Điều 20 khoản 2; written and mended here until it is sent."""
    found = round_or_404(locality, pk)
    held: CommunityDecision | None = getattr(found, "decision", None)
    if not found.passed:
        return redirect("democracy:matter", locality.code, found.matter_id)
    if (result := result_in(found)) and not result.elected:
        messages.info(request, f"{result.words} Không có người trúng cử thì không lập quyết định.")
        return redirect("democracy:election", locality.code, result.election.pk)
    if request.method != "POST":
        return _show(request, found, held)
    form = DecisionForm(request.POST)

    def act() -> str:
        write_decision(acting(request), found, form.written(), form.cleaned_data["version"])
        return "Đã ghi quyết định. In, lấy chữ ký rồi gửi xã và Mặt trận."

    if done(request, form, act, lambda: _version(found)):
        return redirect("democracy:decision", locality.code, pk)
    return _show(request, found, held, form=form)


def _version(found: Round) -> int:
    held = CommunityDecision.objects.filter(round=found).first()
    return held.version if held else 0


def _show(request: HttpRequest, found: Round, held: CommunityDecision | None, **refused: forms.Form) -> HttpResponse:
    actor, matter, today = acting(request), found.matter, timezone.localdate()
    concludes = find_grant(actor, "matter.conclude", matter.locality, Owner(found.village_id)) is not None
    effect = effect_of(matter.kind, matter.scope, today)
    is_sent = held is not None and held.sent_on is not None
    answers = is_sent and matter.state == "sent" and matter.scope == Scope.VILLAGE and _answers(request, found, effect)
    last = send_by(found.closed_on) if found.closed_on else None
    due = answer_by(held.received_on) if held and held.received_on and effect in ("commune", "front") else None
    sent_or_today = held.sent_on if held is not None and held.sent_on is not None else today
    told = {"on": today, "version": held.version if held else 0}
    goes_on = concludes and not is_sent and matter.state != "annulled"  # nothing of an annulled decision is signed or sent
    content = found.meeting.conclusion if hasattr(found, "meeting") else matter.content
    if result := result_in(found):
        content = proposed_words(result, matter.title)
    context = {
        "round": found,
        "matter": matter,
        "decision": held,
        "village": name_on(found.village, today),
        "head": terms_of_village(version_on(found.village, today)).head,
        "send_by": last,
        "is_late": last is not None and sent_or_today > last,
        "send_rule": law("send_days", found.closed_on or today).citation,
        "answer_by": due,
        "answer_rule": law("recognise_days", today).citation,
        "answer_late": bool(due and (held.answered_on if held and held.answered_on else today) > due),
        "recogniser": "Uỷ ban Mặt trận Tổ quốc" if effect == "front" else "Uỷ ban nhân dân",
        "effect": effect,
        "result": result,
        "reads_poll": find_grant(actor, "poll.read", matter.locality, Owner(found.village_id)) is not None,
        "note": wording_note(today),
        "form": DecisionForm(initial=DecisionForm.told(held, content)) if goes_on else None,
        "send_form": OnForm(initial=told) if goes_on and held else None,
        "answer_form": AnswerForm(initial=told) if answers else None,
        **refused,
    }
    return render(request, "democracy/decisions/decision.html", context, status=422 if refused else 200)


def _answers(request: HttpRequest, found: Round, effect: str) -> bool:
    action = "matter.recognise_front" if effect == "front" else "matter.recognise"
    return find_grant(acting(request), action, found.matter.locality) is not None


def _answer(request: HttpRequest, found: Round, name: str, form: forms.Form, act: Callable[[], str]) -> HttpResponse:
    locality = found.matter.locality
    if done(request, form, act, lambda: _version(found)):
        return redirect("democracy:decision", locality.code, found.pk)
    again = round_or_404(locality, found.pk)
    return _show(request, again, getattr(again, "decision", None), **{name: form})


@page("matter.conclude")
@require_POST
def send(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = round_or_404(locality, pk)
    form = OnForm(request.POST)

    def act() -> str:
        send_decision(acting(request), _held(found), form.cleaned_data["on"], form.cleaned_data["version"])
        return "Đã ghi ngày gửi xã và Mặt trận."

    return _answer(request, found, "send_form", form, act)


@page("matter.read")
@require_POST
def answer(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = round_or_404(locality, pk)
    form = AnswerForm(request.POST)

    def act() -> str:
        data = form.cleaned_data
        told = (acting(request), _held(found), data["on"], data["number"])
        if data["answer"] == "yes":
            recognise_decision(*told, data["version"])
            result = result_in(found)
            head = result is not None and result.election.what == HEAD
            onward = " Ghi tiếp ngày bắt đầu nhiệm kỳ ở trang cuộc bầu." if head else ""
            return f"Đã ghi công nhận: quyết định có hiệu lực từ ngày văn bản.{onward}"
        refuse_decision(*told, data["reason"], data["version"])
        return "Đã ghi không công nhận, kèm lý do."

    return _answer(request, found, "answer_form", form, act)


def _held(found: Round) -> CommunityDecision:
    held: CommunityDecision | None = getattr(found, "decision", None)
    return held or CommunityDecision(round=found, version=0)
