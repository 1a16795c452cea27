"""The end: what is still open, the act of closing, the notice with its number and scan, the day as it was frozen."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.conference.actions.closing import attach_signed_notice, close_conference, closing_problems, issue_notice
from kheo.conference.forms.closing import NoticeNumberForm, SignerForm
from kheo.conference.models import ConclusionNotice, Conference
from kheo.conference.papers.frame import signature_of
from kheo.conference.papers.notice import notice_paper
from kheo.conference.queries.closing import points_of, shown_points
from kheo.conference.queries.frozen import frozen_day
from kheo.conference.queries.notices import number_check
from kheo.conference.views.lookup import conference_or_404
from kheo.conference.views.stage_lookup import notice_or_404
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import as_download, send_printed
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.recognition.forms.decisions import SignedFileForm


@page("conference.close")
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """What closing needs and does; sent, it is one act that is not taken back."""
    found = conference_or_404(locality, pk)
    usual = signature_of(found)
    initial = {"version": found.version, "authority": usual.authority, "position": usual.position, "name": usual.name or ""}
    form = SignerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            close_conference(acting(request), found, form.signer(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(conference_or_404(locality, pk).version)
        else:
            messages.success(request, "Hội nghị đã bế mạc; hồ sơ đã khoá, nhiệm vụ đã giao. In thông báo kết luận, trình ký.")
            return redirect("conference:conclusion_notice", locality.code, found.pk)
    points = list(points_of(found))
    context = {
        "conference": found,
        "form": form,
        "open_ends": closing_problems(found, points) if found.state == Conference.State.OPEN else (),
        "is_open": found.state == Conference.State.OPEN,
        "points": len(points),
        "next_year": found.programme.year + 1,
    }
    return render(request, "conference/close.html", context, status=422 if form.errors else 200)


@page("conference.read")
@require_safe
def notice(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return _show_notice(request, notice_or_404(conference_or_404(locality, pk)))


def _show_notice(
    request: HttpRequest,
    found: ConclusionNotice,
    *,
    issue_form: NoticeNumberForm | None = None,
    file_form: SignedFileForm | None = None,
) -> HttpResponse:
    form = issue_form if issue_form is not None else file_form
    wrong = form is not None and bool(form.errors)
    context = {
        "conference": found.conference,
        "notice": found,
        "points": shown_points(found.conference),
        "may_issue": may(request, "conference.close", found.conference.locality),
        "issue_form": issue_form or NoticeNumberForm(initial={"version": found.version}),
        "file_form": file_form or SignedFileForm(initial={"version": found.version}),
    }
    return render(request, "conference/notice.html", context, status=422 if wrong else 200)


@page("conference.close")
@require_POST
def issue(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Number and day of the signed paper."""
    found = notice_or_404(conference_or_404(locality, pk))
    form = NoticeNumberForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            issued = issue_notice(acting(request), found, data["number"], data["day"], data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(notice_or_404(found.conference).version)
        else:
            messages.success(request, f"Đã ghi số {issued.number} ngày {issued.date:%d/%m/%Y}; các nơi thực hiện đã được nhắc.")
            for warning in number_check(issued, issued.number, data["day"]).warnings:
                messages.warning(request, warning.what)
            return redirect("conference:conclusion_notice", locality.code, found.conference_id)
    return _show_notice(request, found, issue_form=form)


@page("conference.close")
@require_POST
def attach(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The scan of the signed notice."""
    found = notice_or_404(conference_or_404(locality, pk))
    form = SignedFileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            attach_signed_notice(acting(request), found, file.name, file.read(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã lưu bản đã ký.")
            return redirect("conference:conclusion_notice", locality.code, found.conference_id)
    return _show_notice(request, found, file_form=form)


@page("conference.read")
@require_safe
def docx(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = notice_or_404(conference_or_404(locality, pk))
    back = ("conference:conclusion_notice", locality.code, pk)
    points = shown_points(found.conference)
    return send_printed(request, f"thong-bao-ket-luan-{pk}.docx", lambda: to_docx(notice_paper(found, points)), back)


@page("conference.read")
@require_safe
def pdf(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = notice_or_404(conference_or_404(locality, pk))
    back = ("conference:conclusion_notice", locality.code, pk)
    points = shown_points(found.conference)
    return send_printed(request, f"thong-bao-ket-luan-{pk}.pdf", lambda: to_pdf(notice_paper(found, points)), back)


@page("conference.read")
@require_safe
def signed(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = notice_or_404(conference_or_404(locality, pk))
    if found.signed_file is None:
        raise Http404("Chưa có bản đã ký.")
    return as_download(found.signed_file, f"thong-bao-ket-luan-{pk}-da-ky")


@page("conference.read")
@require_safe
def day(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The day as it was when the conference closed; each number leads to its rows."""
    found = conference_or_404(locality, pk)
    frozen = frozen_day(found)
    if frozen is None:
        raise Http404("Chưa có hồ sơ ngày: hội nghị chưa bế mạc.")
    return render(request, "conference/day.html", {"conference": found, "day": frozen})
