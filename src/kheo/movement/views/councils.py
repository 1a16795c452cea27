"""The council's page for the office and whoever reads results: how it works, who sits, how far everybody is, what it came to."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.assessment.actions.ballots import open_scoring, record_absence
from kheo.assessment.actions.councils import edit_council, seat_member, take_file_out, unseat_member
from kheo.assessment.models import Council
from kheo.assessment.queries.councils import files_before, leads, members_number, progress, seat_of, seats_of
from kheo.assessment.queries.results import results_of
from kheo.assessment.rules.council import METHODS, ROUNDING_RULE, TIE_RULES, needed
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.councils import bring_registrations, found_for_programme
from kheo.movement.forms.councils import (
    AbsenceForm,
    MeetingForm,
    PublishForm,
    SeatForm,
    SettingsForm,
    TieForm,
    VotesForm,
)
from kheo.movement.models import Programme, ProgrammeField
from kheo.movement.queries.councils import (
    appeal_days,
    council_of,
    people_to_seat,
    ready_for_council,
    reopened_files,
    shown_results,
    titles_by_sheet,
)
from kheo.movement.queries.file_beside_sheet import judges_blindly
from kheo.movement.views.council_lookup import file_or_404, needed_council, require_reader, seat_or_404, shown_conflicts
from kheo.movement.views.lookup import programme_or_404, sent_version
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

Titles = dict[int, str]
"""What each file is called by the primary key of its sheet, as whoever looks may read it."""


@page("council.score")
@require_safe
def council(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    found = programme_or_404(locality, programme)
    require_reader(request, found, council_of(found))
    return show(request, found)


def show(request: HttpRequest, programme: Programme, status: int = 200, **forms: BaseForm) -> HttpResponse:
    """The page; *forms*: those that were refused, with what was typed, in place of fresh ones."""
    found, locality = council_of(programme), programme.locality
    context: dict[str, Any] = {
        "programme": programme,
        "council": found,
        "may_manage": may(request, "council.manage", locality),
        "reads_scores": may(request, "assessment.read", locality),
        "waiting": ready_for_council(programme).count(),
    }
    if found is None:
        if programme.criteria_set is not None:
            context["settings_form"] = SettingsForm(programme.criteria_set)
    else:
        is_blind = judges_blindly(acting(request), locality)
        titles = titles_by_sheet(programme, anonymous=is_blind)
        context |= _standing(programme, found, titles, is_blind=is_blind) | _forms_of(programme, found, titles)
        rows = shown_conflicts(request, found, is_blind=is_blind)
        context["conflicts"] = [(titles[one.file.assessment_id], one) for one in rows if one.file.assessment_id in titles]
        context |= {"mine": seat_of(found, acting(request)), "may_lead": may_lead(request, found, locality)}
    return render(request, "movement/councils/council.html", context | forms, status=status)


def _standing(programme: Programme, found: Council, titles: Titles, *, is_blind: bool) -> dict[str, Any]:
    is_over = found.state in (Council.State.CLOSED, Council.State.PUBLISHED)
    members = members_number(found)
    results = shown_results(programme, found, anonymous=is_blind) if is_over else []
    return {
        "seats": seats_of(found),
        "progress": [] if found.state == Council.State.PREPARING else progress(found),
        "files": files_before(found).count(),
        "members": members,
        "quorum": needed(members, found.quorum_percent),
        "approval": needed(members, found.approval_percent),
        "method": METHODS[found.method],
        "tie": TIE_RULES[found.tie_rule],
        "rounding": ROUNDING_RULE,
        "results": results,
        "agenda": [one for one in results if one.result.file.closed_on and one.result.file.points is None],
        "reopened": [(file, number, titles[file.assessment_id]) for file, number, _round in reopened_files(found)],
        "is_blind": is_blind,
        "days": appeal_days(found),
    }


def _forms_of(programme: Programme, found: Council, titles: Titles) -> dict[str, Any]:
    state, today = found.state, timezone.localdate()
    if state == Council.State.PREPARING:
        return {
            "settings_form": SettingsForm(found.criteria_set, council=found),
            "seat_form": seat_form(programme, found),
        }
    if state == Council.State.SCORING:
        files = files_before(found).values_list("pk", "assessment")
        return {"file_list": [(pk, titles[sheet]) for pk, sheet in files if sheet in titles]}
    if state == Council.State.CLOSED:
        return {
            "meeting_form": meeting_form(found),
            "ties": tie_forms(found, titles),
            "votes_form": votes_form(found, titles),
            "publish_form": PublishForm.of(today),
        }
    return {"ties": tie_forms(found, titles), "votes_form": votes_form(found, titles)}


def may_lead(request: HttpRequest, found: Council, locality: Locality) -> bool:
    """Whether the page offers the chair's acts: to the office, and to the chair who sits."""
    return leads(found, acting(request), locality)


def seat_form(programme: Programme, found: Council, data: Any = None) -> SeatForm:
    people = people_to_seat(programme.locality, timezone.localdate()).exclude(council_seats__council=found)
    return SeatForm(people, list(ProgrammeField.objects.filter(programme=programme).values_list("key", "label")), data)


def meeting_form(found: Council, data: Any = None) -> MeetingForm:
    sitting = [seat for seat in seats_of(found) if not seat.is_absent]
    there = [str(one.seat_id) for one in found.attendances.all() if one.is_present]
    initial = {"met_on": found.met_on, "present": there or [str(seat.pk) for seat in sitting]}
    return MeetingForm(sitting, data, initial=initial)


def tie_forms(found: Council, titles: Titles) -> list[TieForm]:
    return [
        TieForm({file.pk: titles[file.assessment_id] for file in files}, prefix=f"bang-{files[0].pk}")
        for files in results_of(found).ties
    ]


def votes_form(found: Council, titles: Titles, data: Any = None) -> VotesForm | None:
    """None where the council doesn't vote, or nothing is left to vote on."""
    if not found.with_vote or found.met_on is None:
        return None
    rows = [
        (one, titles[one.file.assessment_id])
        for one in results_of(found).files
        if found.state == Council.State.CLOSED or (one.file.round > 1 and one.vote is None and one.file.points is not None)
    ]
    return VotesForm(rows, data) if rows else None


def answer(
    request: HttpRequest, programme: Programme, name: str, form: Form | None, act: Callable[[], str | None]
) -> HttpResponse:
    """Do *act* (it returns the word of success) if *form* is right, else show the page with what was typed under *name*."""
    if form is not None and not form.is_valid():
        return show(request, programme, status=422, **{name: form})
    try:
        said = act()
    except RefusedError as refusal:
        if form is None:
            for problem in refusal.problems:
                messages.error(request, str(problem))
            return redirect("movement:council", programme.locality.code, programme.code)
        say_refusal(form, refusal)
        return show(request, programme, status=422, **{name: form})
    if said:
        messages.success(request, said)
    return redirect("movement:council", programme.locality.code, programme.code)


@page("council.manage")
@require_POST
def settings(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """Found the council, or change how it works before it scores."""
    found = programme_or_404(locality, programme)
    if found.criteria_set is None:
        messages.error(request, "Chương trình chưa chọn bộ tiêu chí; chọn ở trang sửa chương trình rồi lập hội đồng.")
        return redirect("movement:council", locality.code, found.code)
    known = council_of(found)
    form = SettingsForm(known.criteria_set if known else found.criteria_set, request.POST, council=known)

    def act() -> str:
        if known is None:
            found_for_programme(acting(request), found, form.settings())
            return "Đã lập hội đồng. Việc tiếp theo: thêm thành viên, đưa hồ sơ ra hội đồng."
        edit_council(acting(request), known, form.settings(), sent_version(request))
        return "Đã ghi cách làm việc của hội đồng."

    return answer(request, found, "settings_form", form, act)


@page("council.manage")
@require_POST
def seat(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    found = programme_or_404(locality, programme)
    known = needed_council(found)
    form = seat_form(found, known, request.POST)

    def act() -> str:
        made = seat_member(acting(request), known, form.cleaned_data["person"], form.place())
        return f"Đã thêm {made.person.name}."

    return answer(request, found, "seat_form", form, act)


@page("council.manage")
@require_POST
def unseat(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    found = programme_or_404(locality, programme)
    row = seat_or_404(found, pk)

    def act() -> str:
        unseat_member(acting(request), row)
        return f"Đã bỏ {row.person.name} khỏi hội đồng."

    return answer(request, found, "", None, act)


@page("council.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def absence(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    found = programme_or_404(locality, programme)
    row = seat_or_404(found, pk)
    people = people_to_seat(locality, timezone.localdate()).exclude(council_seats__council=row.council)
    form = AbsenceForm(people, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            stand_in = record_absence(acting(request), row, form.cleaned_data["reason"], form.cleaned_data["substitute"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(
                request, f"Đã ghi {row.person.name} vắng" + (f", {stand_in.person.name} dự thay." if stand_in else ".")
            )
            return redirect("movement:council", locality.code, found.code)
    context = {"programme": found, "seat": row, "form": form}
    return render(request, "movement/councils/absence.html", context, status=422 if form.errors else 200)


@page("council.manage")
@require_POST
def bring(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    found = programme_or_404(locality, programme)
    return answer(request, found, "", None, lambda: f"Đã đưa {bring_registrations(acting(request), found)} hồ sơ ra hội đồng.")


@page("council.manage")
@require_POST
def take_out(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    found = programme_or_404(locality, programme)
    file = file_or_404(found, pk)

    def act() -> str:
        take_file_out(acting(request), file, request.POST.get("reason", ""))
        return "Đã rút hồ sơ khỏi hội đồng."

    return answer(request, found, "", None, act)


@page("council.manage")
@require_POST
def begin(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    found = programme_or_404(locality, programme)

    def act() -> str:
        shared = open_scoring(acting(request), needed_council(found), sent_version(request))
        short = f" {len(shared.short)} hồ sơ thiếu người chấm vì xung đột." if shared.short else ""
        return f"Đã giao {len(shared.pairs)} phiếu chấm.{short}"

    return answer(request, found, "", None, act)
