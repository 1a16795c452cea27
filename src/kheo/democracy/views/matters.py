"""Matters before the people, for whoever works on them: the list, one matter with what comes next, a new proposal."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.democracy.actions.proposals import CHANGEABLE, edit_matter, propose_matter
from kheo.democracy.forms.decisions import ActForm, EffectForm, ReportForm
from kheo.democracy.forms.matters import WHOLE, ChangeForm, ConsentForm, OnForm, ProposalForm, ReasonForm, RoundForm
from kheo.democracy.forms.wording import spoken
from kheo.democracy.models import Election, Form, Matter, Round, Scope, Way
from kheo.democracy.queries.decisions import village_results
from kheo.democracy.queries.election_results import result_under
from kheo.democracy.queries.elections import state_of
from kheo.democracy.queries.matters import first_sent, has_failed_meeting, matters_of, shown_rounds
from kheo.democracy.queries.proposals import consents_on
from kheo.democracy.queries.roll import villages_for
from kheo.democracy.rules.decisions import effect_citation, effect_of
from kheo.democracy.rules.forms import forms_allowed
from kheo.democracy.rules.law import law
from kheo.democracy.rules.proposals import consents_needed
from kheo.democracy.rules.thresholds import VILLAGES, share_words, threshold, villages_needed, villages_share_words
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.views.lookup import matter_or_404
from kheo.democracy.workflow import MATTER
from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Owner, find_grant
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import names_on
from kheo.organisation.queries.words import terms_named, terms_of

ON_A_PAGE = 30
ELECTED = (4, 5)  # clauses of Điều 15: the head; members of the people's boards
TAGS = {"in_force": "done", "carried_out": "done", "passed": "info", "sent": "wait", "deciding": "wait", "proposed": "wait"}
EFFECTS = {
    "vote": "có hiệu lực từ ngày biểu quyết thông qua",
    "commune_day": "có hiệu lực từ ngày Uỷ ban nhân dân cấp xã quyết định",
    "commune": "có hiệu lực từ ngày Uỷ ban nhân dân cấp xã công nhận",
    "front": "có hiệu lực từ ngày Uỷ ban Mặt trận Tổ quốc cấp xã công nhận",
}


@page("matter.read")
@require_safe
def matters(request: HttpRequest, locality: Locality) -> HttpResponse:
    day = timezone.localdate()
    own, is_wide = _villages(request, locality), _wide(request, locality)
    rows = matters_of(locality, () if is_wide else {one.unit_id for one in own})
    listed = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("trang"))
    names = names_on({one.village_id for one in listed if one.village_id}, day)
    shown = [(one, MATTER.label(one.state), TAGS.get(one.state, ""), names.get(one.village_id or 0, "")) for one in listed]
    context = {"rows": shown, "listed": listed, "may_propose": bool(own) or is_wide}
    return render(request, "democracy/matters/matters.html", context)


def _villages(request: HttpRequest, locality: Locality) -> list[Any]:
    return villages_for(acting(request), "matter.propose", locality, timezone.localdate())


def _wide(request: HttpRequest, locality: Locality) -> bool:
    return find_grant(acting(request), "matter.propose_wide", locality) is not None


@page("matter.read")
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, locality: Locality) -> HttpResponse:
    """A new proposal; ``?thay=`` names the decision that it amends or annuls, ``?khoan=`` the clause of Điều 15."""
    day, villages = timezone.localdate(), _villages(request, locality)
    asked = request.GET.get("thay", "")
    old = matter_or_404(locality, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else None
    told = {"version": 0, "where": WHOLE if _wide(request, locality) else "", "way": Way.HEAD, "kind": request.GET.get("khoan")}
    if old is not None:
        told |= {
            "where": str(old.village_id or WHOLE),
            "kind": old.kind,
            "title": old.title,
            "content": old.content,
            "way": old.way,
        }
    terms = terms_of(locality, day)
    form = ProposalForm(villages, day, terms.head, wide=_wide(request, locality), data=request.POST or None, initial=told)
    spoken(form, terms)
    change = ChangeForm(request.POST or None) if old is not None else None
    if request.method == "POST" and form.is_valid() & (change is None or change.is_valid()):
        where = form.cleaned_data["where"]
        village = next((one.unit for one in villages if str(one.unit_id) == where), None)
        chosen = change.cleaned_data["change"] if change else ""
        try:
            made = propose_matter(acting(request), locality, village, form.proposal(), replaces=old, change=chosen)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi đề xuất. Chọn hình thức và ngày lấy quyết định.")
            return redirect("democracy:matter", locality.code, made.pk)
    context = {"form": form, "change": change, "old": old, "note": wording_note(day)}
    refused = bool(form.errors or (change and change.errors))
    return render(request, "democracy/matters/proposal.html", context, status=422 if refused else 200)


@page("matter.read")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found, day = matter_or_404(locality, pk), timezone.localdate()
    villages = _villages(request, locality)
    names = ("kind", "title", "content", "dismisses", "way", "agreed_on", "initiator", "version")
    told = {name: getattr(found, name) for name in names} | {"where": str(found.village_id or WHOLE)}
    terms = terms_of(locality, day)
    form = ProposalForm(villages, day, terms.head, wide=_wide(request, locality), data=request.POST or None, initial=told)
    spoken(form, terms)
    if request.method == "POST" and form.is_valid():
        try:
            edit_matter(acting(request), found, form.proposal(), posted_version(request))
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(matter_or_404(locality, pk).version)
        else:
            messages.success(request, "Đã sửa đề xuất.")
            return redirect("democracy:matter", locality.code, found.pk)
    context = {"form": form, "matter": found, "note": wording_note(day)}
    return render(request, "democracy/matters/proposal.html", context, status=422 if form.errors else 200)


@page("matter.read")
@require_safe
def matter(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return show_matter(request, matter_or_404(locality, pk))


def show_matter(request: HttpRequest, found: Matter, **refused: forms.Form) -> HttpResponse:
    """The matter with a form for each act that may come next; *refused*: one that was sent and needs mending."""
    actor, locality, day = acting(request), found.locality, timezone.localdate()
    owner = Owner(found.village_id or 0)
    rounds = shown_rounds(found, day)
    last = {one.round.village_id: one for one in rounds}
    told = {"version": found.version, "on": day}
    village = names_on({found.village_id}, day).get(found.village_id, "") if found.village_id else ""

    def may(action: str) -> bool:
        return find_grant(actor, action, locality, owner) is not None

    waits = found.state in ("proposed", "deciding")
    over = [one for one in last.values() if one.round.state in ("failed", "cancelled")]
    again = [one for one in over if find_grant(actor, "round.manage", locality, Owner(one.round.village_id))]
    to_ask = waits and bool(again if last else may("round.manage"))
    may_change = may("matter.propose_wide" if found.scope == Scope.COMMUNE else "matter.propose")
    totals = village_results(found) if found.scope == Scope.COMMUNE and rounds else None
    concludes, wide = may("matter.conclude"), may("matter.conclude_wide") and found.scope == Scope.COMMUNE
    context = {
        "matter": found,
        "village": village,
        **({"terms": terms_named(village)} if village else {}),
        "label": MATTER.label(found.state),
        "tag": TAGS.get(found.state, ""),
        "rounds": [
            (one, *(find_grant(actor, action, locality, Owner(one.round.village_id)) for action in ("round.manage", "poll.read")))
            for one in rounds
        ],
        "share": share_words(found.kind, day),
        "threshold": threshold(found.kind, day).citation,
        "effect": EFFECTS[effect_of(found.kind, found.scope, day)],
        "effect_citation": effect_citation(found.kind, found.scope, day),
        "kind_label": law(f"kind_{found.kind}", day).article,
        "note": wording_note(day),
        "totals": totals,
        "villages_least": villages_needed(found.villages, day) if found.villages else None,
        "villages_share": villages_share_words(day),
        "villages_citation": law(VILLAGES, day).citation,
        "replaced_by": found.replaced_by.exclude(state="withdrawn").order_by("pk").first(),
        "acts": found.commune_acts.all(),
        "sent_on": first_sent(rounds),
        **elected_in(found),
        "sees_election": sees_election(found, may("election.read")),
        **_consents(found, request),
        "may_edit": may_change and found.state == "proposed" and not any(one.round.state != "cancelled" for one in rounds),
        "may_elect": waits and found.kind in ELECTED and not found.dismisses and may("election.run"),
        "may_replace": may_change and found.state in CHANGEABLE,
        "again": again,
        "round_form": round_form(found, form=_next_form(over[-1].round if over else None)) if to_ask else None,
        "withdraw_form": ReasonForm(initial=told) if may_change and found.state == "proposed" else None,
        "total_version": found.version if wide and found.state == "deciding" and totals and not totals.open else None,
        "effect_form": EffectForm(initial=told) if wide and found.state == "passed" else None,
        "publish_form": OnForm(initial=told) if concludes and found.decided_on and not found.published_on else None,
        "report_form": ReportForm(initial=told) if concludes and found.state == "in_force" else None,
        "act_form": ActForm(initial=told) if may("matter.annul") and found.state in CHANGEABLE else None,
        **refused,
    }
    return render(request, "democracy/matters/matter.html", context, status=422 if refused else 200)


def elected_in(found: Matter) -> dict[str, Any]:
    """What the count of an election under *found* came to; *nobody*: it elected none, so no decision is written."""
    result = result_under(found) if found.kind in ELECTED else None
    return {"result": result, "nobody": result is not None and not result.elected}


def _next_form(last: Round | None) -> str:
    """Ballots after a meeting too few came to (Điều 19 khoản 1 điểm b); what was called off is planned in its own form again."""
    if last is None:
        return Form.MEETING
    return Form.BALLOTS if last.state == "failed" else last.form


def sees_election(found: Matter, may_read: bool) -> bool:
    """An election's page is shut to others until its list is announced."""
    election: Election | None = getattr(found, "election", None)
    return election is not None and (may_read or state_of(election).is_announced)


def round_form(found: Matter, data: QueryDict | None = None, **initial: Any) -> RoundForm:
    """The form that plans the next asking on *found*, with what the law allows it today; first on the day of its election."""
    if hasattr(found, "election") and not found.rounds.exists():
        initial["planned_on"] = found.election.planned_on
    failed = found.village is not None and has_failed_meeting(found, found.village)
    return RoundForm(forms_allowed(found.kind, found.scope, timezone.localdate(), has_failed_meeting=failed), data, **initial)


def _consents(found: Matter, request: HttpRequest) -> dict[str, Any]:
    """Who agreed with citizens, for those who keep the roll; how many, for everybody."""
    if found.way not in (Way.CITIZENS, Way.BACKED):
        return {}
    day = timezone.localdate()
    valid, households = consents_on(found, day)
    keeps = find_grant(acting(request), "roll.manage", found.locality, Owner(found.village_id or 0)) is not None
    is_open = keeps and found.state == "proposed"
    is_backable = is_open and found.way == Way.CITIZENS
    return {
        "consents": {
            "valid": valid,
            "households": households,
            "needed": consents_needed(households, day) if households else None,
            "rows": found.consents.select_related("household") if keeps else (),
        },
        "may_unconsent": is_open,
        "consent_form": ConsentForm(initial={"on": day, "means": "paper"}) if is_open else None,
        "back_form": OnForm(initial={"version": found.version, "on": day}) if is_backable else None,
    }


def consent_or_404(found: Matter, pk: int) -> Any:
    consent = found.consents.filter(pk=pk).first()
    if consent is None:
        raise Http404("Không có hộ đồng thuận này.")
    return consent
