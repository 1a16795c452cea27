"""A ballot to every household, for whoever holds it: plan, ballots, list, count, papers."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.democracy.actions.ballots import count_ballots, mark_sheets, open_ballots, prepare_ballots, send_ballot_plan
from kheo.democracy.forms.polls import BallotPlanForm, CountForm, SendForm, plan_told
from kheo.democracy.models import BallotPlan, BallotSheet, Form, TeamMember
from kheo.democracy.papers.voting import ballots_content, count_paper, list_paper, plan_paper
from kheo.democracy.queries.asked_before import asked_before
from kheo.democracy.queries.elections import election_to_count
from kheo.democracy.queries.matters import has_failed_meeting
from kheo.democracy.queries.polls import handing_of, outcome_of, sheets_of, village_of
from kheo.democracy.rules.ballot_plans import CASES, ballots_case
from kheo.democracy.rules.voting import sending_due, voting_rule
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.views.election_counts import slip_count
from kheo.democracy.views.polls import may_manage, named_in, plan_or_404, round_or_404
from kheo.democracy.workflow import ROUND
from kheo.documents.content import Paper
from kheo.documents.pdf import to_pdf
from kheo.documents.slips import ballots_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import send_printed
from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@page("poll.read")
@require_safe
def ballot_round(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return _show(request, locality, pk)


def _show(request: HttpRequest, locality: Locality, pk: int, send_form: SendForm | None = None) -> HttpResponse:
    """The page of a round on paper, with the form of sending that was not taken in place of a fresh one."""
    found = round_or_404(request, locality, pk, Form.BALLOTS, "poll.read")
    today = timezone.localdate()
    plan: BallotPlan | None = getattr(found, "ballot_plan", None)
    case = ballots_case(
        found.matter.scope, found.planned_on, has_failed_meeting=has_failed_meeting(found.matter, found.village_id)
    )
    due = sending_due(plan.issued_on) if plan else None
    told = {"commune_on": plan.commune_on, "front_on": plan.front_on, "version": plan.version} if plan else {}
    context = {
        "round": found,
        "matter": found.matter,
        "village": village_of(found, today),
        "state": ROUND.label(found.state),
        "plan": plan,
        "team": TeamMember.objects.filter(round=found),
        "case": CASES[case.key],
        "handing": handing_of(found),
        "outcome": outcome_of(found),
        **named_in(found),
        "due": due,
        "unsent": bool(plan and not (plan.commune_on and plan.front_on)),
        "today": today,
        "announced_by": found.planned_on - timedelta(days=voting_rule("announce_days", found.planned_on).value),
        "late": bool(plan and due and any((day or today) > due for day in (plan.commune_on, plan.front_on))),
        "send_form": send_form or SendForm(initial=told),
        "may_manage": may_manage(request, found),
        "asked_before": asked_before(found) if found.state in ("planned", "open") else (),
        "articles": [case.citation, *(voting_rule(key, found.planned_on).citation for key in ("team_ballots", "announce_days"))],
        "note": wording_note(found.planned_on),
    }
    return render(request, "democracy/polls/ballots.html", context, status=422 if send_form else 200)


@page("poll.manage")
@read_or_write
def plan(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = round_or_404(request, locality, pk, Form.BALLOTS, "poll.manage")
    known: BallotPlan | None = getattr(found, "ballot_plan", None)
    form = BallotPlanForm(found, request.POST or None, initial=plan_told(found, known))
    if request.method == "POST" and form.is_valid():
        try:
            prepare_ballots(acting(request), found, form.content(known), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi kế hoạch. In, ký, gửi xã và Mặt trận, rồi ghi ngày gửi.")
            return redirect("democracy:ballot_round", locality.code, found.pk)
    context = {"form": form, "round": found, "sent": voting_rule("plan_sent_days", found.planned_on)}
    return render(request, "democracy/polls/ballot_plan.html", context, status=422 if form.errors else 200)


@page("poll.manage")
@require_POST
def send(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = plan_or_404(request, locality, pk)
    form = SendForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            send_ballot_plan(acting(request), found, data["commune_on"], data["front_on"], data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi ngày gửi kế hoạch.")
            return redirect("democracy:ballot_round", locality.code, found.round_id)
    return _show(request, locality, found.round_id, form)


@page("poll.manage")
@require_POST
def opening(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = plan_or_404(request, locality, pk)
    try:
        opened = open_ballots(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã chốt {opened.households} hộ. In phiếu và danh sách, rồi phát từng hộ.")
    return redirect("democracy:ballot_round", locality.code, found.round_id)


@page("poll.manage")
@read_or_write
def sheets(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The whole list at once: what became of each ballot; with «con-lai» those still waiting went out, the rest as typed."""
    found = plan_or_404(request, locality, pk)
    rows, version, problem = list(sheets_of(found.round)), found.version, ""
    if request.method == "POST":
        typed = {row.pk: request.POST.get(f"phieu-{row.pk}", row.state) for row in rows}
        if "con-lai" in request.POST:
            waiting, handed = BallotSheet.State.WAITING, BallotSheet.State.HANDED
            typed = {key: handed if state == waiting else state for key, state in typed.items()}
        try:
            changed = mark_sheets(acting(request), found, typed, posted_version(request))
        except RefusedError as refusal:
            problem = str(refusal)
            for row in rows:
                row.state = typed[row.pk]
        else:
            messages.success(request, f"Đã ghi {changed} thay đổi.")
            return redirect("democracy:ballot_list", locality.code, found.round_id)
    context = {
        "round": found.round,
        "rows": rows,
        "states": BallotSheet.State.choices,
        "version": version,
        "problem": problem,
        "handing": handing_of(found.round),
    }
    return render(request, "democracy/polls/ballot_list.html", context, status=422 if problem else 200)


@page("poll.manage")
@read_or_write
def count(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = plan_or_404(request, locality, pk)
    if found.round.state != "open":
        return _counted(request, found)
    if election := election_to_count(found.round.matter):
        return slip_count(request, found, election)
    form = CountForm(
        list(sheets_of(found.round)), request.POST or None, initial={"version": found.version, "counted_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        counted, watched = form.content()
        data = form.cleaned_data
        try:
            closed = count_ballots(acting(request), found, counted, watched, data["counted_on"], data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã ghi kết quả kiểm phiếu: {closed.verdict}. In biên bản để Tổ và hộ chứng kiến ký.")
            return redirect("democracy:ballot_round", locality.code, found.round_id)
    context = {
        "form": form,
        "round": found.round,
        "handing": handing_of(found.round),
        "rule": voting_rule("count_witnesses", timezone.localdate()),
    }
    return render(request, "democracy/polls/ballot_count.html", context, status=422 if form.errors else 200)


def _counted(request: HttpRequest, found: BallotPlan) -> HttpResponse:
    """In place of the form, what was counted, or that there is nothing to count yet; a form sent all the same changes nothing."""
    outcome = outcome_of(found.round)
    context = {
        "plan": found,
        "round": found.round,
        "state": ROUND.label(found.round.state),
        "outcome": outcome,
        **named_in(found.round),
        "other": outcome.tally.votes_other - (found.spoilt or 0) if outcome else None,
        "witnesses": [one for one in (found.first_witness, found.second_witness) if one],
        "note": wording_note(found.round.planned_on),
    }
    return render(request, "democracy/polls/counted.html", context, status=422 if request.method == "POST" else 200)


@page("poll.manage")
@require_safe
def ballots(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """All ballots of the village in one PDF; they are alike, so nothing is secret in them."""
    found = plan_or_404(request, locality, pk)
    back = ("democracy:ballot_round", locality.code, found.round_id)
    return send_printed(request, f"phieu-{found.round_id}.pdf", lambda: ballots_pdf(ballots_content(found)), back)


@page("poll.read")
@require_safe
def plan_file(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    found = plan_or_404(request, locality, pk, "poll.read")
    return _paper(request, found, plan_paper(found), "ke-hoach", ending)


@page("poll.read")
@require_safe
def list_file(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    found = plan_or_404(request, locality, pk, "poll.read")
    return _paper(request, found, list_paper(found), "danh-sach", ending)


@page("poll.read")
@require_safe
def count_file(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    found = plan_or_404(request, locality, pk, "poll.read")
    return _paper(request, found, count_paper(found), "bien-ban", ending)


def _paper(request: HttpRequest, found: BallotPlan, paper: Paper | None, stem: str, ending: str) -> HttpResponse:
    if paper is None:
        raise Http404("Biên bản có khi đã kiểm phiếu.")
    back = ("democracy:ballot_round", found.round.matter.locality.code, found.round_id)
    make = to_pdf if ending == "pdf" else to_docx
    return send_printed(request, f"{stem}-{found.round_id}.{ending}", lambda: make(paper), back)
