"""The office's pages of its blanks: the list, one blank with its preview and printers, its places, its scan, printers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.documents.blank import preview_pdf, preview_picture
from kheo.documents.calibration import MARGIN, STEPS, calibration_pdf, crosses
from kheo.foundation.downloads import UNKEPT, send_made
from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.numbers import written
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.organisation.queries.trail import history_of
from kheo.recognition.actions.blanks import create_blank, measure_printer, set_places, set_scan
from kheo.recognition.forms.blanks import BlankForm, BlankNameForm, OffsetForm, PlacesForm, ScanForm, place_forms
from kheo.recognition.models import Blank, PrinterOffset
from kheo.recognition.queries.blanks import (
    background_of,
    blanks_of,
    fields_of,
    fonts_for,
    newest_version,
    offsets_of,
    paper_of,
    sample_sheet,
    shift_of,
    size_of,
    tried_offsets,
)
from kheo.recognition.views.lookup import blank_or_404


@page("blank.manage")
@require_safe
def blanks(request: HttpRequest, locality: Locality) -> HttpResponse:
    every = list(blanks_of(locality))
    context = {"blanks": [one for one in every if one.retired_at is None], "away": [one for one in every if one.retired_at]}
    return render(request, "recognition/blanks/blanks.html", context)


@page("blank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def new_blank(request: HttpRequest, locality: Locality) -> HttpResponse:
    form = BlankForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = create_blank(acting(request), locality, data["name"], data["kind"], data["size"], data["orientation"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã khai phôi. Đo trên tờ phôi thật rồi sửa vị trí từng ô chữ.")
            return redirect("recognition:blank", locality.code, made.pk)
    return render(request, "recognition/blanks/new.html", {"form": form}, status=422 if form.errors else 200)


@page("blank.manage")
@require_safe
def blank(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return show_blank(request, blank_or_404(locality, pk))


def show_blank(
    request: HttpRequest,
    found: Blank,
    *,
    scan_form: ScanForm | None = None,
    name_form: BlankNameForm | None = None,
    problems: RefusedError | None = None,
) -> HttpResponse:
    """The page of *found*: its preview, its printers, the next step; with what was wrong when an act was refused (status 422)."""
    version = newest_version(found)
    tried = tried_offsets([version])
    width, height = size_of(found)
    context = {
        "blank": found,
        "version": version,
        "width": width,
        "height": height,
        "fields": fields_of(version),
        "offsets": [(offset, offset.pk in tried) for offset in offsets_of([found])],
        "scan_form": scan_form or ScanForm(initial={"version": found.version}),
        "name_form": name_form or BlankNameForm(initial={"name": found.name, "version": found.version}),
        "may_print": found.retired_at is None and may(request, "blank.print", found.locality),
        "problems": problems.problems if problems else (),
        "history": history_of(found),
    }
    wrong = problems is not None or any(form is not None and form.errors for form in (scan_form, name_form))
    return render(request, "recognition/blanks/blank.html", context, status=422 if wrong else 200)


@page("blank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def places(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Where each word stands, in millimetres; what is written here becomes a new version."""
    found = blank_or_404(locality, pk)
    data = request.POST or None
    form = PlacesForm(data, initial={"version": found.version})
    standing = fields_of(newest_version(found))
    each = place_forms(standing, fonts_for(locality, standing), data)
    are_read = request.method == "POST" and all([form.is_valid(), *(one.is_valid() for one in each)])
    if are_read:
        contents = [content for one in each if (content := one.content()) is not None]
        try:
            made = set_places(acting(request), found, contents, form.cleaned_data["version"])
        except RefusedError as refusal:
            by_label = {one.label: one for one in each}
            for problem in refusal.problems:
                (by_label.get(problem.where) or form).add_error(None, problem.what)
            form.renew(blank_or_404(locality, pk).version)
        else:
            messages.success(request, f"Đã ghi các ô chữ thành bản {made.number}. In thử lại trước khi in cả loạt.")
            return redirect("recognition:blank", locality.code, found.pk)
    width, height = size_of(found)
    wrong = bool(form.errors or any(one.errors for one in each))
    context = {"blank": found, "form": form, "places": each, "width": width, "height": height, "wrong": wrong}
    return render(request, "recognition/blanks/places.html", context, status=422 if wrong else 200)


@page("blank.manage")
@require_POST
def scan(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Keep the scan that previews lie over, or take it away."""
    found = blank_or_404(locality, pk)
    if "remove" in request.POST:
        try:
            set_scan(acting(request), found, None, posted_version(request))
        except RefusedError as refusal:
            return show_blank(request, found, problems=refusal)
        messages.success(request, "Đã bỏ bản quét.")
        return redirect("recognition:blank", locality.code, found.pk)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        sent = SentFile(data["scan"].name, data["scan"], data["is_not_secret"])
        try:
            set_scan(acting(request), found, sent, data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(blank_or_404(locality, pk).version)
        else:
            messages.success(request, "Đã lưu bản quét; nó chỉ hiện khi xem trước, không bao giờ được in.")
            return redirect("recognition:blank", locality.code, found.pk)
    return show_blank(request, found, scan_form=form)


@page("blank.manage")
@require_safe
def preview(_request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    """Sample words over the scan, with every place framed and «IN THỬ» across."""
    found = blank_or_404(locality, pk)
    version = newest_version(found)
    paper = paper_of(version, None, timezone.localdate())
    if ending == "pdf":
        return send_made(preview_pdf(paper, sample_sheet(version), background_of(found)), f"xem-truoc-{found.pk}.pdf")
    answer = HttpResponse(preview_picture(paper, sample_sheet(version), background_of(found)), content_type="image/png")
    answer["Cache-Control"] = UNKEPT
    return answer


@page("blank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def printers(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Three plain steps: print the sheet of rulers, measure it, write down what was measured; the offset is reckoned."""
    found = blank_or_404(locality, pk)
    known = list(offsets_of([found]))
    again = next((offset for offset in known if str(offset.pk) == request.GET.get("may")), None)
    form = OffsetForm(known, size_of(found), request.POST or None, initial=_as_typed(again))
    if request.method == "POST" and form.is_valid():
        offset = form.offset()
        scales = (offset.scale_x, offset.scale_y)
        try:
            made = measure_printer(acting(request), found, form.cleaned_data["printer"], offset.dx, offset.dy, scales)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            moved = f"lệch ngang {written(made.dx)} mm, lệch dọc {written(made.dy)} mm"
            messages.success(request, f"Đã tính và ghi độ lệch của máy «{made.printer}»: {moved}. Tiếp theo: in thử một tờ.")
            return redirect("recognition:blank", locality.code, found.pk)
    width, height = size_of(found)
    context = {
        "blank": found,
        "form": form,
        "known": known,
        "steps": STEPS,
        "margin": MARGIN,
        "across": width - 2 * MARGIN,
        "down": height - 2 * MARGIN,
        "crosses": crosses(width, height),
    }
    return render(request, "recognition/blanks/printers.html", context, status=422 if form.errors else 200)


def _as_typed(offset: PrinterOffset | None) -> dict[str, object]:
    """A printer that is measured again: on the sheet that its offset made."""
    return {"printer": offset.printer, "sheet": str(offset.pk)} if offset else {}


@page("blank.manage")
@require_safe
def calibration(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The sheet of rulers; with ``?may=`` as that printer then sets it, to see that the offsets are right."""
    found = blank_or_404(locality, pk)
    offset = next((each for each in offsets_of([found]) if str(each.pk) == request.GET.get("may")), None)
    if offset is None and request.GET.get("may"):
        raise Http404("Không có máy in này.")
    title = f"Tờ chỉnh máy in, giấy {found.get_size_display()} {found.get_orientation_display()}"
    width, height = size_of(found)
    pdf = calibration_pdf(width, height, shift_of(offset), title, timezone.localdate())
    return send_made(pdf, f"to-chinh-{found.pk}.pdf")
