import io

import openpyxl

from kheo.foundation.uploads.checks import check_upload
from kheo.movement.reading import Asked, DraftRow, UnitMatch, read_initiatives, template_xlsx
from kheo.movement.reading.vocabulary import LEADING_KINDS, NOVELTIES

FIELDS = {
    "economy": "Kinh tế",
    "culture_society": "Văn hoá – xã hội",
    "defence_security": "Quốc phòng – an ninh",
    "political_system": "Xây dựng hệ thống chính trị",
    "ntm": "Xây dựng nông thôn mới",
}


def found(text: str) -> UnitMatch:
    return UnitMatch("gso2024-1") if text == "Xã Tiên Ngoại" else UnitMatch()


def filled() -> bytes:
    """Return the template with the example of its second sheet copied into the first, the field chosen anew."""
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(FIELDS)))
    entry, guide = book["Danh sách"], book["Hướng dẫn"]
    for column in range(1, guide.max_column + 1):
        entry.cell(2, column, guide.cell(5, column).value)
    entry["D2"] = "Xây dựng nông thôn mới"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_empty_template_is_a_list_without_rows():
    sheet = read_initiatives("mau.xlsx", template_xlsx(FIELDS), found, FIELDS)
    assert (sheet.name, sheet.header_row, sheet.rows, sheet.refused) == ("Danh sách", 1, [], [])
    assert sheet.warnings == ["Bảng không có dòng mô hình nào dưới tiêu đề."]


def test_every_column_of_the_template_is_understood():
    columns = read_initiatives("mau.xlsx", template_xlsx(FIELDS), found, FIELDS).columns
    assert list(columns) == [
        "no", "title", "unit", "field", "kind", "subject", "holder", "novelty", "leading_kind", "leading_body",
        "summary", "households", "people", "dong",
        "working_days", "land_m2", "self_score", "note",
    ]  # fmt: skip


def test_filled_template_reads_back():
    sheet = read_initiatives("mau.xlsx", filled(), found, FIELDS)
    assert (sheet.refused, sheet.warnings) == ([], [])
    [row] = sheet.rows
    assert row == DraftRow(
        number=2,
        title="Đường hoa thay rác (ví dụ)",
        unit_text="Xã Tiên Ngoại",
        unit_code="gso2024-1",
        body_code="",
        field="ntm",
        kind="mo_hinh",
        subject="collective",
        holder="Chi hội Phụ nữ thôn 01",
        leading_body="Hội Liên hiệp Phụ nữ xã",
        novelty="new",
        leading_kind="union",
        summary="Mỗi hộ trồng và chăm 5 m đường trước nhà.",
        results=row.results,
        self_score=row.self_score,
    )
    assert {key: str(value) for key, value in row.results.items()} == {
        "households": "120", "people": "480", "dong": "45000000", "working_days": "260", "land_m2": "150",
    }  # fmt: skip
    assert str(row.self_score) == "92.5"


def test_drop_downs_offer_the_fields_kinds_and_subjects():
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(FIELDS)))
    choices = book["Lựa chọn"]
    assert choices.sheet_state == "hidden"
    assert [[cell.value for cell in column if cell.value] for column in choices.columns] == [
        ["Kinh tế", "Văn hoá – xã hội", "Quốc phòng – an ninh", "Xây dựng hệ thống chính trị", "Xây dựng nông thôn mới"],
        ["Mô hình", "Điển hình"],
        ["Tập thể", "Cá nhân", "Hộ gia đình"],
        list(NOVELTIES.labels.values()),
        list(LEADING_KINDS.labels.values()),
    ]
    rules = {str(one.sqref): one.formula1 for one in book["Danh sách"].data_validations.dataValidation}
    assert rules == {
        "D2:D1000": "'Lựa chọn'!$A$1:$A$5",
        "E2:E1000": "'Lựa chọn'!$B$1:$B$2",
        "F2:F1000": "'Lựa chọn'!$C$1:$C$3",
        "H2:H1000": "'Lựa chọn'!$D$1:$D$3",
        "I2:I1000": "'Lựa chọn'!$E$1:$E$8",
    }


def test_items_of_the_form_have_columns_that_are_read_back():
    items = {"content": "Nội dung, cách làm", "time": "Thời gian"}
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(FIELDS, items)))
    head = [cell.value for cell in book["Danh sách"][1]]
    assert head[-3:] == ["Phiếu: Nội dung, cách làm", "Phiếu: Thời gian", "Ghi chú"]
    columns = read_initiatives("mau.xlsx", template_xlsx(FIELDS, items), found, FIELDS, Asked(items=items)).columns
    assert [columns.get(f"item:{key}") for key in items] == head[-3:-1]


def test_label_that_looks_like_a_formula_stays_text():
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx({"own": "=1+1"})))
    assert (book["Lựa chọn"]["A1"].value, book["Lựa chọn"]["A1"].data_type) == ("=1+1", "s")


def test_template_passes_the_checks_of_uploads():
    assert check_upload("mau.xlsx", template_xlsx(FIELDS), "spreadsheet").extension == "xlsx"
