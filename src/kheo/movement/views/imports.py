"""From a spreadsheet to registrations: upload, preview of every row, confirmation; the template to fill in."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kheo.foundation.forms import say_refusal
from kheo.foundation.numbers import written
from kheo.foundation.refusal import RefusedError
from kheo.foundation.sheets import UnreadableSheet
from kheo.movement.actions.importing import REFUSED, ImportOutcome, Typed, preview_import
from kheo.movement.actions.sheets import confirm_sheet, content_of_file, decide_cells, discard_sheet, receive_sheet
from kheo.movement.forms.imports import SheetForm
from kheo.movement.models import ImportedSheet, Kind, Measure, Programme, ProgrammeField, Subject, WaitingSheet
from kheo.movement.queries.importing import own_fields, own_items
from kheo.movement.queries.programmes import waiting_sheets
from kheo.movement.queries.registrations import names_for_codes
from kheo.movement.reading import DraftRow, template_xlsx
from kheo.movement.views.lookup import programme_or_404
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Body, Locality

DOUBTS_AT_ONCE, CONVERSIONS_SHOWN = 50, 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("initiatives.import")
@require_http_methods(["GET", "HEAD", "POST"])
def import_sheet(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """Upload a file; it is kept on the server and shown row by row at an address of its own before anything is taken."""
    found = programme_or_404(locality, programme)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            waiting = receive_sheet(acting(request), found, sent.name, sent.file)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            return redirect("movement:import_preview", locality.code, found.code, waiting.pk)
    context = {
        "programme": found,
        "form": form,
        "waiting": waiting_sheets(found),
        "imported": ImportedSheet.objects.filter(programme=found)[:20],
    }
    return render(request, "movement/import.html", context, status=422 if form.errors else 200)


@page("initiatives.import")
@require_http_methods(["GET", "HEAD", "POST"])
def import_preview(request: HttpRequest, locality: Locality, programme: str, sheet: int) -> HttpResponse:
    """Every row as it will be taken; confirming takes exactly this file, throwing away forgets it."""
    found = programme_or_404(locality, programme)
    waiting = _waiting_or_404(found, sheet)
    if request.POST.get("act") == "discard":
        discard_sheet(acting(request), waiting)
        messages.success(request, "Đã bỏ tệp; chưa có gì được ghi.")
        return redirect("movement:import", locality.code, found.code)
    problems: tuple[object, ...] = ()
    try:
        if request.method == "POST":
            try:
                outcome = _sent(request, waiting)
            except RefusedError as refusal:
                problems = refusal.problems
            else:
                if outcome is None:
                    return redirect("movement:import_preview", locality.code, found.code, waiting.pk)
                if outcome.committed:
                    return _taken(request, found, outcome)
        typed = Typed(waiting.decided)
        outcome = preview_import(acting(request), found, waiting.file.name, content_of_file(waiting.file), typed)
    except (UnreadableSheet, OSError):
        # It was read when it came in: what lies on the disk is no longer what was sent.
        messages.error(request, f"Tệp «{waiting.file.name}» trên máy chủ không đọc lại được. Bỏ tệp này rồi gửi lại.")
        return redirect("movement:import", locality.code, found.code)
    context = {
        "programme": found,
        "waiting": waiting,
        "outcome": outcome,
        "lines": _lines(found, outcome),
        "problems": problems,
        "doubtful": outcome.doubtful[:DOUBTS_AT_ONCE],
        "converted": outcome.certain[:CONVERSIONS_SHOWN],
    }
    return render(request, "movement/import_preview.html", context, status=422 if request.method == "POST" else 200)


def _sent(request: HttpRequest, waiting: WaitingSheet) -> ImportOutcome | None:
    """Take the file, or (None) keep what was said of doubtful cells: those marked as looked at."""
    if request.POST.get("act") != "decide":
        return confirm_sheet(acting(request), waiting, seen="seen" in request.POST)
    marked = request.POST.getlist("sure")
    count = decide_cells(acting(request), waiting, {key: request.POST.get(f"cell:{key}", "") for key in marked})
    messages.success(request, f"Đã ghi {count} ô." if count else "Chưa đánh dấu ô nào; đánh dấu ô đã xem rồi ghi.")
    return None


@dataclass(frozen=True)
class PreviewLine:
    """One readable row in words: what it is taken for, and what becomes of it."""

    row: int
    sheet: str
    status: str
    draft: DraftRow
    place: str
    field: str
    kind: str
    subject: str
    results: str


def _lines(programme: Programme, outcome: ImportOutcome) -> list[PreviewLine]:
    drafts = [(row, row.draft) for row in outcome.rows if row.draft is not None and row.status != REFUSED]
    places = names_for_codes(programme, {draft.unit_code for _row, draft in drafts})
    bodies = dict(Body.objects.filter(locality=programme.locality).values_list("code", "name"))
    fields = dict(ProgrammeField.objects.filter(programme=programme).values_list("key", "label"))
    return [
        PreviewLine(
            row=row.row,
            sheet=row.sheet,
            status=row.status,
            draft=draft,
            place=bodies.get(draft.body_code) or places[draft.unit_code],
            field=fields.get(draft.field, draft.field),
            kind=Kind(draft.kind).label,
            subject=Subject(draft.subject).label,
            results=", ".join(f"{written(value)} {Measure(measure).label}" for measure, value in draft.results.items()),
        )
        for row, draft in drafts
    ]


def _taken(request: HttpRequest, programme: Programme, outcome: ImportOutcome) -> HttpResponse:
    if outcome.created:
        kept = f" {outcome.unchanged} dòng đã có từ trước, giữ nguyên." if outcome.unchanged else ""
        following = "Mở từng hồ sơ để thêm kết quả, minh chứng; đủ rồi thì chấm điểm."
        messages.success(request, f"Đã nhập {outcome.created} mô hình, điển hình.{kept} {following}")
    else:
        messages.info(request, "Mọi dòng của tệp đã có trong chương trình; không thêm gì.")
    return redirect("movement:programme", programme.locality.code, programme.code)


def _waiting_or_404(programme: Programme, pk: int) -> WaitingSheet:
    waiting = WaitingSheet.objects.select_related("file").filter(programme=programme, pk=pk).first()
    if waiting is None:
        raise Http404("Tệp này đã được nhập hoặc đã bỏ.")
    waiting.programme = programme
    return waiting


@page("initiatives.import")
@require_safe
def import_template(_request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    found = programme_or_404(locality, programme)
    answer = HttpResponse(template_xlsx(own_fields(found), own_items(found)), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="danh-sach-{found.code}.xlsx"'
    return answer
