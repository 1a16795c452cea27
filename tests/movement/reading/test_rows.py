import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kheo.foundation.sheets import UnreadableSheet
from kheo.foundation.text import fold, tidy
from kheo.movement.reading import DraftRow, InitiativeSheet, Refusal, UnitMatch, read_initiatives
from tests.foundation.sheets.builders import as_csv, as_ods, as_xlsx
from tests.movement.reading.test_headings import HEADINGS

USUAL = {
    "economy": "Kinh tế",
    "culture_society": "Văn hoá – xã hội",
    "defence_security": "Quốc phòng – an ninh",
    "political_system": "Xây dựng hệ thống chính trị",
}
UNITS = {
    "xã tiên ngoại": UnitMatch("gso2024-1"),
    "tiên ngoại": UnitMatch("gso2024-1"),
    "phường hòa mạc": UnitMatch("gso2024-2"),
    "hội phụ nữ thị xã": UnitMatch("gso2024-9", "gso2024-9/phu-nu"),
    "xã bạch thượng": UnitMatch(candidates=("xã Bạch Thượng (đến trước 01/07/2025)", "phường Bạch Thượng"), ambiguous=True),
    "xã tiên ngoai": UnitMatch(candidates=("xã Tiên Ngoại",)),
}
FOLDED = {fold(name): match for name, match in UNITS.items() if match.code}


def find_unit(text: str) -> UnitMatch:
    return UNITS.get(text.lower()) or FOLDED.get(fold(text)) or UnitMatch()


def read(table, *, fields=None, sheet=None, name="ds.xlsx", data=None, **layout) -> InitiativeSheet:
    return read_initiatives(name, data or as_xlsx(table, **layout), find_unit, fields or USUAL, sheet=sheet)


def draft(number: int, title: str, **given) -> DraftRow:
    base = {
        "unit_text": "Xã Tiên Ngoại",
        "unit_code": "gso2024-1",
        "body_code": "",
        "field": "economy",
        "kind": "mo_hinh",
        "subject": "collective",
    }
    return DraftRow(number=number, title=title, **(base | given))


HEAD = ["STT", "Tên mô hình, điển hình", "Đơn vị", "Lĩnh vực", "Loại hình", "Đối tượng"]
ROW = [1, "Đường hoa", "Xã Tiên Ngoại", "Kinh tế", "Mô hình", "Tập thể"]


def test_plain_list_is_read():
    assert read([HEAD, ROW]) == InitiativeSheet(
        name="Danh sách",
        header_row=1,
        columns={
            "no": "STT",
            "title": "Tên mô hình, điển hình",
            "unit": "Đơn vị",
            "field": "Lĩnh vực",
            "kind": "Loại hình",
            "subject": "Đối tượng",
        },
        rows=[draft(2, "Đường hoa")],
        refused=[],
        warnings=[],
    )


def test_every_column_is_read():
    head = [
        *HEAD, "Tập thể/cá nhân thực hiện", "Cơ quan chủ trì", "Nội dung", "Kết quả", "Số hộ", "Số người",
        "Kinh phí (triệu đồng)", "Ngày công", "Đất hiến (m²)", "Điểm tự chấm", "Điểm thẩm định", "Ghi chú",
    ]  # fmt: skip
    row = [*ROW, "Chi hội 01", "Hội Phụ nữ", "Trồng hoa", "Sạch đẹp", 120, "1.250", 350, "268 công", "0,5 ha", "92,5", 90, "mới"]
    assert read([head, row]).rows == [
        draft(
            2,
            "Đường hoa",
            holder="Chi hội 01",
            leading_body="Hội Phụ nữ",
            summary="Trồng hoa\nSạch đẹp",
            note="mới",
            results={
                "households": Decimal(120),
                "people": Decimal(1250),
                "dong": Decimal(350_000_000),
                "working_days": Decimal(268),
                "land_m2": Decimal(5000),
            },
            self_score=Decimal("92.5"),
            verified_score=Decimal(90),
        )
    ]


def test_letterhead_title_and_numbers_of_columns_are_passed_over():
    table = [
        ["ĐẢNG ỦY XÃ TIÊN NGOẠI", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["BAN CHỈ ĐẠO", None, None, "Độc lập - Tự do - Hạnh phúc"],
        [None, None, None, "Tiên Ngoại, ngày 12 tháng 3 năm 2024"],
        ["Mẫu số 1"],
        ["DANH SÁCH MÔ HÌNH, ĐIỂN HÌNH DÂN VẬN KHÉO NĂM 2024"],
        ["(Kèm theo Công văn số 12-CV/ĐU)"],
        [],
        HEAD,
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        ROW,
    ]
    read_back = read(table, merges=[(5, 1, 5, 6)])
    assert (read_back.header_row, read_back.rows, read_back.refused) == (8, [draft(10, "Đường hoa")], [])


TWO_LINES = [
    ["TT", "Tên mô hình", "Xã/phường", "Lĩnh vực", "Đối tượng", None, "Kết quả", None, "Điểm", None],
    [None, None, None, None, "Tập thể", "Cá nhân", "Số hộ", "Kinh phí (triệu đồng)", "Tự chấm", "Thẩm định"],
    [1, "Đường hoa", "Xã Tiên Ngoại", "KT", "x", None, 120, 350, 92, 90],
    [2, "Nhà sạch", "Hòa Mạc", "KT", None, "x", None, None, None, None],
]
TWO_LINE_ROWS = [
    draft(
        3,
        "Đường hoa",
        results={"households": Decimal(120), "dong": Decimal(350_000_000)},
        self_score=Decimal(92),
        verified_score=Decimal(90),
    ),
    draft(4, "Nhà sạch", unit_text="Phường Hòa Mạc", unit_code="gso2024-2", subject="individual"),
]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ds.xlsx", as_xlsx(TWO_LINES, merges=[(1, 5, 1, 6), (1, 7, 1, 8), (1, 9, 1, 10), *((1, c, 2, c) for c in range(1, 5))])),
        ("ds.ods", as_ods(TWO_LINES, merges=[(1, 5, 1, 6), (1, 7, 1, 8), (1, 9, 1, 10), *((1, c, 2, c) for c in range(1, 5))])),
        ("ds.xlsx", as_xlsx(TWO_LINES)),
        ("ds.csv", as_csv(TWO_LINES)),
    ],
)
def test_two_line_headings_with_group_heads(name, data):
    units = UNITS | {"hòa mạc": UnitMatch("gso2024-2")}
    found = read_initiatives(name, data, lambda text: units[text.lower()], USUAL)
    assert found.header_row == 2
    assert [DraftRow(**(row.__dict__ | {"unit_text": UNIT_NAMES[row.unit_code]})) for row in found.rows] == TWO_LINE_ROWS
    assert found.refused == []


UNIT_NAMES = {"gso2024-1": "Xã Tiên Ngoại", "gso2024-2": "Phường Hòa Mạc"}


def test_first_row_of_data_is_never_a_second_heading_line():
    table = [["Tên mô hình", "Đơn vị", "Lĩnh vực", "Đối tượng"], ["Đường hoa", "Xã Tiên Ngoại", "Kinh tế", "Tập thể"]]
    assert read(table).rows == [draft(2, "Đường hoa")]


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


def test_titles_under_the_two_kinds():
    table = [
        ["STT", "Mô hình", "Điển hình", "Đơn vị", "Lĩnh vực"],
        [1, "Đường hoa", None, "Xã Tiên Ngoại", "KT"],
        [2, None, "Bà Cá nhân 02", "Xã Tiên Ngoại", "KT"],
    ]
    assert read(table).rows == [
        draft(2, "Đường hoa"),
        draft(3, "Bà Cá nhân 02", kind="dien_hinh", subject="individual"),
    ]


def test_kind_and_subject_in_one_column():
    table = [
        ["Tên mô hình, điển hình", "Đơn vị", "Lĩnh vực", "Loại hình"],
        ["Đường hoa", "Xã Tiên Ngoại", "KT", "Mô hình tập thể"],
        ["Cá nhân 01", "Xã Tiên Ngoại", "KT", "Điển hình cá nhân"],
    ]
    assert read(table).rows == [draft(2, "Đường hoa"), draft(3, "Cá nhân 01", kind="dien_hinh", subject="individual")]


def test_kind_column_that_holds_subjects():
    table = [
        ["Tên mô hình", "Đơn vị", "Lĩnh vực", "Loại hình"],
        ["Đường hoa", "Xã Tiên Ngoại", "KT", "Tập thể"],
        ["Bếp", "Xã Tiên Ngoại", "KT", "Hộ gia đình"],
    ]
    assert [row.subject for row in read(table).rows] == ["collective", "household"]


def test_subject_column_that_holds_names():
    table = [["Tên mô hình", "Đơn vị", "Lĩnh vực", "Tập thể/cá nhân"], ["Đường hoa", "Xã Tiên Ngoại", "KT", "Bà Cá nhân 01"]]
    assert read(table).rows == [draft(2, "Đường hoa", holder="Bà Cá nhân 01", subject="individual")]


def test_units_and_fields_merged_over_several_rows_fill_down():
    table = [HEAD, ROW, [2, "Nhà sạch", None, None, "Mô hình", "Tập thể"], [3, "Bếp", None, "Kinh tế", "Mô hình", "Tập thể"]]
    found = read(table, merges=[(2, 3, 4, 3), (2, 4, 3, 4)])
    assert found.rows == [draft(2, "Đường hoa"), draft(3, "Nhà sạch"), draft(4, "Bếp")]


def test_numbers_merged_over_several_rows_count_once():
    table = [[*HEAD, "Số hộ"], [*ROW, 120], [2, "Nhà sạch", *ROW[2:], None]]
    assert [row.results for row in read(table, merges=[(2, 7, 3, 7)]).rows] == [{"households": Decimal(120)}, {}]


def test_group_rows_say_field_and_unit_until_the_next_group():
    table = [
        ["STT", "Tên mô hình", "Số hộ"],
        ["A", "CÁC XÃ, PHƯỜNG", None],
        ["I", "Xã Tiên Ngoại (2 mô hình)", None],
        ["1", "LĨNH VỰC KINH TẾ", None],
        ["1.1", "Đường hoa", 5],
        ["2", "Quốc phòng - an ninh", None],
        ["2.1", "Camera", 6],
        ["II", "Phường Hòa Mạc", None],
        ["1", "Lĩnh vực kinh tế", None],
        ["1.1", "Đường hoa", 7],
        ["B", "CÁC CƠ QUAN", None],
        ["1", "Lạc nhóm", 8],
    ]
    found = read(table)
    assert [(row.number, row.title, row.unit_code, row.field) for row in found.rows] == [
        (5, "Đường hoa", "gso2024-1", "economy"),
        (7, "Camera", "gso2024-1", "defence_security"),
        (10, "Đường hoa", "gso2024-2", "economy"),
    ]
    assert [(one.row, one.column) for one in found.refused] == [(12, "Đơn vị"), (12, "Lĩnh vực")]


def test_group_rows_merged_over_the_table():
    table = [
        ["STT", "Tên mô hình", "Đơn vị"],
        ["I. LĨNH VỰC KINH TẾ"],
        [1, "Đường hoa", "Xã Tiên Ngoại"],
        ["Nhóm lạ"],
        [2, "Nhà sạch", "Xã Tiên Ngoại"],
    ]
    found = read(table, merges=[(2, 1, 2, 3), (4, 1, 4, 3)])
    assert found.rows == [draft(3, "Đường hoa"), draft(5, "Nhà sạch")]
    assert "Các dòng được hiểu là tên nhóm, không phải mô hình: 4 («Nhóm lạ»)." in found.warnings


def test_row_with_a_title_alone_is_refused_and_not_taken_for_a_group():
    found = read(
        [HEAD, [1, "Mô hình phát triển kinh tế", None, None, None, None], [None, "Mô hình tập thể xã", None, None, None, None]]
    )
    assert found.rows == []
    assert {one.row for one in found.refused} == {2, 3}


def test_totals_repeated_headings_empty_rows_and_signatures_are_passed_over():
    table = [
        HEAD,
        ROW,
        [None] * 6,
        HEAD,
        [2, "Cộng đồng xanh", *ROW[2:]],
        ["Cộng", None, None, None, 2, None],
        ["Tổng cộng: 02 mô hình"],
        [None, None, None, None, "Tiên Ngoại, ngày 5 tháng 3 năm 2024"],
        [None, "NGƯỜI LẬP BIỂU", None, None, "T/M BAN CHỈ ĐẠO"],
        [None, "(Ký, ghi rõ họ tên)"],
        [None, "Người ký minh hoạ", None, None, "Người ký minh hoạ"],
    ]
    found = read(table)
    assert found.rows == [draft(2, "Đường hoa"), draft(5, "Cộng đồng xanh")]
    assert found.refused == []
    assert found.warnings == ["Không đọc phần chữ ký, ghi chú dưới bảng: dòng 8, 9, 10, 11."]


def test_rows_under_a_note_in_the_middle_are_still_read():
    table = [HEAD, ROW, ["Ghi chú: các mô hình dưới đây đăng ký bổ sung"], [2, "Nhà sạch", *ROW[2:]]]
    assert read(table).rows == [draft(2, "Đường hoa"), draft(4, "Nhà sạch")]


def test_initiative_that_begins_like_a_signature_is_read():
    head = ["Tên mô hình", "Đơn vị", "Lĩnh vực", "Cơ quan chủ trì"]
    table = [head, ["Bí thư chi bộ gương mẫu", "Xã Tiên Ngoại", "Kinh tế", "Ban Thường vụ Hội"]]
    assert read(table).rows == [draft(2, "Bí thư chi bộ gương mẫu", leading_body="Ban Thường vụ Hội")]


def test_hidden_rows_are_read_and_reported():
    found = read([HEAD, ROW, [2, "Nhà sạch", *ROW[2:]]], hidden_rows=[3])
    assert found.rows == [draft(2, "Đường hoa"), draft(3, "Nhà sạch")]
    assert found.warnings == ["Các dòng đang ẩn trong tệp vẫn được đọc: 3."]


@pytest.mark.parametrize(
    ("above", "heading", "kind"),
    [
        ([], "Tên mô hình", "mo_hinh"),
        ([], "Tên điển hình", "dien_hinh"),
        ([], "Tên mô hình, điển hình", None),
        (["DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO"], "Tên", "mo_hinh"),
        (["DANH SÁCH ĐIỂN HÌNH DÂN VẬN KHÉO"], "Tên", "dien_hinh"),
        (["DANH SÁCH MÔ HÌNH, ĐIỂN HÌNH"], "Tên", None),
        (["DANH SÁCH ĐIỂN HÌNH"], "Tên mô hình", "mo_hinh"),
        (["DANH SÁCH MÔ HÌNH"], "Tên mô hình, điển hình", None),
        (["Xã điển hình của tỉnh"], "Tên", None),
    ],
)
def test_kind_defaults_only_where_heading_or_title_says_it(above, heading, kind):
    found = read(
        [
            *([line] for line in above),
            [heading, "Đơn vị", "Lĩnh vực", "Đối tượng"],
            ["Đường hoa", "Xã Tiên Ngoại", "KT", "Tập thể"],
        ]
    )
    if kind:
        assert [row.kind for row in found.rows] == [kind]
        label = {"mo_hinh": "mô hình", "dien_hinh": "điển hình"}[kind]
        assert f"Bảng không có cột loại hình; tất cả được hiểu là {label} theo tên cột hoặc tên bảng." in found.warnings
    else:
        reason = "chưa ghi loại hình; hãy ghi một trong các loại: Mô hình, Điển hình."
        assert found.refused == [Refusal(len(above) + 2, "Loại hình", "", reason)]


def test_empty_cell_in_a_kind_column_is_no_default():
    head = ["Tên mô hình", "Đơn vị", "Lĩnh vực", "Loại hình", "Đối tượng"]
    found = read(
        [head, ["Đường hoa", "Xã Tiên Ngoại", "KT", "Mô hình", "Tập thể"], ["Nhà sạch", "Xã Tiên Ngoại", "KT", None, "Tập thể"]]
    )
    assert [one.column for one in found.refused] == ["Loại hình"]


def test_title_of_the_sheet_says_the_field():
    table = [
        ["DANH SÁCH MÔ HÌNH TRÊN LĨNH VỰC QUỐC PHÒNG - AN NINH"],
        ["STT", "Tên mô hình", "Đơn vị"],
        [1, "Camera", "Xã Tiên Ngoại"],
    ]
    assert [row.field for row in read(table).rows] == ["defence_security"]
    assert [
        row.field for row in read([["STT", "Tên mô hình", "Đơn vị"], [1, "Camera", "Xã Tiên Ngoại"]], title="Kinh tế").rows
    ] == ["economy"]


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


def test_exemplars_of_one_title_differ_by_their_holder_and_kinds_by_themselves():
    head, told = [*HEAD, "Họ và tên"], ["Người tốt việc tốt", *ROW[2:4]]
    table = [
        head,
        [1, *told, "Điển hình", "Cá nhân", "Ông Cá nhân 01"],
        [2, *told, "Điển hình", "Cá nhân", "Bà Cá nhân 02"],
        [3, *told, "Mô hình", "Tập thể", None],
        [4, *told, "Điển hình", "Cá nhân", "ông CÁ NHÂN 01"],
        [5, *told, "Mô hình", "Tập thể", "Chi hội 5"],
    ]
    found = read(table)
    assert [row.number for row in found.rows] == [2, 3, 4]
    assert [(one.row, one.reason[:36]) for one in found.refused] == [
        (5, "trùng tên và đơn vị với dòng 2; hãy "),
        (6, "trùng tên và đơn vị với dòng 4; hãy "),
    ]


def test_short_field_of_a_row_without_number_is_no_signature():
    rows = [["Đường hoa", "Xã Lạ", "KT", "MH", "TT"], ["Nhà sạch", "Xã Tiên Ngoại", "KT", "MH", "TT"]]
    found = read([HEAD[1:], *rows, [None, None, "KT. CHỦ TỊCH"], [None, None, "PHÓ CHỦ TỊCH"]])
    assert [(one.row, one.column, one.value) for one in found.refused] == [(2, "Đơn vị", "Xã Lạ")]
    assert [row.number for row in found.rows] == [3]
    assert found.warnings == ["Không đọc phần chữ ký, ghi chú dưới bảng: dòng 4, 5."]


def test_title_merged_over_the_units_that_share_it():
    table = [HEAD[1:], ["Đường hoa", *ROW[2:]], [None, "Phường Hòa Mạc", "KT", "MH", "TT"]]
    found = read(table, merges=[(2, 1, 3, 1)])
    assert [(row.number, row.title, row.unit_code) for row in found.rows] == [
        (2, "Đường hoa", "gso2024-1"),
        (3, "Đường hoa", "gso2024-2"),
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


def test_names_of_the_json_head_a_list():
    found = read(
        [["title", "unit", "field", "kind", "subject"], ["Đường hoa", "Xã Tiên Ngoại", "economy", "mo_hinh", "collective"]]
    )
    assert found.rows == [draft(2, "Đường hoa")]


def test_same_title_and_unit_twice_is_refused_naming_the_first():
    found = read([HEAD, ROW, [2, "ĐƯỜNG  HOA", *ROW[2:]], [3, "Đường hoa", "Phường Hòa Mạc", *ROW[3:]]])
    reason = "trùng tên và đơn vị với dòng 2; hãy xoá một dòng, hoặc sửa tên nếu là hai mô hình khác nhau."
    assert found.refused == [Refusal(3, "Tên mô hình, điển hình", "ĐƯỜNG HOA", reason)]
    assert [row.number for row in found.rows] == [2, 4]


@pytest.mark.parametrize(
    ("title", "family"),
    [("VËn ®éng nh©n d©n hiÕn ®Êt lµm ®­êng", "TCVN3"), ("Vaän ñoäng nhaân daân hieán ñaát laøm ñöôøng", "VNI")],
)
def test_legacy_font_is_refused_by_row_naming_the_family(title, family):
    found = read([HEAD, ROW, [2, title, *ROW[2:]]])
    reason = f"chữ gõ bằng phông cũ ({family}), không phải Unicode; hãy chuyển mã sang Unicode bằng UniKey rồi gửi lại."
    assert found.refused == [Refusal(3, "Tên mô hình, điển hình", title, reason)]
    assert found.rows == [draft(2, "Đường hoa")]


def test_whole_sheet_in_a_legacy_font_is_unreadable():
    with pytest.raises(UnreadableSheet, match=r"phông chữ cũ \(TCVN3\)"):
        read([["Tªn m« h×nh", "§¬n vÞ", "LÜnh vùc"], ["§­êng hoa", "X· Tiªn Ngo¹i", "Kinh tÕ"]])


@pytest.mark.parametrize("table", [[], [["Xin chào"]], [["Họ tên"], ["x"]], [["Đơn vị", "Lĩnh vực"], ["a", "b"]]])
def test_sheet_without_headings_is_unreadable(table):
    with pytest.raises(UnreadableSheet, match="không có dòng tiêu đề nhận ra được"):
        read(table or [[None]])


def test_list_without_rows_is_said():
    assert read([HEAD]).warnings == ["Bảng không có dòng mô hình nào dưới tiêu đề."]


def test_first_list_is_read_others_are_named_and_can_be_asked_for():
    more = {"Hướng dẫn": [HEAD, [1, "Ví dụ", *ROW[2:]]], "Bổ sung": [HEAD, [1, "Nhà sạch", *ROW[2:]]]}
    found = read([HEAD, ROW], more=more)
    assert found.rows == [draft(2, "Đường hoa")]
    assert found.warnings == ["Chỉ đọc trang tính «Danh sách»; các trang «Bổ sung» cũng có bảng, hãy nhập từng trang."]
    assert read([HEAD, ROW], more=more, sheet="Bổ sung").rows == [draft(2, "Nhà sạch")]


def test_hidden_list_is_read_when_it_is_the_only_one():
    found = read(None, name="ds.ods", data=as_ods([HEAD, ROW], hidden=True))
    assert found.rows == [draft(2, "Đường hoa")]
    assert found.warnings == ["Trang tính «Danh sách» đang ẩn trong tệp."]


def test_titles_under_the_two_subjects():
    table = [
        ["STT", "Tên mô hình", None, "Đơn vị", "Lĩnh vực"],
        [None, "Tập thể", "Cá nhân", None, None],
        [1, "Đường hoa", None, "Xã Tiên Ngoại", "KT"],
        [2, None, "Nuôi ong lấy mật", "Xã Tiên Ngoại", "KT"],
    ]
    assert read(table, merges=[(1, 2, 1, 3)]).rows == [draft(3, "Đường hoa"), draft(4, "Nuôi ong lấy mật", subject="individual")]


def test_unknown_headings_are_understood_by_their_cells():
    table = [
        ["STT", "Tên MH, ĐH", "Nơi ghi danh", "Thuộc LV", "Dạng", "Là"],
        [1, "Đường hoa", "Xã Tiên Ngoại", "KT", "MH", "TT"],
        [2, "Cá nhân 01", "Xã Tiên Ngoại", "KT", "ĐH", "CN"],
    ]
    found = read(table)
    assert found.rows == [draft(2, "Đường hoa"), draft(3, "Cá nhân 01", kind="dien_hinh", subject="individual")]
    assert found.warnings == [
        "Cột «Nơi ghi danh» được hiểu là đơn vị theo nội dung các ô.",
        "Cột «Thuộc LV» được hiểu là lĩnh vực theo nội dung các ô.",
        "Cột «Dạng» được hiểu là loại hình theo nội dung các ô.",
        "Cột «Là» được hiểu là đối tượng theo nội dung các ô.",
    ]


def test_holder_column_that_holds_subjects():
    table = [["Tên mô hình", "Đơn vị", "Lĩnh vực", "Chủ thể thực hiện"], ["Đường hoa", "Xã Tiên Ngoại", "KT", "Hộ gia đình"]]
    assert read(table).rows == [draft(2, "Đường hoa", subject="household")]


def test_row_of_data_is_never_the_heading():
    with pytest.raises(UnreadableSheet):
        read([["A", "B", "C", "D"], [1, "Mô hình", "Kinh tế", "Tập thể"]])


def test_unknown_columns_are_named():
    assert read([[*HEAD, "Mã nội bộ", "Thời gian"], [*ROW, "A1", "2024"]]).warnings == ["Không dùng các cột: «Mã nội bộ»."]


def test_of_two_money_columns_the_total_is_read():
    head = [*HEAD, "Kinh phí Nhà nước (đồng)", "Tổng kinh phí (đồng)"]
    found = read([head, [*ROW, 5_000_000, 9_000_000]])
    assert found.rows[0].results == {"dong": Decimal(9_000_000)}
    assert len(found.warnings) == 1


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


ANYTHING = st.one_of(
    st.none(),
    st.integers(-10, 10**6),
    st.booleans(),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.sampled_from(
        [
            *(one for headings in HEADINGS.values() for one in headings),
            "I",
            "A.",
            "x",
            "Kinh tế",
            "Xã Tiên Ngoại",
            "Tổng cộng",
            "=1+1",
            "#REF!",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(ANYTHING, min_size=1, max_size=7), min_size=1, max_size=9),
    st.lists(st.tuples(*[st.integers(1, 7)] * 4), max_size=2),
)
def test_any_table_is_read_or_refused_in_words(table, corners):
    merges = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in corners if (a, b) != (c, d)]
    try:
        found = read(table, merges=merges[:1])
    except UnreadableSheet:
        return
    numbers = [row.number for row in found.rows]
    assert numbers == sorted(set(numbers))
    assert not set(numbers) & {one.row for one in found.refused}
    for row in found.rows:
        assert 0 < len(row.title) <= 300
        assert row.unit_code
        assert row.kind in KIND_WORDS.values()
        assert row.subject in SUBJECT_WORDS.values()
        assert row.field
    assert all(one.reason.endswith(".") for one in found.refused)


TITLES = st.text(
    st.sampled_from("abcdeghiklmnopqrstuvxyàảãáạăắâấđèéêếìíòóôốơớùúưứýABCĐ 0123456789,.()«»-"), min_size=4, max_size=60
)
FIELD_WORDS = {"Kinh tế": "economy", "VH-XH": "culture_society", "QP-AN": "defence_security", "HTCT": "political_system"}
KIND_WORDS = {"Mô hình": "mo_hinh", "Điển hình": "dien_hinh"}
SUBJECT_WORDS = {"Tập thể": "collective", "Cá nhân": "individual", "Hộ gia đình": "household"}
UNIT_WORDS = {"Xã Tiên Ngoại": "gso2024-1", "Phường Hòa Mạc": "gso2024-2"}


@st.composite
def tables(draw):
    keys = draw(st.permutations(["title", "unit", "field", "kind", "subject", "households", "dong", "self_score"]))
    headings = {key: draw(st.sampled_from(HEADINGS[key])) for key in keys}
    titles = draw(
        st.lists(
            TITLES.map(tidy).filter(lambda text: sum(ch.isalpha() for ch in text) > 3), min_size=1, max_size=5, unique_by=fold
        )
    )
    rows = [
        {
            "title": title,
            "unit": draw(st.sampled_from(sorted(UNIT_WORDS))),
            "field": draw(st.sampled_from(sorted(FIELD_WORDS))),
            "kind": draw(st.sampled_from(sorted(KIND_WORDS))),
            "subject": draw(st.sampled_from(sorted(SUBJECT_WORDS))),
            "households": draw(st.integers(0, 5000)),
            "dong": draw(st.integers(1, 9000)) * 1_000_000,
            "self_score": draw(st.integers(0, 200)) / 2,
        }
        for title in titles
    ]
    leading = draw(st.integers(0, 4))
    numbered = draw(st.booleans())
    return keys, headings, rows, leading, numbered


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from(["xlsx", "ods", "csv"]))
def test_any_list_reads_back_whatever_its_headings_order_and_kind_of_file(table, kind_of_file):
    keys, headings, rows, leading, numbered = table
    assume(not any(row["title"].startswith("=") for row in rows))
    above = [["UBND XÃ TIÊN NGOẠI"], [], ["DANH SÁCH ĐĂNG KÝ NĂM 2024"], []][:leading]
    # A sum under «triệu đồng» would mean something else: the column is headed in đồng here.
    headings = headings | {"dong": headings["dong"].replace("triệu đồng", "đồng")}
    front = ["STT"] if numbered else []
    written = [*above, [*front, *(headings[key] for key in keys)]]
    written += [[*([str(number)] if numbered else []), *(row[key] for key in keys)] for number, row in enumerate(rows, 1)]
    if kind_of_file == "csv":
        written = [[str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in row] for row in written]
    writer = {"xlsx": as_xlsx, "ods": as_ods, "csv": as_csv}[kind_of_file]
    found = read_initiatives(f"ds.{kind_of_file}", writer(written), find_unit, USUAL)
    assert found.refused == []
    assert found.rows == [
        DraftRow(
            number=leading + 1 + number,
            title=row["title"],
            unit_text=row["unit"],
            unit_code=UNIT_WORDS[row["unit"]],
            body_code="",
            field=FIELD_WORDS[row["field"]],
            kind=KIND_WORDS[row["kind"]],
            subject=SUBJECT_WORDS[row["subject"]],
            results={"households": Decimal(row["households"]), "dong": Decimal(row["dong"])},
            self_score=Decimal(str(row["self_score"])),
        )
        for number, row in enumerate(rows, 1)
    ]
