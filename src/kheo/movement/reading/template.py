"""The template that an office fills in: headings, drop-downs, an example and the rules on a second sheet."""

import io
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kheo.movement.reading.items import FORM
from kheo.movement.reading.vocabulary import KINDS, LEADING_KINDS, NOVELTIES, SUBJECTS

LAST_ROW = 1000  # as far as the drop-downs reach
_COLUMNS: tuple[tuple[str, int, str, object], ...] = (
    ("STT", 6, "Số thứ tự.", 1),
    ("Tên mô hình, điển hình", 46, "Bắt buộc, tối đa 300 ký tự.", "Đường hoa thay rác (ví dụ)"),
    ("Đơn vị", 26, "Bắt buộc: xã, phường hoặc cơ quan, đơn vị đăng ký; ghi đủ loại và tên.", "Xã Tiên Ngoại"),
    ("Lĩnh vực", 26, "Bắt buộc, chọn trong danh sách.", "Văn hoá – xã hội"),
    ("Loại hình", 12, "Bắt buộc: Mô hình hoặc Điển hình.", "Mô hình"),
    ("Đối tượng", 14, "Bắt buộc: Tập thể, Cá nhân hoặc Hộ gia đình.", "Tập thể"),
    ("Tập thể, cá nhân thực hiện", 30, "Tên tập thể, cá nhân hoặc hộ gia đình.", "Chi hội Phụ nữ thôn 01"),
    ("Mới hay tiếp tục", 24, "Chọn trong danh sách; để trống cũng được.", "mới trong năm"),
    (
        "Bên chủ trì",
        28,
        "Ai chủ trì: chi bộ, Mặt trận, đoàn thể, tổ tự quản…; để trống cũng được.",
        "đoàn thể chính trị – xã hội",
    ),
    ("Cơ quan chủ trì", 26, "Chi bộ, Mặt trận, đoàn thể… chủ trì.", "Hội Liên hiệp Phụ nữ xã"),
    ("Tóm tắt nội dung, cách làm", 50, "Hai, ba câu.", "Mỗi hộ trồng và chăm 5 m đường trước nhà."),
    ("Số hộ hưởng lợi", 12, "Số nguyên.", 120),
    ("Số người hưởng lợi", 12, "Số nguyên.", 480),
    ("Kinh phí huy động (đồng)", 18, "Ghi đủ số đồng, hoặc «350 triệu», «1,5 tỷ».", 45_000_000),
    ("Số ngày công", 12, "", 260),
    ("Diện tích đất hiến (m²)", 14, "Ghi số m², hoặc «0,5 ha».", 150),
    ("Điểm tự chấm", 10, "Nếu chương trình có bộ tiêu chí.", 92.5),
    ("Ghi chú", 24, "", None),
)
_ITEM_WIDTH = 40
_BORDER = Border(*(Side("thin", color="B8B8B8"),) * 4)


def _columns(items: Mapping[str, str]) -> list[tuple[str, int, str, object]]:
    """The columns with those of the form before the note; the form's are free."""
    of_the_form = [
        (f"{FORM}{label}", _ITEM_WIDTH, "Mục của phiếu đăng ký; nhiều dòng cũng được.", None) for label in items.values()
    ]
    return [*_COLUMNS[:-1], *of_the_form, _COLUMNS[-1]]


def _write_head(sheet: Worksheet, row: int, columns: Sequence[tuple[str, int, str, object]]) -> None:
    for column, (heading, width, *_) in enumerate(columns, 1):
        cell = sheet.cell(row, column, heading)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color="F3E9D8")
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        cell.border = _BORDER
        sheet.column_dimensions[cell.column_letter].width = width


def _offer(sheet: Worksheet, letter: str, source: str, heading: str, first: int) -> None:
    choice = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
    choice.errorTitle, choice.error = heading, "Hãy chọn một giá trị trong danh sách."
    sheet.add_data_validation(choice)
    choice.add(f"{letter}{first}:{letter}{LAST_ROW}")


def template_xlsx(fields: Mapping[str, str], items: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """Return the template workbook. *fields*: the programme's fields, *items*: those of its form (code → label), in order."""
    columns = _columns(items)
    book = openpyxl.Workbook()
    entry = book.worksheets[0]
    entry.title = "Danh sách"
    _write_head(entry, 1, columns)
    entry.row_dimensions[1].height = 34
    entry.freeze_panes = "C2"
    guide = book.create_sheet("Hướng dẫn")
    guide.append(["Cách điền danh sách mô hình, điển hình «Dân vận khéo»"])
    guide["A1"].font = Font(bold=True, size=14)
    guide.append(["Mỗi mô hình, điển hình ghi một dòng ở trang «Danh sách». Thứ tự cột tuỳ ý; cột không dùng có thể xoá."])
    guide.append([])
    _write_head(guide, 4, columns)
    for column, (_, _, rule, example) in enumerate(columns, 1):
        guide.cell(5, column, example).border = _BORDER
        guide.cell(6, column, rule).alignment = Alignment(wrap_text=True, vertical="top")
    choices = book.create_sheet("Lựa chọn")
    for column, offered in enumerate((fields, KINDS.labels, SUBJECTS.labels, NOVELTIES.labels, LEADING_KINDS.labels), 1):
        for row, label in enumerate(offered.values(), 1):
            choices.cell(row, column, label).data_type = "s"  # a label that begins with «=» is no formula
    choices.sheet_state = "hidden"
    _offer(entry, "D", f"'Lựa chọn'!$A$1:$A${len(fields)}", "Lĩnh vực", 2)
    _offer(entry, "E", f"'Lựa chọn'!$B$1:$B${len(KINDS.labels)}", "Loại hình", 2)
    _offer(entry, "F", f"'Lựa chọn'!$C$1:$C${len(SUBJECTS.labels)}", "Đối tượng", 2)
    _offer(entry, "H", f"'Lựa chọn'!$D$1:$D${len(NOVELTIES.labels)}", "Mới hay tiếp tục", 2)
    _offer(entry, "I", f"'Lựa chọn'!$E$1:$E${len(LEADING_KINDS.labels)}", "Bên chủ trì", 2)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
