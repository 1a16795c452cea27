"""A meeting, from where and by whom to its result; the page always says what comes next."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.democracy.actions.meetings import (
    arrange_meeting,
    close_meeting,
    fail_meeting,
    start_meeting,
    tell_meeting,
)
from kheo.democracy.actions.sittings import settle_order
from kheo.democracy.forms.meetings import MeetingForm, OrderForm, ResultForm, SumForm, TellForm
from kheo.democracy.forms.wording import spoken
from kheo.democracy.models import Attendance, Form, Meeting, Round, ToldBy
from kheo.democracy.queries.asked_before import asked_before
from kheo.democracy.queries.election_results import result_in
from kheo.democracy.queries.elections import election_to_count
from kheo.democracy.queries.matters import asked_again
from kheo.democracy.queries.roll import cluster_names, households_on
from kheo.democracy.queries.sittings import clusters_of
from kheo.democracy.rules.clusters import added_up
from kheo.democracy.rules.law import law
from kheo.democracy.rules.meetings import convener_of, papers_by, told_by
from kheo.democracy.rules.thresholds import needed, share_words, threshold
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.views.doing import done
from kheo.democracy.views.lookup import meeting_or_404, round_or_404
from kheo.democracy.workflow import ROUND
from kheo.foundation.forms import posted_version
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Owner, find_grant, require
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import name_on, version_on
from kheo.organisation.queries.words import terms_of_village


@page("matter.read")
@require_safe
def meeting(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = round_or_404(locality, pk)
    if found.form != Form.MEETING:
        return redirect("democracy:matter", locality.code, found.matter_id)
    return show_meeting(request, found)


def show_meeting(request: HttpRequest, found: Round, **refused: forms.Form) -> HttpResponse:
    held: Meeting | None = getattr(found, "meeting", None)
    matter, day = found.matter, found.planned_on
    terms = terms_of_village(version_on(found.village, day))
    manages = find_grant(acting(request), "round.manage", matter.locality, Owner(found.village_id)) is not None
    on_roll = found.households if found.households is not None else households_on(found.village_id, day).count()
    present = Attendance.objects.filter(meeting=held).count() if held else 0
    least = needed(matter.kind, on_roll, day) if on_roll else None
    clusters = clusters_of(held) if held else []
    counted = [one for one in clusters if one.is_counted]
    context = {
        "round": found,
        "matter": matter,
        "meeting": held,
        "village": name_on(found.village, day),
        "terms": terms,
        "label": ROUND.label(found.state),
        "households": on_roll,
        "present": present if found.present is None else found.present,
        "least": least,
        "is_short": least is not None and present < least,
        "share": share_words(matter.kind, day),
        "threshold": threshold(matter.kind, day).citation,
        "told_by": told_by(day),
        "papers_by": papers_by(matter.kind, day),
        "ways_told": [terms.say(label) for value, label in ToldBy.choices if held and value in held.told_by],
        "counting": held.counting.all() if held else (),
        "clusters": clusters,
        "counted": counted,
        "all_counted": len(counted) == len(clusters),
        "by_name": any(one.named_votes for one in counted),
        "summed": added_up(one.tally for one in counted),
        "again": asked_again(found) if found.state in ("failed", "cancelled") else None,
        "note": wording_note(day),
        "manages": manages,
        "asked_before": asked_before(found) if found.state in ("planned", "open") else (),
        "today": timezone.localdate(),
        "decision": getattr(found, "decision", None),
        "election": election_to_count(matter) if found.state == "open" else None,
        "result": result_in(found) if found.state == "closed" else None,
        "reads_poll": find_grant(acting(request), "poll.read", matter.locality, Owner(found.village_id)) is not None,
        "tell_form": spoken(TellForm(initial=_told(held)), terms) if held else None,
        "order_form": OrderForm(initial=OrderForm.told(held)) if held else None,
        "result_form": ResultForm(initial={"version": held.version, "votes_other": 0}) if held else None,
        "sum_form": SumForm(initial={"version": held.version}) if held else None,
        **refused,
    }
    return render(request, "democracy/meetings/meeting.html", context, status=422 if refused else 200)


def _told(held: Meeting) -> dict[str, object]:
    return {name: getattr(held, name) for name in ("told_on", "told_by", "posted", "papers_on", "version")}


@page("round.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = round_or_404(locality, pk)
    require(acting(request), "round.manage", locality, Owner(found.village_id))
    held: Meeting | None = getattr(found, "meeting", None)
    right, point = convener_of(found.matter.kind, dismisses=found.matter.dismisses, vacant=False, head_leads_front=False)
    terms = terms_of_village(version_on(found.village, found.planned_on))
    form = spoken(MeetingForm(request.POST or None, initial=MeetingForm.told(held, right)), terms)

    def act() -> str:
        was_told = held is not None and held.told_on is not None
        made = arrange_meeting(acting(request), found, form.content(), form.cleaned_data["version"])
        if made.told_on is not None:
            return "Đã ghi cuộc họp."
        if was_told:
            return "Đã ghi cuộc họp. Giờ, nơi họp khác với lần đã báo: báo lại cho các hộ rồi ghi lại ngày báo."
        return "Đã ghi cuộc họp. In giấy mời, báo cho các hộ rồi ghi lại ngày báo."

    def version() -> int:
        now = Meeting.objects.filter(round=found).first()
        return now.version if now else 0

    if request.method == "POST" and done(request, form, act, version):
        return redirect("democracy:meeting", locality.code, found.pk)
    village = name_on(found.village, found.planned_on)
    day = found.planned_on
    context = {"form": form, "round": found, "point": point, "village": village, "told_by": told_by(day)}
    context |= {"terms": terms, "cluster_names": cluster_names(found.village, day), "many": law("cluster_households", day)}
    return render(request, "democracy/meetings/arrange.html", context, status=422 if form.errors else 200)


def answer(request: HttpRequest, held: Meeting, name: str, form: forms.Form, act: Callable[[], str]) -> HttpResponse:
    locality, key = held.round.matter.locality, held.round_id

    def version() -> int:
        return meeting_or_404(locality, key).version

    if done(request, form, act, version):
        return redirect("democracy:meeting", locality.code, key)
    return show_meeting(request, round_or_404(locality, key), **{name: form})


@page("round.manage")
@require_POST
def tell(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held = meeting_or_404(locality, pk)
    form = spoken(TellForm(request.POST), terms_of_village(version_on(held.round.village, held.round.planned_on)))

    def act() -> str:
        data = form.cleaned_data
        told = {"posted": data["posted"], "papers_on": data["papers_on"]}
        tell_meeting(acting(request), held, data["told_on"], data["told_by"], data["version"], **told)
        return "Đã ghi việc thông báo."

    return answer(request, held, "tell_form", form, act)


@page("round.manage")
@require_POST
def start(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held = meeting_or_404(locality, pk)
    return _button(
        request, held, lambda: start_meeting(acting(request), held, posted_version(request)), "Đã khai mạc; điểm danh các hộ."
    )


@page("round.manage")
@require_POST
def fail(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held = meeting_or_404(locality, pk)
    return _button(
        request,
        held,
        lambda: fail_meeting(acting(request), held, posted_version(request)),
        "Đã ghi cuộc họp không đủ hộ. Được phát phiếu lấy ý kiến từng hộ (Điều 19 khoản 1 điểm b).",
    )


def _button(request: HttpRequest, held: Meeting, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except RefusedError as refusal:
        for problem in refusal.problems:
            messages.error(request, str(problem))
    else:
        messages.success(request, said)
    return redirect("democracy:meeting", held.round.matter.locality.code, held.round_id)


@page("round.manage")
@require_POST
def order(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held = meeting_or_404(locality, pk)
    form = OrderForm(request.POST)

    def act() -> str:
        settle_order(acting(request), held, form.order(), form.cleaned_data["version"])
        return "Đã ghi thư ký, cách biểu quyết."

    return answer(request, held, "order_form", form, act)


@page("round.manage")
@require_POST
def close(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held = meeting_or_404(locality, pk)
    form = ResultForm(request.POST)

    def act() -> str:
        data = form.cleaned_data
        closed = close_meeting(acting(request), held, form.tally(), data["opinions"], data["conclusion"], data["version"])
        return f"Đã ghi kết quả: {closed.verdict}."

    return answer(request, held, "result_form", form, act)
