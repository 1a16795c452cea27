"""Elections in villages: the calendar and the list, the count, who is head since when."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.democracy.actions.elections import (
    WON,
    add_candidate,
    begin_election,
    recognise_head,
    record_step,
    withdraw_candidate,
)
from kheo.democracy.forms.elections import CandidateForm, ElectionForm, RecogniseForm, StepForm, WithdrawForm
from kheo.democracy.forms.wording import spoken
from kheo.democracy.models import Candidate, CommunityDecision, Election, HeadTerm, Matter
from kheo.democracy.queries.election_results import may_vote_again, next_election, result_of
from kheo.democracy.queries.elections import (
    asked_in,
    elections_of,
    find_election,
    matters_to_elect,
    open_rounds,
    slips_out,
    state_of,
)
from kheo.democracy.rules.election_slips import LATE_WITHDRAWAL
from kheo.democracy.rules.elections import HEAD, KIND_OF, near_words
from kheo.democracy.rules.wording import wording_note
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Owner, find_grant, require
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import names_on
from kheo.organisation.queries.words import terms_named, terms_of

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@page("page.public")
@require_safe
def elections(request: HttpRequest, locality: Locality) -> HttpResponse:
    """For everybody: which elections are announced or counted; for heads and the office all of them."""
    actor = acting(request)
    may_read = find_grant(actor, "election.read", locality) is not None
    states = [one for one in elections_of(locality) if may_read or one.is_announced]
    names = names_on({one.election.matter.village_id or 0 for one in states}, timezone.localdate())
    named = [(one, names.get(one.election.matter.village_id or 0, "")) for one in states]
    context = {
        "rows": [(one, name, terms_named(name), result_of(one.election)) for one, name in named],
        "may_run": find_grant(actor, "election.run", locality) is not None,
        "today": timezone.localdate(),
    }
    return _kept(render(request, "democracy/elections.html", context), staff=may_read)


@page("page.public")
@require_safe
def election(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _election(locality, pk)
    actor = acting(request)
    may_read = find_grant(actor, "election.read", locality) is not None
    state = state_of(found)
    if not may_read and not state.is_announced:
        raise Http404("Cuộc bầu này chưa thông báo.")
    today = timezone.localdate()
    village = found.matter.village_id or 0
    name = names_on({village}, today).get(village, "")
    result, asked = result_of(found), asked_in(found)
    winner = state.elected[0] if found.what == HEAD and state.elected else None
    context = {
        "election": found,
        "state": state,
        "village": name,
        "terms": terms_named(name),
        "today": today,
        "result": result,
        "late": state.late,
        "late_note": LATE_WITHDRAWAL,
        "after": next_election(found),
        "wording": wording_note(found.planned_on),
        "term": HeadTerm.objects.filter(candidate=winner).first() if winner else None,
        "sent_on": CommunityDecision.objects.filter(round=found.round_id).values_list("sent_on", flat=True).first(),
        "may_run": find_grant(actor, "election.run", locality, Owner(village)) is not None,
        "asked": asked if may_read else None,
        "slips": slips_out(found),
        "may_count": not state.is_counted and open_rounds(found).exists(),
        "may_again": may_vote_again(result),
        "may_appoint": find_grant(actor, "organisation.manage", locality) is not None,
        "may_recognise": winner is not None
        and found.matter.state in WON
        and find_grant(actor, "election.recognise", locality) is not None,
    }
    return _kept(render(request, "democracy/election.html", context), staff=may_read)


@page("election.run")
@read_or_write
def election_new(request: HttpRequest, locality: Locality) -> HttpResponse:
    actor = acting(request)
    villages = {
        one.village_id
        for one in matters_to_elect(locality)
        if one.village_id and find_grant(actor, "election.run", locality, Owner(one.village_id))
    }
    offered = matters_to_elect(locality).filter(village__in=villages)
    form = ElectionForm(offered, request.POST or None, initial=_first_told(offered, request.GET.get("viec", "")))
    spoken(form, terms_of(locality, timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        try:
            made = begin_election(actor, **form.cleaned_data)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã lập lịch bầu. Ghi người ứng cử và từng bước đã làm.")
            if missed := [step for step in state_of(made).steps if step.is_missed(timezone.localdate())]:
                messages.warning(request, near_words(made.what, made.planned_on, len(missed), timezone.localdate()))
            return redirect("democracy:election", locality.code, made.pk)
    context = {"form": form, "title": "Lập lịch bầu", "nothing": not villages}
    return render(request, "democracy/election_form.html", context, status=422 if form.errors else 200)


def _first_told(offered: QuerySet[Matter], asked: str) -> dict[str, object]:
    """The matter of ``?viec=``, or the only one there is, and whom it elects where its clause leaves no choice."""
    rows = list(offered[:2])
    found = next((one for one in offered if str(one.pk) == asked), rows[0] if len(rows) == 1 else None)
    return {} if found is None else {"matter": found.pk, **({"what": HEAD} if found.kind == KIND_OF[HEAD] else {})}


@page("election.run")
@read_or_write
def election_step(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = own_election(request, locality, pk)
    left = [step.key for step in state_of(found).steps if step.done_on is None]
    if not left:
        messages.info(request, "Đã ghi đủ các bước của lịch bầu.")
        return redirect("democracy:election", locality.code, found.pk)
    form = StepForm(found.what, left, request.POST or None)
    return answer_form(
        request, found, form, lambda: record_step(acting(request), found, **form.cleaned_data), "Ghi một bước", "Đã ghi."
    )


@page("election.run")
@read_or_write
def election_candidate(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = own_election(request, locality, pk)
    form = CandidateForm(request.POST or None)
    return answer_form(
        request, found, form, lambda: add_candidate(acting(request), found, **form.cleaned_data),
        "Thêm người ứng cử", "Đã thêm người ứng cử.",
    )  # fmt: skip


@page("election.run")
@read_or_write
def election_withdraw(request: HttpRequest, locality: Locality, pk: int, candidate: int) -> HttpResponse:
    found = own_election(request, locality, pk)
    one = Candidate.objects.select_related("election__matter__locality").filter(election=found, pk=candidate).first()
    if one is None:
        raise Http404("Không có người ứng cử này.")
    form = WithdrawForm(request.POST or None, initial={"on": timezone.localdate()})
    return answer_form(
        request, found, form, lambda: withdraw_candidate(acting(request), one, form.cleaned_data["on"]),
        f"{one.name} rút", "Đã ghi.",
    )  # fmt: skip


@page("election.recognise")
@read_or_write
def election_recognise(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _election(locality, pk)
    decision = CommunityDecision.objects.filter(round=found.round_id).first()
    told = {"begun_on": decision.answered_on, "number": decision.answer_number} if decision else None
    form = RecogniseForm(request.POST or None, initial=told)

    def act() -> object:
        return recognise_head(acting(request), found, form.cleaned_data["begun_on"], form.cleaned_data["number"])

    return answer_form(request, found, form, act, "Ghi quyết định công nhận", "Đã ghi công nhận.")


def answer_form(
    request: HttpRequest,
    found: Election,
    form: forms.Form,
    act: Callable[[], object],
    title: str,
    done: str,
    told: dict[str, object] | None = None,
) -> HttpResponse:
    """One form of an election: *act* is done and *done* said, or the page shows what is to be mended beside *told*."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, done)
            return redirect("democracy:election", found.matter.locality.code, found.pk)
    context = {"form": form, "title": title, "election": found, **(told or {})}
    return render(request, "democracy/election_form.html", context, status=422 if form.errors else 200)


def _election(locality: Locality, pk: int) -> Election:
    found = find_election(locality, pk)
    if found is None:
        raise Http404("Không có cuộc bầu này.")
    return found


def own_election(request: HttpRequest, locality: Locality, pk: int) -> Election:
    found = _election(locality, pk)
    require(acting(request), "election.run", locality, Owner(found.matter.village_id or 0))
    return found


def _kept(answer: HttpResponse, *, staff: bool) -> HttpResponse:
    if staff:
        answer["Cache-Control"] = "no-store"  # lists that are not announced yet stay in no browser
    return answer
