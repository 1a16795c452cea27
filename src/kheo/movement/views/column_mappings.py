"""The province's form: received, its columns told, a period filled into it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.column_mappings import map_columns, receive_form, remove_mapping
from kheo.movement.forms.column_mappings import ColumnsForm, PlaceInFormForm, ProvinceFormForm
from kheo.movement.models import ColumnMapping
from kheo.movement.queries.column_mappings import content_of, find_mapping, in_form, keys_offered, left_out
from kheo.movement.queries.periods import mappings_of
from kheo.movement.reading.province_form import UnusableForm, columns_of, sheets_of
from kheo.movement.views.period_lookup import period_or_404
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@page("period.manage")
@read_or_write
def mappings(request: HttpRequest, locality: Locality) -> HttpResponse:
    form = ProvinceFormForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = receive_form(
                acting(request),
                locality,
                data["title"],
                data["file"].name,
                data["file"].file,
                is_not_secret=data["is_not_secret"],
            )
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã nhận biểu. Cho biết cột nào ghi gì; làm một lần, các kỳ sau dùng lại.")
            return redirect("movement:mapping", locality.code, made.pk)
    context = {"form": form, "mappings": mappings_of(locality)}
    return render(request, "movement/periods/mappings.html", context, status=422 if form.errors else 200)


@page("period.manage")
@read_or_write
def mapping(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Sheet and first row by the address, so that the columns and their headings are those of that place."""
    found = _mapping_or_404(locality, pk)
    data = content_of(found)
    try:
        sheets = sheets_of(data)
        where = PlaceInFormForm(sheets, {"sheet": found.sheet, "first_row": found.first_row, **request.GET.dict()})
        sheet, first_row = (
            (where.cleaned_data["sheet"], where.cleaned_data["first_row"]) if where.is_valid() else (found.sheet, found.first_row)
        )
        columns = columns_of(data, sheet, first_row)
    except UnusableForm as unusable:
        messages.error(request, str(unusable))
        return redirect("movement:mappings", locality.code)
    initial = {"version": found.version, "sheet": sheet, "first_row": first_row}
    form = ColumnsForm(found, columns, keys_offered(locality), request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            map_columns(acting(request), found, told["sheet"], told["first_row"], form.columns(), told["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(_mapping_or_404(locality, pk).version)
        else:
            messages.success(request, "Đã ghi cách điền. Mở một kỳ báo cáo, bấm tên biểu để lấy tệp.")
            return redirect("movement:mappings", locality.code)
    context = {"mapping": found, "where": where, "form": form, "columns": columns}
    return render(request, "movement/periods/mapping.html", context, status=422 if form.errors else 200)


@page("period.manage")
@require_POST
def mapping_remove(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _mapping_or_404(locality, pk)
    try:
        remove_mapping(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        messages.error(request, f"Chưa bỏ được: {refusal}")
    else:
        messages.success(request, "Đã bỏ biểu.")
    return redirect("movement:mappings", locality.code)


@page("period.manage")
@require_safe
def mapping_filled(request: HttpRequest, locality: Locality, pk: int, mapping: int) -> HttpResponse:
    """The province's form with this period in it, as a download."""
    period, found = period_or_404(locality, pk), _mapping_or_404(locality, mapping)
    if not found.columns:
        messages.info(request, "Biểu này chưa biết cột nào ghi gì; chọn cột trước.")
        return redirect("movement:mapping", locality.code, found.pk)
    missing = left_out(found, period)
    if missing and "bo-trong" not in request.GET:
        return render(request, "movement/periods/left_out.html", {"period": period, "mapping": found, "missing": missing})
    try:
        made = in_form(found, period, timezone.localdate())
    except UnusableForm as unusable:
        messages.error(request, str(unusable))
        return redirect("movement:mapping", locality.code, found.pk)
    answer = HttpResponse(made, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="bieu-{found.pk}-ky-{period.pk}.xlsx"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _mapping_or_404(locality: Locality, pk: int) -> ColumnMapping:
    found = find_mapping(locality, pk)
    if found is None:
        raise Http404("Không có biểu này.")
    return found
