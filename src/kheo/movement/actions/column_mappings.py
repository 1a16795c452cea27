"""The province's own form: received empty, its columns told once, then filled in from any period."""

from collections.abc import Mapping
from typing import BinaryIO

from django.db import transaction

from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import fold, tidy
from kheo.foundation.uploads.checks import Checked, check_upload
from kheo.foundation.uploads.keeping import keep_file, release_file
from kheo.foundation.uploads.limits import RefusedUpload
from kheo.movement.models import ColumnMapping
from kheo.movement.queries.column_mappings import content_of, keys_offered
from kheo.movement.reading.province_form import MOST_FIRST_ROW, UnusableForm, columns_of, filled, first_row_of, sheets_of
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record


def receive_form(
    actor: Actor, locality: Locality, title: str, name: str, data: bytes | BinaryIO, *, is_not_secret: bool
) -> ColumnMapping:
    """Keep the empty form (.xlsx) as *title*; its first sheet and no columns until they are told."""
    grant = require(actor, "period.manage", locality)
    problems = _title_problems(locality, title)
    if not is_not_secret:
        what = "Đánh dấu «không thuộc bí mật nhà nước» nếu đúng như vậy; tài liệu mật không đưa vào đây."
        problems.append(Problem(what, "Xác nhận"))
    try:
        checked = _workbook(check_upload(name, data, "spreadsheet"))
        sheet = sheets_of(checked.data)[0]
        first_row = first_row_of(checked.data, sheet)
    except (RefusedUpload, UnusableForm) as refusal:
        raise RefusedError(*problems, Problem(str(refusal), "Tệp")) from None
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        kept = keep_file(checked, locality.code, actor.account_id)
        made = ColumnMapping.objects.create(
            locality=locality,
            title=tidy(title),
            file=kept,
            sheet=sheet,
            first_row=first_row,
            columns={},
            added_by=actor.account_id,
        )
        record(actor, grant, "mapping.receive", made, locality, {"sha256": kept.sha256, "declared_not_secret": True})
    return made


def map_columns(
    actor: Actor, mapping: ColumnMapping, sheet: str, first_row: int, columns: Mapping[str, str], version: int
) -> ColumnMapping:
    """Tell which column takes what: letter → key of an item, ``place`` or ``order``; kept once it can be filled in."""
    locality = mapping.locality
    grant = require(actor, "period.manage", locality)
    chosen = {letter: key for letter, key in columns.items() if key}
    with transaction.atomic():
        held = _lock(mapping)
        require_version(version, held.version)
        problems = _column_problems(held, sheet, first_row, chosen)
        if problems:
            raise RefusedError(*problems)
        held.sheet, held.first_row, held.columns = sheet, first_row, chosen
        held.version += 1
        held.save()
        record(actor, grant, "mapping.columns", held, locality, {"columns": len(chosen), "version": held.version})
    return held


def remove_mapping(actor: Actor, mapping: ColumnMapping, version: int) -> None:
    """Take the form away; what was made with it lies where it was saved."""
    locality = mapping.locality
    grant = require(actor, "period.manage", locality)
    with transaction.atomic():
        held = _lock(mapping)
        require_version(version, held.version)
        record(actor, grant, "mapping.remove", held, locality, {"sha256": held.file.sha256})
        kept = StoredFile.objects.get(pk=held.file_id)
        held.delete()
        release_file(kept)


def _workbook(checked: Checked) -> Checked:
    if checked.extension != "xlsx":
        raise RefusedUpload("Biểu của tỉnh phải là tệp .xlsx; mở bằng Excel, chọn «Lưu thành» kiểu .xlsx rồi gửi lại.")
    return checked


def _lock(mapping: ColumnMapping) -> ColumnMapping:
    found = ColumnMapping.objects.select_for_update(of=("self",)).select_related("file").filter(pk=mapping.pk).first()
    if found is None:
        raise RefusedError("Người khác vừa bỏ biểu này. Về danh sách biểu để xem.")
    return found


def _title_problems(locality: Locality, title: str) -> list[Problem]:
    if not tidy(title) or len(tidy(title)) > 200:
        return [Problem("Ghi tên biểu, không quá 200 ký tự.", "Tên biểu")]
    titles = ColumnMapping.objects.filter(locality=locality).values_list("title", flat=True)
    return [Problem("Đã có biểu mang tên ấy.", "Tên biểu")] if fold(title) in {fold(one) for one in titles} else []


def _column_problems(mapping: ColumnMapping, sheet: str, first_row: int, chosen: Mapping[str, str]) -> list[Problem]:
    if not 2 <= first_row <= MOST_FIRST_ROW:
        return [Problem(f"Dòng đầu tiên để điền nằm từ dòng 2 đến dòng {MOST_FIRST_ROW}.", "Dòng đầu tiên")]
    problems = []
    if "place" not in chosen.values():
        problems.append(Problem("Chọn một cột ghi tên đơn vị.", "Cột"))
    if len(set(chosen.values())) < len(chosen):
        problems.append(Problem("Mỗi mục chỉ vào một cột; có mục được chọn hai lần.", "Cột"))
    try:
        data = content_of(mapping)
        letters = {column.letter for column in columns_of(data, sheet, first_row)}
        if not set(chosen) <= letters or not set(chosen.values()) <= set(keys_offered(mapping.locality)):
            problems.append(Problem("Biểu hoặc mẫu báo cáo vừa đổi; tải lại trang rồi chọn lại.", "Cột"))
        elif not problems:
            filled(data, sheet, first_row, chosen, [{}])
    except UnusableForm as unusable:
        problems.append(Problem(str(unusable), "Cột"))
    return problems
