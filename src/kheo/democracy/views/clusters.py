"""The meeting of one cluster: who came, how it voted, what it reports; and the sum of all clusters."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kheo.democracy.actions.cluster_moves import move_cluster
from kheo.democracy.actions.clusters import close_clusters, count_cluster, reopen_cluster
from kheo.democracy.actions.sittings import settle_order
from kheo.democracy.forms.elections import ClusterCountForm
from kheo.democracy.forms.meetings import ClusterResultForm, MoveForm, OrderForm, SumForm
from kheo.democracy.forms.wording import spoken
from kheo.democracy.models import MeetingCluster
from kheo.democracy.queries.election_results import names_in
from kheo.democracy.queries.elections import counted_in, election_to_count
from kheo.democracy.rules.clusters import ADDED_UP
from kheo.democracy.views.doing import done
from kheo.democracy.views.lookup import cluster_or_404, meeting_or_404
from kheo.democracy.views.meetings import answer
from kheo.foundation.forms import posted_version
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Owner, find_grant
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import version_on
from kheo.organisation.queries.words import terms_of_village


@page("matter.read")
@require_safe
def cluster(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return _show(request, cluster_or_404(locality, pk))


def _show(request: HttpRequest, found: MeetingCluster, **refused: forms.Form) -> HttpResponse:
    asked = found.meeting.round
    village = version_on(asked.village, asked.planned_on)
    terms = terms_of_village(village)
    context = {
        "cluster": found,
        "round": asked,
        "matter": asked.matter,
        "village": village.name if village else asked.village.code,
        "head": terms.head,
        "counting": found.counting.all(),
        "manages": find_grant(acting(request), "round.manage", asked.matter.locality, Owner(asked.village_id)) is not None,
        "has_come": found.on <= timezone.localdate(),
        "article": ADDED_UP,
        "order_form": OrderForm(initial=OrderForm.told(found)),
        "result_form": _result_form(found),
        "named": names_in(found),
        "moves": found.moves.all(),
        "move_form": spoken(MoveForm(initial=MoveForm.told(found)), terms),
        **refused,
    }
    return render(request, "democracy/meetings/cluster.html", context, status=422 if refused else 200)


def _result_form(found: MeetingCluster, data: QueryDict | None = None) -> ClusterResultForm | ClusterCountForm:
    """Votes for the matter, or of an election those of each who stands."""
    asked = found.meeting.round
    election = election_to_count(asked.matter)
    if election is None:
        return ClusterResultForm(data, initial={"version": found.version, "votes_other": 0})
    return ClusterCountForm(counted_in(election, asked), data, initial={"version": found.version, "invalid": 0})


def _answer(request: HttpRequest, found: MeetingCluster, name: str, form: forms.Form, act: Callable[[], str]) -> HttpResponse:
    asked = found.meeting.round
    locality = asked.matter.locality

    def version() -> int:
        return cluster_or_404(locality, found.pk).version

    if done(request, form, act, version):
        return redirect("democracy:cluster", locality.code, found.pk)
    return _show(request, cluster_or_404(locality, found.pk), **{name: form})


@page("round.manage")
@require_POST
def order(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = cluster_or_404(locality, pk)
    form = OrderForm(request.POST)

    def act() -> str:
        settle_order(acting(request), found, form.order(), form.cleaned_data["version"])
        return "Đã ghi thư ký, cách biểu quyết của cụm."

    return _answer(request, found, "order_form", form, act)


@page("round.manage")
@require_POST
def count(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = cluster_or_404(locality, pk)
    form = _result_form(found, request.POST)

    def act() -> str:
        data, names = form.cleaned_data, form.names() if isinstance(form, ClusterCountForm) else None
        told = (data["opinions"], data["conclusion"], data["version"])
        count_cluster(acting(request), found, form.tally(), *told, names=names)
        return f"Đã ghi kết quả của {found.name}."

    return _answer(request, found, "result_form", form, act)


@page("round.manage")
@require_POST
def reopen(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = cluster_or_404(locality, pk)
    try:
        reopen_cluster(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã mở lại kết quả của {found.name}; sửa rồi ghi lại.")
    return redirect("democracy:cluster", locality.code, pk)


@page("round.manage")
@require_POST
def move(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = cluster_or_404(locality, pk)
    asked = found.meeting.round
    form = spoken(MoveForm(request.POST), terms_of_village(version_on(asked.village, asked.planned_on)))

    def act() -> str:
        moved = move_cluster(acting(request), found, form.move(), form.cleaned_data["version"])
        return f"Đã dời {moved.name} sang {moved.starts_at:%H:%M} ngày {moved.on:%d/%m/%Y}, tại {moved.place}."

    return _answer(request, found, "move_form", form, act)


@page("round.manage")
@require_POST
def add_up(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Add all clusters up to the result of the village."""
    held = meeting_or_404(locality, pk)
    form = SumForm(request.POST)

    def act() -> str:
        data = form.cleaned_data
        closed = close_clusters(acting(request), held, data["conclusion"], data["version"])
        return f"Đã tổng hợp: {closed.verdict}."

    return answer(request, held, "sum_form", form, act)
