"""The office's acts on a committee: founding, strengthening, correcting, dissolving, working rules."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kheo.directives.actions.committees import (
    correct_decision,
    dissolve_committee,
    found_committee,
    set_working_rules,
    strengthen_committee,
)
from kheo.directives.forms.committees import (
    BLANK_ROWS,
    CorrectionForm,
    DecisionForm,
    FoundingForm,
    MemberSet,
    RulesForm,
    member_set,
)
from kheo.directives.models import Committee, CommitteeDecision, CommitteeMember
from kheo.directives.queries.committees import bodies_without_committee, members_of, standing
from kheo.directives.views.records import committee_or_404, decision_or_404
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

Kind = CommitteeDecision.Kind
NO_ROWS = QueryDict("tv-TOTAL_FORMS=0&tv-INITIAL_FORMS=0")
read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@page("committee.manage")
@read_or_write
def found(request: HttpRequest, locality: Locality) -> HttpResponse:
    chosen = {"body": request.GET.get("ban", ""), "purpose": Committee.Purpose.JOINT}
    form = FoundingForm(locality, *_sent(request), initial=_typed(request, chosen))

    def act(rows: MemberSet) -> Committee:
        data = form.cleaned_data
        content = form.content(Kind.FOUNDING)
        return found_committee(acting(request), data["body"], data["purpose"], content, rows.contents(), form.sent_file())

    context = {
        "heading": "Ghi quyết định thành lập ban chỉ đạo",
        "verb": "Ghi quyết định thành lập",
        "nothing_to_found": not bodies_without_committee(locality).exists(),
    }
    return _with_list(request, locality, form, (), act, context)


@page("committee.manage")
@read_or_write
def strengthen(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Starts from the list in force: the office changes what the decision changes."""
    committee = committee_or_404(locality, pk)
    former = next(iter(standing(committee)), None)
    form = DecisionForm(*_sent(request), initial=_typed(request, {"issuer": former.issuer if former else ""}))

    def act(rows: MemberSet) -> Committee:
        content = form.content(Kind.STRENGTHENING)
        return strengthen_committee(acting(request), committee, content, rows.contents(), form.sent_file()).committee

    context = {
        "heading": "Ghi quyết định kiện toàn",
        "verb": "Ghi quyết định kiện toàn",
        "committee": committee,
        "former": former,
    }
    return _with_list(request, locality, form, members_of(former) if former else (), act, context)


@page("committee.manage")
@read_or_write
def correct(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """A decision entered wrongly is entered again; the former entry stays readable."""
    wrong = decision_or_404(locality, pk)
    told = {"number": wrong.number, "day": wrong.date, "issuer": wrong.issuer}
    form = CorrectionForm(*_sent(request), initial=_typed(request, told))

    def act(rows: MemberSet) -> Committee:
        content, reason = form.content(wrong.kind), form.cleaned_data["reason"]
        return correct_decision(acting(request), wrong, content, rows.contents(), reason, form.sent_file()).committee

    has_list = wrong.kind != Kind.DISSOLUTION
    context = {
        "heading": f"Ghi lại quyết định số {wrong.number}",
        "verb": "Ghi lại quyết định",
        "committee": wrong.committee,
        "wrong": wrong,
        "no_list": not has_list,
    }
    return _with_list(request, locality, form, members_of(wrong), act, context, has_list=has_list)


def _with_list(
    request: HttpRequest,
    locality: Locality,
    form: DecisionForm,
    members: Iterable[CommitteeMember],
    act: Callable[[MemberSet], Committee],
    context: dict[str, Any],
    *,
    has_list: bool = True,
) -> HttpResponse:
    """A decision and its whole list on one page; «more» only draws more blank rows. A dissolution has no list at all."""
    listed, today = list(members), timezone.localdate()
    wants_more = _wants_more(request)
    data = _more_rows(request) if wants_more else request.POST if has_list else NO_ROWS
    rows = member_set(locality, today, listed, data or None)
    if request.method == "POST" and not wants_more and form.is_valid() & rows.is_valid():
        try:
            made = act(rows)
        except RefusedError as refusal:
            heads = {str(field.label) for field in form.fields.values()} | {*form.known_as}
            rows.say(refusal, heads)
            kept = [problem for problem in refusal.problems if problem.where in heads]
            if kept:
                say_refusal(form, RefusedError(*kept))
        else:
            messages.success(request, "Đã ghi quyết định và danh sách.")
            return redirect("directives:committee", locality.code, made.pk)
    refused = request.method == "POST" and not wants_more
    context = {**context, "form": form, "rows": rows}
    return render(request, "directives/committee_form.html", context, status=422 if refused else 200)


def _more_rows(request: HttpRequest) -> Any:
    data = request.POST.copy()
    text = data.get("tv-TOTAL_FORMS", "")
    count = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    data["tv-TOTAL_FORMS"] = str(min(count, 120 - BLANK_ROWS) + BLANK_ROWS)
    return data


def _wants_more(request: HttpRequest) -> bool:
    return "them-dong" in request.POST


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    """Data and files to judge; nothing while its writer only asks for more rows."""
    return (None, None) if _wants_more(request) else (request.POST or None, request.FILES or None)


def _typed(request: HttpRequest, told: dict[str, Any]) -> dict[str, Any]:
    """What the form shows before it is judged: *told*, and what was typed when more rows were asked for."""
    return {**told, **request.POST.dict()} if _wants_more(request) else told


@page("committee.manage")
@read_or_write
def dissolve(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    committee = committee_or_404(locality, pk)
    form = DecisionForm(request.POST or None, request.FILES or None)
    form.fields["day"].help_text = "Từ ngày này ban không còn danh sách nào."
    if request.method == "POST" and form.is_valid():
        try:
            dissolve_committee(acting(request), committee, form.content(Kind.DISSOLUTION), form.sent_file())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi quyết định kết thúc hoạt động. Các danh sách cũ vẫn xem được.")
            return redirect("directives:committee", locality.code, committee.pk)
    context = {
        "form": form,
        "committee": committee,
        "heading": "Ghi quyết định kết thúc hoạt động",
        "verb": "Kết thúc hoạt động của ban",
        "danger": True,
    }
    return render(request, "directives/committee_paper.html", context, status=422 if form.errors else 200)


@page("committee.manage")
@read_or_write
def rules(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    committee = committee_or_404(locality, pk)
    form = RulesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            set_working_rules(acting(request), committee, data["number"], data["day"], data["summary"], form.sent_file())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi quy chế làm việc.")
            return redirect("directives:committee", locality.code, committee.pk)
    context = {
        "form": form,
        "committee": committee,
        "heading": "Ghi quy chế làm việc",
        "verb": "Ghi quy chế",
    }
    return render(request, "directives/committee_paper.html", context, status=422 if form.errors else 200)
