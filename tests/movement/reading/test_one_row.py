import unicodedata
from datetime import date

import pytest

from kheo.movement.reading import Refusal, UnitMatch, read_initiatives
from tests.foundation.sheets.builders import as_csv, as_xlsx
from tests.movement.reading.lists import HEAD, ROW, UNITS, USUAL, draft, read


def test_field_ticks_and_names_in_tick_columns():
    table = [
        ["STT", "Tên mô hình", "Đơn vị", "Lĩnh vực", None, None, None, "Tập thể", "Cá nhân"],
        [None, None, None, "KT", "VH-XH", "QP-AN", "XDHTCT", None, None],
        [1, "Đường hoa", "Xã Tiên Ngoại", "x", None, None, None, "Chi hội 01", None],
        [2, "Camera", "Xã Tiên Ngoại", None, None, "X", None, None, "Ông Cá nhân 01"],
        [3, "Hai lần", "Xã Tiên Ngoại", "x", "x", None, None, "x", None],
    ]
    found = read(table)
    assert found.rows == [
        draft(3, "Đường hoa", holder="Chi hội 01"),
        draft(4, "Camera", holder="Ông Cá nhân 01", field="defence_security", subject="individual"),
    ]
    reason = "đánh dấu nhiều cột cùng lúc («KT», «VH-XH»); hãy chỉ để một."
    assert found.refused == [Refusal(5, "VH-XH", "x", reason)]


def test_list_of_persons_has_its_names_as_titles():
    table = [
        ["DANH SÁCH ĐIỂN HÌNH DÂN VẬN KHÉO"],
        ["TT", "Họ và tên", "Đơn vị", "Lĩnh vực", "Thành tích"],
        [1, "Cá nhân 01", "Xã Tiên Ngoại", "KT", "Hiến đất"],
    ]
    assert read(table).rows == [draft(3, "Cá nhân 01", kind="dien_hinh", subject="individual", summary="Hiến đất")]


def test_exemplary_one_of_unknown_subject_is_refused():
    found = read([["Tên điển hình", "Đơn vị", "Lĩnh vực"], ["Hội viên mẫu mực", "Xã Tiên Ngoại", "KT"]])
    assert found.refused == [Refusal(2, "Đối tượng", "", "chưa rõ là tập thể hay cá nhân; hãy thêm cột «Đối tượng».")]


def test_collective_of_a_list_of_exemplars_is_known_by_its_name():
    found = read(
        [
            ["DANH SÁCH ĐIỂN HÌNH"],
            ["Họ và tên", "Đơn vị", "Lĩnh vực"],
            ["Chi hội Phụ nữ thôn 01", "Xã Tiên Ngoại", "KT"],
            ["Cá nhân 01", "Xã Tiên Ngoại", "KT"],
            ["Hộ ông Cá nhân 02", "Xã Tiên Ngoại", "KT"],
        ]
    )
    assert [row.subject for row in found.rows] == ["collective", "individual", "household"]


def test_fields_of_the_programme():
    found = read([HEAD, [*ROW[:3], "Xây dựng nông thôn mới", *ROW[4:]]], fields=USUAL | {"ntm": "Xây dựng nông thôn mới"})
    assert found.rows == [draft(2, "Đường hoa", field="ntm")]


def test_body_of_a_unit_is_kept():
    found = read([HEAD, [*ROW[:2], "Hội Phụ nữ thị xã", *ROW[3:]]])
    assert found.rows == [
        draft(2, "Đường hoa", unit_text="Hội Phụ nữ thị xã", unit_code="gso2024-9", body_code="gso2024-9/phu-nu")
    ]


LABELS = ", ".join(USUAL.values())


@pytest.mark.parametrize(
    ("column", "value", "refusal"),
    [
        (1, None, ("Tên mô hình, điển hình", "", "chưa ghi tên; hãy ghi tên mô hình, điển hình vào ô này.")),
        (1, "12 / 34", ("Tên mô hình, điển hình", "12 / 34", "tên phải là chữ; hãy ghi tên mô hình, điển hình vào ô này.")),
        (
            1,
            "a" * 301,
            (
                "Tên mô hình, điển hình",
                "a" * 301,
                "tên dài 301 ký tự, quá 300; hãy rút gọn, chuyển phần còn lại sang cột nội dung.",
            ),
        ),
        (2, None, ("Đơn vị", "", "chưa ghi đơn vị; hãy ghi tên xã, phường hoặc cơ quan, đơn vị ở từng dòng.")),
        (
            2,
            "Xã Lạ",
            ("Đơn vị", "Xã Lạ", "không tìm thấy đơn vị này trong địa phương; hãy ghi đúng tên xã, phường hoặc cơ quan, đơn vị."),
        ),
        (
            2,
            "Xã Tiên Ngoai",
            (
                "Đơn vị",
                "Xã Tiên Ngoai",
                (
                    "không tìm thấy đơn vị này trong địa phương vào năm của chương trình; tên gần nhất: xã Tiên Ngoại. "
                    "Hãy ghi tên đơn vị năm đó."
                ),
            ),
        ),
        (
            2,
            "Xã Bạch Thượng",
            (
                "Đơn vị",
                "Xã Bạch Thượng",
                (
                    "tên đơn vị có thể là: xã Bạch Thượng (đến trước 01/07/2025); phường Bạch Thượng; "
                    "hãy ghi rõ đơn vị nào (kèm loại, huyện hoặc «cũ»/«mới»)."
                ),
            ),
        ),
        (3, "Thể thao", ("Lĩnh vực", "Thể thao", f"không rõ lĩnh vực; hãy ghi một trong các loại: {LABELS}.")),
        (3, None, ("Lĩnh vực", "", f"chưa ghi lĩnh vực; hãy ghi một trong các loại: {LABELS}.")),
        (4, "Phong trào", ("Loại hình", "Phong trào", "không rõ loại hình; hãy ghi một trong các loại: Mô hình, Điển hình.")),
        (
            5,
            "Máy móc",
            ("Đối tượng", "Máy móc", "không rõ đối tượng; hãy ghi một trong các loại: Tập thể, Cá nhân, Hộ gia đình."),
        ),
        (3, "#REF!", ("Lĩnh vực", "#REF!", "ô báo lỗi công thức; hãy sửa công thức hoặc gõ giá trị vào ô.")),
        (
            1,
            '="Đường "&"hoa"',
            (
                "Tên mô hình, điển hình",
                "",
                "ô là công thức chưa có kết quả trong tệp; hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi lại.",
            ),
        ),
    ],
)
def test_bad_cell_is_refused_with_row_column_value_and_reason(column, value, refusal):
    good = [2, "Nhà sạch", *ROW[2:]]
    bad = [*ROW]
    bad[column] = value
    found = read([["Danh sách"], [], HEAD, good, [*good[:1], "Bếp", *good[2:]], bad])
    if value == "Xã Tiên Ngoai":
        find = dict(UNITS)
        found = read_initiatives(
            "ds.xlsx", as_xlsx([["Danh sách"], [], HEAD, good, bad]), lambda text: find.get(text.lower(), UnitMatch()), USUAL
        )
        assert found.refused == [Refusal(5, *refusal)]
        return
    assert found.refused == [Refusal(6, *refusal)]
    assert [row.number for row in found.rows] == [4, 5]


def test_bad_numbers_are_refused_beside_each_other():
    found = read([[*HEAD, "Số hộ", "Kinh phí", "Điểm tự chấm"], [*ROW, "nhiều", 350, "12/03/2024"]])
    assert [(one.column, one.value) for one in found.refused] == [
        ("Số hộ", "nhiều"),
        ("Kinh phí", "350"),
        ("Điểm tự chấm", "12/03/2024"),
    ]


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ('=HYPERLINK("http://a.vn","Bấm")', "ô chứa công thức gõ dạng chữ; hãy gõ tên mô hình, điển hình vào ô này."),
        ("+84 …", "tên phải là chữ; hãy ghi tên mô hình, điển hình vào ô này."),
    ],
)
def test_formula_typed_as_text_is_no_title(title, reason):
    found = read(None, name="ds.csv", data=as_csv([HEAD, [1, title, *ROW[2:]]]))
    assert found.refused == [Refusal(2, HEAD[1], title, reason)]


def test_signs_that_a_spreadsheet_takes_for_a_formula_stay_text():
    titles = ["+ Đường hoa", "@ Nhà sạch", "-2 độ vẫn ra đồng"]
    found = read([HEAD, *([1, title, *ROW[2:]] for title in titles)])
    assert [row.title for row in found.rows] == titles


def test_ticks_made_with_check_boxes():
    head = ["Tên mô hình", "Đơn vị", "Lĩnh vực", "Tập thể", "Cá nhân"]
    found = read([head, ["Đường hoa", "Xã Tiên Ngoại", "KT", True, False], ["Nhà sạch", "Xã Tiên Ngoại", "KT", False, True]])
    assert [row.subject for row in found.rows] == ["collective", "individual"]


def test_text_is_tidied():
    found = read([HEAD, [1, unicodedata.normalize("NFD", "  Đường\n hoa "), *ROW[2:]]])
    assert found.rows == [draft(2, "Đường hoa")]


def test_cells_that_excel_changed_are_refused_as_people_see_them():
    head = [*HEAD, "Tập thể thực hiện", "Cơ quan chủ trì", "Số hộ"]
    table = [
        head,
        [1, date(2024, 2, 3), *ROW[2:], None, None, None],
        [2, "Nhà sạch", 12.5, *ROW[3:], "-", None, None],
        [3, "Bếp", *ROW[2:], "a" * 201, None, None],
        [4, "Vườn", *ROW[2:], None, True, "#N/A"],
    ]
    found = read(table)
    assert [(one.row, one.column, one.value, one.reason) for one in found.refused] == [
        (2, HEAD[1], "03/02/2024", "ô tên là ngày tháng (Excel tự đổi); hãy định dạng ô là Văn bản rồi gõ lại tên."),
        (3, "Đơn vị", "12,5", "không tìm thấy đơn vị này trong địa phương; hãy ghi đúng tên xã, phường hoặc cơ quan, đơn vị."),
        (4, "Tập thể thực hiện", "a" * 201, "dài 201 ký tự, quá 200; hãy rút gọn."),
        (5, "Số hộ", "#N/A", "ô báo lỗi công thức; hãy sửa công thức hoặc gõ giá trị vào ô."),
    ]


def test_formula_without_value_is_refused_once_in_any_column():
    found = read([[*HEAD, "Số hộ"], [1, "=1", "=2", "=3", "=4", "=5", "=6"]])
    assert [one.column for one in found.refused] == [
        "Tên mô hình, điển hình",
        "Đơn vị",
        "Lĩnh vực",
        "Loại hình",
        "Đối tượng",
        "Số hộ",
    ]
