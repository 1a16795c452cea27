"""The office's pages of reports: the list, one report with its numbers and words, its writing, its steps, its files."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.once.middleware import without_once
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.organisation.queries.trail import history_of
from kheo.recognition.forms.decisions import SignedFileForm
from kheo.reporting.actions.reports import attach_signed_report, discard_report, issue_report, open_report, write_report
from kheo.reporting.forms.reports import IssueForm, OpenForm, WriteForm
from kheo.reporting.models import Report
from kheo.reporting.queries.composing import BoxText, read_box
from kheo.reporting.queries.contents import changed_since, current
from kheo.reporting.queries.reports import find_report, reports_of, scope_of_report, texts_of
from kheo.reporting.rules.issuing import Draft, draft_problems
from kheo.reporting.rules.outline import outline
from kheo.reporting.views.preview import grouped


def report_or_404(locality: Locality, pk: int) -> Report:
    found = find_report(locality, pk)
    if found is None:
        raise Http404("Không có báo cáo này.")
    return found


@page("report.read")
@require_safe
def reports(request: HttpRequest, locality: Locality) -> HttpResponse:
    return show_reports(request, locality, OpenForm(locality))


def show_reports(request: HttpRequest, locality: Locality, form: OpenForm) -> HttpResponse:
    context = {"reports": list(reports_of(locality)), "form": form, "may_manage": may(request, "report.manage", locality)}
    return render(request, "reporting/reports.html", context, status=422 if form.errors else 200)


@page("report.manage")
@require_POST
def begin(request: HttpRequest, locality: Locality) -> HttpResponse:
    """Open the report of a body on a year."""
    form = OpenForm(locality, request.POST)
    if form.is_valid():
        try:
            made = open_report(acting(request), form.cleaned_data["issuer"], form.cleaned_data["year"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã mở báo cáo. Số liệu Khéo đã lấy; viết các ô chữ rồi in thử.")
            return redirect("reporting:report", locality.code, made.pk)
    return show_reports(request, locality, form)


@page("report.read")
@require_safe
def report(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """One report: what is missing, what differs, its numbers with their rows, its words, its files."""
    return show_report(request, report_or_404(locality, pk))


def show_report(
    request: HttpRequest, found: Report, *, problems: RefusedError | None = None, file_form: SignedFileForm | None = None
) -> HttpResponse:
    """The page of *found*, with what was wrong when an act was refused (status 422)."""
    content, composed = current(found)
    is_issued = found.state == Report.State.ISSUED
    texts = texts_of(found)
    draft = Draft(found.year, texts, found.signer_authority, found.place_name, len(composed.differing))
    wrong = problems is not None or (file_form is not None and bool(file_form.errors))
    context = {
        "report": found,
        "content": content,
        "groups": grouped(content.figures),
        "boxes": composed.boxes,
        "missing": [] if is_issued else draft_problems(draft),
        "differing": len(composed.differing),
        "changed": changed_since(content, composed) if is_issued else [],
        "history": history_of(found),
        "problems": problems.problems if problems else (),
        "may_manage": may(request, "report.manage", found.locality),
        "file_form": file_form or SignedFileForm(initial={"version": found.version}),
    }
    return render(request, "reporting/report.html", context, status=422 if wrong else 200)


@page("report.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The boxes that people write and who signs."""
    found = report_or_404(locality, pk)
    form = WriteForm(found, texts_of(found), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            write_report(acting(request), found, form.texts(), form.signing(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(found.version)
        else:
            messages.success(request, "Đã ghi báo cáo.")
            return redirect("reporting:report", locality.code, found.pk)
    return _show_writing(request, found, form, _read(found, texts_of(found)) if request.method != "POST" else [])


@without_once
@page("report.manage")
@require_POST
def check(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The numbers in what is being written, held against the record; nothing is written."""
    found = report_or_404(locality, pk)
    form = WriteForm(found, {}, request.POST)
    read = _read(found, form.texts()) if form.is_valid() else []
    return _show_writing(request, found, form, read, checked=True)


def _read(found: Report, texts: dict[str, str]) -> list[BoxText]:
    """Boxes that state a number."""
    scope = scope_of_report(found)
    read = (read_box(box, texts.get(box.key, ""), scope) for box in outline().boxes())
    return [one for one in read if one.result.figures]


def _show_writing(
    request: HttpRequest, found: Report, form: WriteForm, read: list[BoxText], *, checked: bool = False
) -> HttpResponse:
    context = {
        "report": found,
        "form": form,
        "read": read,
        "checked": checked,
        "differing": sum(len(one.differing) for one in read),
    }
    return render(request, "reporting/write.html", context, status=422 if form.errors else 200)


@page("report.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Number and day of the signed paper; the content is frozen."""
    found = report_or_404(locality, pk)
    content, composed = current(found)
    differing = 0 if content.number else len(composed.differing)
    form = IssueForm(differing, request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        seen = data.get("differences_seen", False)
        try:
            issued = issue_report(acting(request), found, data["number"], data["day"], data["version"], differences_seen=seen)
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(found.version)
        else:
            messages.success(request, f"Đã ghi số {issued.number} ngày {issued.date:%d/%m/%Y}. Nội dung báo cáo đã khoá.")
            return redirect("reporting:report", locality.code, found.pk)
    context = {"report": found, "form": form, "figures": len(content.figures), "boxes": composed.boxes, "differing": differing}
    return render(request, "reporting/issue.html", context, status=422 if form.errors else 200)


@page("report.manage")
@require_POST
def discard(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = report_or_404(locality, pk)
    try:
        discard_report(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        return show_report(request, found, problems=refusal)
    messages.success(request, "Đã xoá báo cáo đang soạn.")
    return redirect("reporting:reports", locality.code)


@page("report.manage")
@require_POST
def attach(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The scan of the signed paper."""
    found = report_or_404(locality, pk)
    form = SignedFileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            attach_signed_report(acting(request), found, file.name, file.read(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(found.version)
        else:
            messages.success(request, "Đã lưu bản đã ký.")
            return redirect("reporting:report", locality.code, found.pk)
    return show_report(request, found, file_form=form)
