"""Democracy inside agencies: the year's table, one agency's year, and the forms of its record."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.democracy.actions.agencies import (
    answer_recommendation,
    owner_of,
    record_board,
    record_conference,
    record_posting,
    record_recommendation,
    take_down,
)
from kheo.democracy.forms.agencies import BoardForm, ConferenceForm, PostingForm, RecommendationForm, ReplyForm, TakeDownForm
from kheo.democracy.papers.agencies import year_paper
from kheo.democracy.queries.agencies import (
    agencies_of,
    find_agency,
    find_conference,
    find_posting,
    find_recommendation,
    standings,
)
from kheo.democracy.rules.agencies import items, rule
from kheo.directives.views.records import asked_year
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import as_download, send_printed
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import find_grant, require
from kheo.organisation.models import Body, Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])
FIRST_YEAR = 2023


@page("agency.read")
@require_safe
def agencies(request: HttpRequest, locality: Locality) -> HttpResponse:
    today = timezone.localdate()
    year = max(asked_year(request, today.year), FIRST_YEAR)
    actor = acting(request)
    bodies = [body for body in agencies_of(locality, year) if find_grant(actor, "agency.read", locality, owner_of(body))]
    rows = standings(bodies, year, today)
    context = {
        "year": year,
        "years": range(today.year, FIRST_YEAR - 1, -1),
        "rows": rows,
        "without_conference": sum(row.is_conference_late for row in rows),
        "late": sum(row.late for row in rows),
        "overdue": sum(row.overdue for row in rows),
        "rules": [rule(key, today) for key in ("post_within", "conference_due", "conference_present")],
    }
    return render(request, "democracy/agencies.html", context)


@page("agency.read")
@require_safe
def agency(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    body = _agency(request, locality, pk, "agency.read")
    today = timezone.localdate()
    year = max(asked_year(request, today.year), FIRST_YEAR)
    context = {
        "body": body,
        "year": year,
        "years": range(today.year, FIRST_YEAR - 1, -1),
        "standing": standings([body], year, today)[0],
        "items": dict(items(today)),
        "rules": {
            key: rule(key, today)
            for key in ("post_within", "post_for", "conference_due", "conference_present", "board_years", "reply_within")
        },
        "may_record": find_grant(acting(request), "agency.record", locality, owner_of(body)) is not None,
    }
    return render(request, "democracy/agency.html", context)


@page("agency.read")
@require_safe
def agency_paper(request: HttpRequest, locality: Locality, pk: int, year: int, ending: str) -> HttpResponse:
    body = _agency(request, locality, pk, "agency.read")
    if ending not in {"pdf", "docx"} or not FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404("Không có văn bản này.")
    make = to_pdf if ending == "pdf" else to_docx
    return send_printed(
        request,
        f"dan-chu-co-quan-{body.code.rpartition('/')[2]}-{year}.{ending}",
        lambda: make(year_paper(standings([body], year, timezone.localdate())[0])),
        ("democracy:agency", locality.code, body.pk),
    )


@page("agency.read")
@require_safe
def agency_proof(request: HttpRequest, locality: Locality, pk: int, posting: int) -> HttpResponse:
    body = _agency(request, locality, pk, "agency.read")
    found = find_posting(body, posting)
    if found is None or found.proof is None:
        raise Http404("Không có tệp này.")
    return as_download(found.proof)


@page("agency.record")
@read_or_write
def post(request: HttpRequest, locality: Locality, pk: int, posting: int | None = None) -> HttpResponse:
    """Tell something; with *posting* correct what was recorded wrongly."""
    body = _agency(request, locality, pk, "agency.record")
    corrects = _corrected(find_posting(body, posting)) if posting else None
    form = PostingForm(timezone.localdate(), corrects, request.POST or None, request.FILES or None)

    def act() -> object:
        return record_posting(acting(request), body, form.content(), form.sent_file(), corrects, form.why)

    title = "Đính chính nội dung đã công khai" if corrects else "Ghi nội dung vừa công khai"
    return _form(request, body, form, act, title, "Đã ghi nội dung công khai.")


@page("agency.record")
@read_or_write
def post_down(request: HttpRequest, locality: Locality, pk: int, posting: int) -> HttpResponse:
    body = _agency(request, locality, pk, "agency.record")
    found = _corrected(find_posting(body, posting))
    form = TakeDownForm(request.POST or None)
    return _form(
        request,
        body,
        form,
        lambda: take_down(acting(request), found, form.cleaned_data["on"]),
        f"Gỡ: {found.title}",
        "Đã ghi ngày gỡ.",
    )


@page("agency.record")
@read_or_write
def conference(request: HttpRequest, locality: Locality, pk: int, year: int, corrected: int | None = None) -> HttpResponse:
    body = _agency(request, locality, pk, "agency.record")
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404("Không có năm công tác này.")
    corrects = _corrected(find_conference(body, corrected)) if corrected else None
    form = ConferenceForm(corrects, request.POST or None)
    title = f"{'Đính chính' if corrects else 'Ghi'} hội nghị cán bộ, công chức, viên chức năm {year}"
    return _form(
        request,
        body,
        form,
        lambda: record_conference(acting(request), body, form.content(year), corrects, form.why),
        title,
        "Đã ghi hội nghị.",
    )


@page("agency.record")
@read_or_write
def board(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    body = _agency(request, locality, pk, "agency.record")
    form = BoardForm(request.POST or None)
    return _form(
        request, body, form, lambda: record_board(acting(request), body, **form.cleaned_data),
        "Ghi Ban Thanh tra nhân dân vừa bầu", "Đã ghi Ban Thanh tra nhân dân.",
    )  # fmt: skip


@page("agency.record")
@read_or_write
def recommend(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    body = _agency(request, locality, pk, "agency.record")
    form = RecommendationForm(request.POST or None)
    return _form(
        request, body, form, lambda: record_recommendation(acting(request), body, **form.cleaned_data),
        "Ghi kiến nghị của Ban Thanh tra nhân dân", "Đã ghi kiến nghị.",
    )  # fmt: skip


@page("agency.record")
@read_or_write
def reply(request: HttpRequest, locality: Locality, pk: int, recommendation: int) -> HttpResponse:
    body = _agency(request, locality, pk, "agency.record")
    found = find_recommendation(body, recommendation)
    if found is None:
        raise Http404("Không có kiến nghị này.")
    form = ReplyForm(request.POST or None)
    return _form(
        request, body, form, lambda: answer_recommendation(acting(request), found, **form.cleaned_data),
        "Trả lời kiến nghị", "Đã ghi trả lời.", found.text,
    )  # fmt: skip


def _form(
    request: HttpRequest, body: Body, form: forms.Form, act: Callable[[], object], title: str, done: str, about: str = ""
) -> HttpResponse:
    """One form of the record: what is typed stays when the act is refused."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, done)
            return redirect("democracy:agency", request.locality.code, body.pk)  # type: ignore[attr-defined]  # set by page()
    context = {"form": form, "body": body, "title": title, "about": about}
    return render(request, "democracy/agency_form.html", context, status=422 if form.errors else 200)


def _agency(request: HttpRequest, locality: Locality, pk: int, action: str) -> Body:
    body = find_agency(locality, pk)
    if body is None:
        raise Http404("Không có cơ quan này.")
    require(acting(request), action, locality, owner_of(body))
    return body


def _corrected(row: Any) -> Any:
    """A row that still holds; one that was corrected is not corrected or taken down again."""
    if row is None or getattr(row, "corrected_by", None) is not None:
        raise Http404("Không có mục này, hoặc mục đã được đính chính.")
    return row
