"""Going up a level: what a level proposes, what comes to the level above, how it is sorted there."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.foundation.downloads import as_download
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.nominations import nominate, sort_nominations, withdraw_nomination
from kheo.movement.forms.nominations import ReasonForm, SortForm
from kheo.movement.models import Nomination, Programme
from kheo.movement.queries import nominations as queries
from kheo.movement.queries.registrations import newest_results
from kheo.movement.rules.levels import gate
from kheo.movement.views.lookup import programme_or_404, sent_number, sent_version
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.organisation.queries.trail import history_of

PAGE_SIZE = 100


@page("nomination.read")
@require_http_methods(["GET", "HEAD", "POST"])
def sent_up(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """What may go up, what went up and where it stands; the buttons say which act."""
    found = programme_or_404(locality, programme)
    form = ReasonForm(request.POST if request.POST.get("act") == "propose" else None)
    chosen = _numbers(request, "registration")
    problems: tuple[object, ...] = ()
    if request.method == "POST":
        try:
            if request.POST.get("act") == "withdraw":
                withdraw_nomination(acting(request), _sent_or_404(found, request), sent_version(request))
                messages.success(request, "Đã rút đề nghị.")
                return redirect(queries.page_below(found))
            if form.is_valid():
                made = nominate(acting(request), found, chosen, form.cleaned_data["reason"])
                messages.success(request, f"Đã đề nghị {len(made)} mô hình lên cấp trên.")
                return redirect(queries.page_below(found))
        except RefusedError as refusal:
            if form.is_bound:
                say_refusal(form, refusal)
            else:
                problems = refusal.problems
    context = {
        "programme": found,
        "above": queries.level_above(found),
        "candidates": Paginator(queries.may_go_up(found), PAGE_SIZE).get_page(request.GET.get("trang")),
        "sent": list(queries.sent_up(found)),
        "gate": gate(timezone.localdate()),
        "form": form,
        "chosen": chosen,
        "problems": problems,
        "may_propose": may(request, "nomination.propose", locality),
    }
    return render(request, "movement/levels/sent_up.html", context, status=422 if form.errors or problems else 200)


def _sent_or_404(programme: Programme, request: HttpRequest) -> Nomination:
    found = queries.find_sent_up(programme, sent_number(request, "nomination"))
    if found is None:
        raise Http404("Không có đề nghị này.")
    return found


@page("nomination.read")
@require_http_methods(["GET", "HEAD", "POST"])
def from_below(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """What the places below propose, what waits first; several sorted at once."""
    found = programme_or_404(locality, programme)
    form = SortForm(found, request.POST or None)
    chosen = _chosen(request)
    if request.method == "POST" and form.is_valid():
        try:
            rows = sort_nominations(acting(request), found, chosen, form.sorting())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã xếp {len(rows)} đề nghị: {rows[0].get_group_display()}.")
            return redirect(queries.page_above(found))
    counts = queries.counts_by_group(found)
    group = request.GET.get("nhom", "")
    rows_shown: QuerySet[Nomination] = queries.from_below(found)
    context = {
        "programme": found,
        "groups": [(one.value, one.label, counts[one.value]) for one in Nomination.Group if counts[one.value]],
        "group": group if group in Nomination.Group.values else "",
        "total": counts.total(),
        "waiting": counts[Nomination.Group.WAITING],
        "listed": Paginator(
            rows_shown.filter(group=group) if group in Nomination.Group.values else rows_shown, PAGE_SIZE
        ).get_page(request.GET.get("trang")),
        "form": form,
        "chosen": chosen,
        "may_sort": may(request, "nomination.sort", locality),
    }
    return render(request, "movement/levels/from_below.html", context, status=422 if form.errors else 200)


@page("nomination.read")
@require_http_methods(["GET", "HEAD", "POST"])
def nomination(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """One nomination as the level above reads it: the story, results and evidence of the level below; sorted here alone."""
    found = _from_below_or_404(locality, pk)
    form = SortForm(found.programme, request.POST or None, initial={"group": _sorted_into(found), "reason": found.sorted_reason})
    if request.method == "POST" and form.is_valid():
        try:
            sort_nominations(acting(request), found.programme, {found.pk: sent_version(request)}, form.sorting())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã xếp đề nghị này.")
            return redirect("movement:nomination", locality.code, found.pk)
    may_sort = may(request, "nomination.sort", locality)
    initiative = found.registration.initiative
    context = {
        "nomination": found,
        "initiative": initiative,
        "way": initiative.way.splitlines(),
        "results": newest_results(found.registration_id),
        "evidence": queries.evidence_of(found),
        "history": history_of(found) if may_sort else [],
        "form": form,
        "may_sort": may_sort,
        "may_open": may(request, "evidence.read", locality),
    }
    return render(request, "movement/levels/nomination.html", context, status=422 if form.errors else 200)


@page("evidence.read")
@require_safe
def nomination_evidence(_request: HttpRequest, locality: Locality, pk: int, evidence: int) -> HttpResponse:
    """A file of the level below, for whoever judges what it proposed; of nothing else."""
    found = queries.evidence_of(_from_below_or_404(locality, pk)).filter(pk=evidence).first()
    if found is None:
        raise Http404("Không có tệp này.")
    return as_download(found.file)


def _from_below_or_404(locality: Locality, pk: int) -> Nomination:
    found = queries.find_from_below(locality, pk)
    if found is None:
        raise Http404("Không có đề nghị này, hoặc cấp dưới đã rút.")
    return found


def _sorted_into(nomination: Nomination) -> str:
    return "" if nomination.group == Nomination.Group.WAITING else nomination.group


def _numbers(request: HttpRequest, name: str) -> list[int]:
    """The numbers that ticked boxes carried; whatever is no number is left out."""
    return [int(sent) for sent in request.POST.getlist(name) if _is_number(sent)]


def _chosen(request: HttpRequest) -> dict[int, int]:
    """Ticked boxes carry «key:version», the version as the page showed it."""
    parts = [sent.partition(":") for sent in request.POST.getlist("nomination")]
    return {int(key): int(version) for key, _, version in parts if _is_number(key) and _is_number(version)}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
