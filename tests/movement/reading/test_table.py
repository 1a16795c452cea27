from decimal import Decimal

import pytest

from kheo.foundation.sheets import UnreadableSheet
from kheo.movement.reading import DraftRow, Refusal, UnitMatch, read_initiatives
from tests.foundation.sheets.builders import as_csv, as_ods, as_xlsx
from tests.movement.reading.lists import HEAD, ROW, UNIT_NAMES, UNITS, USUAL, draft, read


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


def test_first_row_of_data_is_never_a_second_heading_line():
    table = [["Tên mô hình", "Đơn vị", "Lĩnh vực", "Đối tượng"], ["Đường hoa", "Xã Tiên Ngoại", "Kinh tế", "Tập thể"]]
    assert read(table).rows == [draft(2, "Đường hoa")]


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


def test_names_of_the_json_head_a_list():
    found = read(
        [["title", "unit", "field", "kind", "subject"], ["Đường hoa", "Xã Tiên Ngoại", "economy", "mo_hinh", "collective"]]
    )
    assert found.rows == [draft(2, "Đường hoa")]


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
