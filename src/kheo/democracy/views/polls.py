"""Rounds on paper and online: their list for staff, and the page of one for everybody."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.democracy.models import BallotPlan, Election, Form, OnlineVote, Round, TeamMember
from kheo.democracy.queries.election_results import result_in
from kheo.democracy.queries.elections import counted_in, state_of
from kheo.democracy.queries.polls import (
    ballots_in_order,
    find_plan,
    find_round,
    find_vote,
    outcome_of,
    progress_of,
    rounds_asked,
    village_of,
    villages_named,
)
from kheo.democracy.rules.box import box_text
from kheo.democracy.rules.election_slips import LATE_WITHDRAWAL
from kheo.democracy.rules.elections import KIND_OF
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.workflow import ROUND
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Owner, find_grant, require
from kheo.organisation.models import Locality, Role

SHOWN = 60


@page("poll.read")
@require_safe
def polls(request: HttpRequest, locality: Locality) -> HttpResponse:
    """All of the locality for the office and the leader; a head sees those of the own village."""
    actor, today = acting(request), timezone.localdate()
    grant = require(actor, "poll.read", locality)
    own = {one.unit_id for one in actor.grants if one.role == Role.VILLAGE_HEAD and one.locality == locality.code and one.unit_id}
    rounds = list(rounds_asked(locality, own if grant.role == Role.VILLAGE_HEAD else None)[:SHOWN])
    names = villages_named(rounds, today)
    rows = [(one, names[one.village_id], ROUND.label(one.state)) for one in rounds]
    return render(request, "democracy/polls/list.html", {"rows": rows, "shown": SHOWN, "note": wording_note(today)})


def round_or_404(request: HttpRequest, locality: Locality, pk: int, form: str, action: str) -> Round:
    """The round *pk* in *form* here, for whoever may do *action* in its village."""
    found = find_round(locality, pk, form)
    if found is None:
        raise Http404("Không có lần lấy ý kiến này.")
    require(acting(request), action, locality, Owner(found.village_id))
    return found


def plan_or_404(request: HttpRequest, locality: Locality, pk: int, action: str = "poll.manage") -> BallotPlan:
    found = find_plan(locality, pk)
    if found is None:
        raise Http404("Lần này chưa có kế hoạch phát phiếu.")
    require(acting(request), action, locality, Owner(found.round.village_id))
    return found


def vote_or_404(request: HttpRequest, locality: Locality, pk: int, action: str = "poll.manage") -> OnlineVote:
    found = find_vote(locality, pk)
    if found is None:
        raise Http404("Lần này chưa ghi điều kiện biểu quyết trực tuyến.")
    require(acting(request), action, locality, Owner(found.round.village_id))
    return found


def may_manage(request: HttpRequest, asked: Round) -> bool:
    return find_grant(acting(request), "poll.manage", asked.matter.locality, Owner(asked.village_id)) is not None


def _told_or_404(locality: Locality, pk: int) -> Round:
    """A round that was announced: planned ones without a plan are not told yet, those called off no more."""
    for form in (Form.BALLOTS, Form.ONLINE):
        found = find_round(locality, pk, form)
        if found is not None and found.state in {"planned", "open", "closed"} and (_about(found) is not None):
            return found
    raise Http404("Không có việc đang lấy ý kiến này.")


def named_in(found: Round) -> dict[str, Any]:
    """Of an asking that elects: the election, the names on its slips or that will be, and what the count came to."""
    election = Election.objects.filter(matter=found.matter_id).first()
    if election is None:
        return {"elects": found.matter.kind in KIND_OF.values() and not found.matter.dismisses}
    state = state_of(election)
    listed = counted_in(election, found) if found.state in ("open", "closed") else state.standing
    said = {"late": state.late, "late_note": LATE_WITHDRAWAL}
    return {"election": election, "listed": listed, "result": result_in(found), **said}


def _about(asked: Round) -> BallotPlan | OnlineVote | None:
    return getattr(asked, "ballot_plan" if asked.form == Form.BALLOTS else "online_vote", None)


@page("page.public")
@require_safe
def poll(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """What is asked, of whom, until when (Luật 10/2022/QH15 Điều 19 khoản 2); then the result, the box and its hash."""
    found = _told_or_404(locality, pk)
    today, now = timezone.localdate(), timezone.now()
    about = _about(found)
    context = {
        "round": found,
        "matter": found.matter,
        "about": about,
        "village": village_of(found, found.closed_on or today),
        "team": TeamMember.objects.filter(round=found),
        "state": ROUND.public_label(found.state),
        "outcome": outcome_of(found),
        **named_in(found),
        "progress": progress_of(about, now, today) if isinstance(about, OnlineVote) else None,
        "note": wording_note(found.planned_on),
    }
    return render(request, "democracy/polls/public.html", context)


@page("page.public")
@require_safe
def box(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The closed box as a file of lines: its SHA-256 is the one on the page, and anybody can count."""
    found = find_vote(locality, pk)
    if found is None or found.round.state != "closed":
        raise Http404("Hộp phiếu chỉ công khai khi đã đóng.")
    answer = HttpResponse(box_text(ballots_in_order(found.round)), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="hop-phieu-{found.round_id}.txt"'
    return answer
