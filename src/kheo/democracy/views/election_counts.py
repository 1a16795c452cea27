"""The count of an election: of a meeting from the election's page, of slips from the page of their asking; voting again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kheo.democracy.actions.election_counts import count_slips, count_votes, of_clusters
from kheo.democracy.actions.elections_again import vote_again
from kheo.democracy.forms.elections import AgainForm, CountForm, SlipCountForm
from kheo.democracy.models import BallotPlan, Election, Form, Meeting
from kheo.democracy.queries.election_results import may_vote_again, next_election, result_of
from kheo.democracy.queries.elections import counted_in, open_rounds, read_again, state_of
from kheo.democracy.queries.polls import handing_of, sheets_of
from kheo.democracy.queries.sittings import clusters_of
from kheo.democracy.rules.voting import voting_rule
from kheo.democracy.views.elections import answer_form, own_election
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@page("election.run")
@read_or_write
def election_count(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The count of an open meeting; who is elected follows from it. Slips are counted on the page of their asking."""
    found = own_election(request, locality, pk)
    opened = open_rounds(found).first()
    if opened is None:
        raise Http404("Cuộc họp của việc này chưa mở, hoặc đã ghi kết quả.")
    if opened.form == Form.BALLOTS:
        return redirect("democracy:ballot_count", locality.code, opened.pk)
    meeting = Meeting.objects.filter(round=opened).first()
    standing = state_of(found).standing
    summed = of_clusters(clusters_of(meeting), [one.pk for one in standing]) if meeting else None
    form = CountForm(standing, found.version, request.POST or None, has_minutes=meeting is not None, summed=summed)

    def act() -> object:
        return count_votes(acting(request), found, opened, form.count(), form.cleaned_data["version"])

    told: dict[str, object] = {"summed": summed, "sums": [(one.name, summed.votes[one.pk]) for one in standing] if summed else ()}
    return answer_form(request, found, form, act, "Ghi kiểm phiếu", "Đã ghi kiểm phiếu.", told)


def slip_count(request: HttpRequest, plan: BallotPlan, election: Election) -> HttpResponse:
    """The form of counting slips that elect, for the address of the count of any ballot."""
    asked, today = plan.round, timezone.localdate()
    told = {"version": plan.version, "counted_on": today}
    form = SlipCountForm(counted_in(election, asked), list(sheets_of(asked)), request.POST or None, initial=told)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            held = count_slips(acting(request), plan, form.count(), form.witnesses(), data["counted_on"], data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(BallotPlan.objects.values_list("version", flat=True).get(pk=plan.pk))
        else:
            result = result_of(read_again(held))  # its list was read before the votes were written
            said = f"{result.words} {result.names}".strip().rstrip(".") if result else ""
            messages.success(request, f"Đã ghi kiểm phiếu. {said}. In biên bản để Tổ và hộ chứng kiến ký.")
            return redirect("democracy:ballot_round", asked.matter.locality.code, asked.pk)
    context = {
        "form": form,
        "round": asked,
        "election": election,
        "handing": handing_of(asked),
        "rule": voting_rule("count_witnesses", today),
    }
    return render(request, "democracy/polls/ballot_count.html", context, status=422 if form.errors else 200)


@page("election.run")
@read_or_write
def election_again(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Vote again for the seats left: a day, the agreements, and a list drawn from this one."""
    found = own_election(request, locality, pk)
    if after := next_election(found):
        messages.info(request, "Đã lập lần bầu sau.")
        return redirect("democracy:election", locality.code, after.pk)
    result = result_of(found)
    if result is None or not may_vote_again(result):
        messages.info(request, "Cuộc bầu này không có vị trí nào chờ bầu lại.")
        return redirect("democracy:election", locality.code, found.pk)
    form = AgainForm(found.what, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = vote_again(acting(request), found, form.told())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã lập lần bầu sau. Xem lại danh sách người ứng cử, rồi định ngày họp bầu.")
            return redirect("democracy:election", locality.code, made.pk)
    title = "Bầu tiếp" if result.elected and found.matter.state != "refused" else "Bầu lại"
    context = {"form": form, "title": title, "election": found, "again": result}
    return render(request, "democracy/election_form.html", context, status=422 if form.errors else 200)
