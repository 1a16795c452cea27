"""The office's pages of decisions: the year's lists as steps, one paper, its words and lines, its steps."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.models import Programme
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.organisation.queries.trail import history_of
from kheo.recognition.actions.drafts import add_line, draft_decision, remove_line, reword_decision, set_lines
from kheo.recognition.forms.decisions import DecisionForm, LinesForm, RecipientForm, SignedFileForm
from kheo.recognition.models import Decision, DecisionKind
from kheo.recognition.queries.candidates import candidates_for
from kheo.recognition.queries.certificates import certificates_of
from kheo.recognition.queries.decisions import certificates_missing, following_kind, programmes_of, steps_of
from kheo.recognition.queries.facts import checks_of, planned_day
from kheo.recognition.queries.lines import LineContent, lines_of, shown_lines
from kheo.recognition.queries.money import money_of
from kheo.recognition.queries.notices import corrections_of
from kheo.recognition.queries.signed import latest_copy, standing_given_out, told_of
from kheo.recognition.rules.awards import award_names
from kheo.recognition.views.lookup import chosen_programme, decision_or_404


@page("decision.read")
@require_safe
def decisions(request: HttpRequest, locality: Locality) -> HttpResponse:
    programmes = list(programmes_of(locality))
    programme = chosen_programme(request, programmes)
    steps = steps_of(programme) if programme else []
    recognition = steps[0] if steps else None
    context = {
        "programmes": programmes,
        "programme": programme,
        "steps": steps,
        "may_draft": may(request, "decision.draft", locality),
        "may_close": recognition is not None
        and recognition.is_done
        and recognition.waiting > 0
        and may(request, "registration.move", locality),
        "unrecognised": recognition.waiting if recognition else 0,
    }
    return render(request, "recognition/decisions.html", context)


@page("decision.read")
@require_safe
def decision(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """One paper: its words, its list, its checks with their sources, the next step, what was done to it."""
    found = decision_or_404(locality, pk)
    return show_decision(request, found)


def show_decision(
    request: HttpRequest,
    found: Decision,
    *,
    problems: RefusedError | None = None,
    recipient_form: RecipientForm | None = None,
    file_form: SignedFileForm | None = None,
) -> HttpResponse:
    """The page of *found*, with what was wrong when an act was refused (status 422)."""
    locality, is_issued = found.locality, found.state == Decision.State.ISSUED
    may_draft = may(request, "decision.draft", locality)
    wrong = problems is not None or any(form is not None and form.errors for form in (recipient_form, file_form))
    takes_recipients = found.kind in {DecisionKind.COMMENDATION, DecisionKind.MEDAL}
    version = {"version": found.version}
    copy = latest_copy(found) if is_issued else None
    corrections = list(corrections_of(found)) if is_issued else []
    certificates = list(certificates_of(found)) if is_issued and found.kind == DecisionKind.RECOGNITION else []
    context = {
        "programme": found.programme,
        "decision": found,
        "lines": shown_lines(found),
        "names_initiatives": not takes_recipients,
        "checks": () if is_issued else checks_of(found),
        "checked_day": planned_day(found),
        "history": history_of(found),
        "certificates": certificates,
        "standing": sum(getattr(row, "notice", None) is None for row in certificates),
        "missing": certificates_missing(found),
        "money": money_of(found) if takes_recipients else None,
        "award": award_names().get(found.award, ""),
        "following": following_kind(found),
        "given_out": standing_given_out(found) if found.state != Decision.State.DRAFT else None,
        "may_give_out": found.is_issued_here
        and found.state != Decision.State.DRAFT
        and may(request, "decision.give_out", locality),
        "may_revoke": is_issued and found.kind != DecisionKind.PROPOSAL and may(request, "decision.revoke", locality),
        "corrections": corrections,
        "has_open_correction": any(not one.number for one in corrections),
        "may_correct": is_issued and may(request, "decision.correct", locality),
        "signed_copy": copy,
        "told": told_of(copy) if copy else (),
        "problems": problems.problems if problems else (),
        "may_draft": may_draft,
        "may_print": may(request, "blank.print", locality),
        "may_issue": may(request, "decision.issue", locality),
        "may_certify": may(request, "certificate.issue", locality),
        "may_edit": may_draft and found.state == Decision.State.DRAFT,
        "recipient_form": (recipient_form or RecipientForm(found.programme, found.kind, initial=version))
        if takes_recipients
        else None,
        "file_form": file_form or SignedFileForm(initial=version),
    }
    return render(request, "recognition/decision.html", context, status=422 if wrong else 200)


@page("decision.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, locality: Locality, kind: str) -> HttpResponse:
    """A new list: words filled in from the year and the last paper, lines proposed from the ranking or the list before."""
    if kind not in DecisionKind.values:
        raise Http404("Không có loại quyết định này.")
    programme = _programme(request, locality)
    candidates = candidates_for(programme, kind)
    suggested = {one.registration.pk for one in candidates if one.suggested}
    data = request.POST or None
    form = DecisionForm(programme, kind, None, data)
    lines_form = LinesForm(candidates, suggested, data)
    if request.method == "POST" and form.is_valid() and lines_form.is_valid():
        ticked = set(lines_form.cleaned_data["registrations"])
        lines = [one.content for one in candidates if one.registration.pk in ticked]
        words = form.cleaned_data
        try:
            made = draft_decision(acting(request), programme, kind, words["body"], form.wording(), words["day"], lines)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã lập dự thảo. Xem lại danh sách và các điều kiểm tra, rồi trình ký.")
            return redirect("recognition:decision", locality.code, made.pk)
    context = {
        "programme": programme,
        "kind": DecisionKind(kind),
        "form": form,
        "lines_form": lines_form if candidates else None,
    }
    return render(request, "recognition/draft.html", context, status=422 if form.errors or lines_form.errors else 200)


def _programme(request: HttpRequest, locality: Locality) -> Programme:
    programme = chosen_programme(request, list(programmes_of(locality)))
    if programme is None:
        raise Http404("Địa phương chưa có chương trình năm.")
    return programme


@page("decision.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Body, words and planned day of a draft."""
    found = decision_or_404(locality, pk)
    form = DecisionForm(found.programme, found.kind, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            reword_decision(acting(request), found, data["body"], form.wording(), data["day"], version=data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(found.version)
        else:
            messages.success(request, "Đã ghi phần chữ của văn bản.")
            return redirect("recognition:decision", locality.code, found.pk)
    context = {"programme": found.programme, "decision": found, "form": form}
    return render(request, "recognition/words.html", context, status=422 if form.errors else 200)


@page("decision.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def lines(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Which candidates stand in the list; recipients without registration stay as they are."""
    found = decision_or_404(locality, pk)
    candidates = candidates_for(found.programme, found.kind)
    present = list(lines_of(found))
    chosen = {line.registration_id for line in present if line.registration_id}
    form = LinesForm(candidates, chosen, request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        ticked = set(form.cleaned_data["registrations"])
        kept = [
            LineContent(
                line.recipient, line.subject, line.unit, line.registration, line.reason, line.birth_year, line.service_years
            )
            for line in present
            if line.registration_id is None or line.registration_id in ticked
        ]
        new = [one.content for one in candidates if one.registration.pk in ticked - chosen]
        try:
            set_lines(acting(request), found, [*kept, *new], form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(found.version)
        else:
            messages.success(request, f"Đã ghi danh sách: {len(kept) + len(new)} dòng.")
            return redirect("recognition:decision", locality.code, found.pk)
    context = {"programme": found.programme, "decision": found, "lines_form": form}
    return render(request, "recognition/lines.html", context, status=422 if form.errors else 200)


@page("decision.draft")
@require_POST
def recipient(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """One more recipient without registration, typed on the page of the decision."""
    found = decision_or_404(locality, pk)
    form = RecipientForm(found.programme, found.kind, request.POST)
    if form.is_valid():
        try:
            add_line(acting(request), found, form.content(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(found.version)
        else:
            messages.success(request, f"Đã thêm {form.cleaned_data['recipient']}.")
            return redirect("recognition:decision", locality.code, found.pk)
    return show_decision(request, found, recipient_form=form)


@page("decision.draft")
@require_POST
def drop_line(request: HttpRequest, locality: Locality, pk: int, order: int) -> HttpResponse:
    found = decision_or_404(locality, pk)
    try:
        remove_line(acting(request), found, order, posted_version(request))
    except RefusedError as refusal:
        return show_decision(request, found, problems=refusal)
    messages.success(request, f"Đã bỏ dòng {order}.")
    return redirect("recognition:decision", locality.code, found.pk)
