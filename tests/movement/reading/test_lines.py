from decimal import Decimal

from tests.movement.reading.lists import HEAD, ROW, draft, read


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


def test_numbered_rows_without_an_entry_are_passed_over():
    found = read([HEAD, ROW, [2], ["3."], ["=A4+1"]])
    assert ([row.number for row in found.rows], found.refused, found.warnings) == ([2], [], [])


def test_row_that_shares_cells_merged_from_above_is_no_group():
    table = [HEAD, ["I", *ROW[1:]], ["II", "Nhà sạch"], [None, "Ngõ sáng"]]
    found = read(table, merges=[(2, column, 4, column) for column in range(3, 7)])
    assert [row.title for row in found.rows] == ["Đường hoa", "Nhà sạch", "Ngõ sáng"]


def test_wrong_row_under_a_note_is_refused_and_not_left_out():
    found = read([HEAD[1:], ROW[1:], ["Ghi chú: mới đăng ký"], ["Nhà sạch", "Xã Lạ", "sạch", "khác", "ai đó"]])
    assert [(one.row, one.column) for one in found.refused] == [
        (4, "Đơn vị"),
        (4, "Loại hình"),
        (4, "Đối tượng"),
        (4, "Lĩnh vực"),
    ]


def test_hidden_rows_are_read_and_reported():
    found = read([HEAD, ROW, [2, "Nhà sạch", *ROW[2:]]], hidden_rows=[3])
    assert found.rows == [draft(2, "Đường hoa"), draft(3, "Nhà sạch")]
    assert found.warnings == ["Các dòng đang ẩn trong tệp vẫn được đọc: 3."]


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
