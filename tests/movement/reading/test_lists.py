"""Several lists in one file, and cells typed in old fonts among others."""

import pytest

from kheo.foundation.sheets import UnreadableSheet
from tests.foundation.encodings.typed import in_nfd, in_tcvn3, in_viqr, in_vni
from tests.foundation.sheets.test_word_tables import document
from tests.movement.reading.lists import HEAD, ROW, draft, read

TITLES = [
    "Vận động nhân dân hiến đất làm đường",
    "Đường hoa nông thôn mới",
    "Ngõ xanh tự quản",
    "Tổ liên gia an toàn",
    "Nhà sạch",
]
TYPED = [str, in_tcvn3, in_vni, in_viqr, in_nfd]
ENCODINGS = ["unicode", "tcvn3", "vni", "viqr", "nfd"]


def test_rows_typed_in_every_family_are_read_from_one_sheet():
    pairs = zip(TITLES, TYPED, strict=True)
    table = [HEAD, *([1, typed(title), typed("Xã Tiên Ngoại"), *ROW[3:]] for title, typed in pairs)]
    found = read(table)
    assert found.refused == []
    assert [(row.title, row.unit_code, row.encoding) for row in found.rows] == [
        (title, "gso2024-1", encoding) for title, encoding in zip(TITLES, ENCODINGS, strict=True)
    ]
    told = [(one.row, one.column, one.before, one.after, one.encoding) for one in found.conversions if one.row == 3]
    assert told == [
        (3, 1, in_tcvn3(TITLES[1]), TITLES[1], "tcvn3"),
        (3, 2, in_tcvn3("Xã Tiên Ngoại"), "Xã Tiên Ngoại", "tcvn3"),
    ]
    assert {one.confidence >= 0.95 for one in found.conversions} == {True}


def test_headings_and_group_rows_may_be_in_an_old_font_too():
    found = read(
        [
            [in_tcvn3(one) for one in ("STT", "Tên mô hình", "Đơn vị")],
            ["I", in_tcvn3("Lĩnh vực kinh tế")],
            [1, in_tcvn3("Mô hình đường hoa"), in_tcvn3("Xã Tiên Ngoại")],
        ]
    )
    assert [(row.title, row.field) for row in found.rows] == [("Mô hình đường hoa", "economy")]
    assert [(one.row, one.after) for one in found.conversions if one.row == 2] == [(2, "Lĩnh vực kinh tế")]


def test_a_mixed_row_goes_by_its_title_else_by_most_of_its_cells():
    head = [*HEAD, "Cơ quan chủ trì", "Tóm tắt"]
    found = read(
        [
            head,
            [1, in_vni("Đường hoa nông thôn mới"), in_tcvn3("Xã Tiên Ngoại"), *ROW[3:], in_tcvn3("Hội Phụ nữ xã"), ""],
            [2, "Xanh Green", in_tcvn3("Xã Tiên Ngoại"), *ROW[3:], in_tcvn3("Hội Phụ nữ xã"), in_vni("Trồng hoa hai bên đường")],
        ]
    )
    assert [row.encoding for row in found.rows] == ["vni", "tcvn3"]


def in_old_font(*cells):
    return [in_tcvn3(cell) if isinstance(cell, str) else cell for cell in cells]


def test_a_doubtful_cell_holds_its_row_back_until_somebody_says_what_it_means():
    table = [HEAD, in_old_font(1, "Vận động hiến đất", *ROW[2:]), in_old_font(2, "Phú", *ROW[2:])]
    found = read(table)
    [doubt] = found.refused
    assert (doubt.row, doubt.column, doubt.value, doubt.is_doubt) == (3, HEAD[1], "Phó", True)
    assert doubt.reason.startswith("chuyển mã TCVN3 (ABC) chưa chắc (")
    assert [row.title for row in found.unfinished] == ["Phú"]
    [key] = [one.key for one in found.conversions if one.is_doubtful]
    for said in ("Phú", "Phó", "Phù Vân"):
        decided = read(table, decided={key: said})
        assert (decided.refused, [row.title for row in decided.rows]) == ([], ["Vận động hiến đất", said])


def test_one_odd_word_in_a_file_of_unicode_stays_and_is_told():
    found = read([HEAD, ROW, [2, "Héi", *ROW[2:]], [3, "Đường xanh", *ROW[2:]]])
    assert [row.title for row in found.rows] == ["Đường hoa", "Héi", "Đường xanh"]
    told = "dòng 3 «Héi» (TCVN3 (ABC): «Hội»). Nếu đúng là phông cũ thì gõ lại ô đó."
    assert found.warnings == [f"Có ô có thể gõ bằng phông cũ, giữ nguyên như trong tệp: {told}"]


def test_every_sheet_with_a_list_is_read_and_the_others_are_named():
    more = {
        "Hướng dẫn": [HEAD, [1, "Ví dụ", *ROW[2:]]],
        "Bổ sung": [HEAD, [1, "Nhà sạch", *ROW[2:]], [2, "ĐƯỜNG HOA", *ROW[2:]]],
        "Trống": [],
        "Liên hệ": [["Điện thoại", "123"]],
    }
    found = read([HEAD, ROW], more=more)
    assert found.rows == [draft(2, "Đường hoa", sheet="Danh sách"), draft(2, "Nhà sạch", sheet="Bổ sung")]
    assert found.warnings == [
        "Bổ sung: các dòng đã có ở bảng trước, chỉ lấy một lần: 3 (như dòng 2 của «Danh sách»).",
        "Không đọc: «Liên hệ» (không có dòng tiêu đề của danh sách).",
    ]
    assert read([HEAD, ROW], more=more, sheet="Bổ sung").rows == [draft(2, "Nhà sạch"), draft(3, "ĐƯỜNG HOA")]


def test_refusals_of_several_sheets_say_which():
    found = read([HEAD, ROW], more={"Hai": [HEAD, [1, "Nhà sạch", "Xã Không Có", *ROW[3:]]]})
    assert [(one.sheet, one.row, one.column) for one in found.refused] == [("Hai", 2, "Đơn vị")]
    assert [(row.sheet, row.number) for row in found.unfinished] == [("Hai", 2)]


ITEMS = {"situation": "Tình hình và lý do", "content": "Nội dung, cách làm", "time": "Thời gian", "forces": "Lực lượng"}


def test_items_of_the_form_are_read_by_their_labels():
    head = [*HEAD, "Phiếu: Nội dung, cách làm", "Phiếu: Thời gian", "Phiếu: Mục của nơi khác"]
    [row] = read([head, [*ROW, "Bước một\n\n  Bước hai ", "Cả năm", "bỏ"]], items=ITEMS).rows
    assert (row.answers, row.summary) == ({"content": "Bước một\nBước hai", "time": "Cả năm"}, "")


def test_labels_alone_are_items_where_they_say_nothing_else_or_the_whole_form_is_there():
    few = read([[*HEAD, "Nội dung, cách làm", "Thời gian"], [*ROW, "Trồng hoa", "Quý I"]], items=ITEMS).rows[0]
    assert (few.summary, few.answers) == ("Trồng hoa", {"time": "Quý I"})
    many = read([[*HEAD, "Nội dung, cách làm", "Thời gian", "Lực lượng"], [*ROW, "Trồng hoa", "Quý I", "Phụ nữ"]], items=ITEMS)
    assert (many.rows[0].summary, many.rows[0].answers) == ("", {"content": "Trồng hoa", "time": "Quý I", "forces": "Phụ nữ"})


def test_novelty_leading_kind_and_the_unit_by_its_code():
    head = [*HEAD, "Mới hay tiếp tục", "Bên chủ trì", "Mã đơn vị"]
    found = read(
        [head, [*ROW, "Tiếp tục từ năm trước", "Đoàn thể", "phường hòa mạc"], [2, "Nhà sạch", *ROW[2:], "", "-", "0000"]]
    )
    assert [(row.novelty, row.leading_kind, row.unit_code) for row in found.rows] == [
        ("carried_on", "union", "gso2024-2"),
        ("", "", "gso2024-1"),
    ]
    [refused] = read([head, [*ROW, "chưa rõ lắm", "", ""]]).refused
    assert refused.reason == (
        "không rõ mới hay tiếp tục; hãy ghi một trong các loại: "
        "mới trong năm, đang hoạt động, nay đăng ký, tiếp tục từ năm trước."
    )


def test_a_file_without_a_list_says_so_whatever_its_font():
    with pytest.raises(UnreadableSheet, match="không có dòng tiêu đề nhận ra được"):
        read([[in_tcvn3("Danh bạ điện thoại")]])


def test_word_tables_are_read_with_their_title_merges_and_repeated_heads():
    head = ["TT", "Tên điển hình", "Đơn vị", "Đối tượng"]
    letterhead = [["UBND XÃ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]
    table = [head, ["1", "Ông A", "Xã Tiên Ngoại", "Cá nhân"], head, ["2", "Chi hội 01", "", "Tập thể"]]
    data = document(letterhead, table, above=["", "DANH SÁCH điển hình lĩnh vực kinh tế"])
    found = read(None, name="ds.docx", data=data)
    assert [(row.number, row.title, row.kind, row.field) for row in found.rows] == [(2, "Ông A", "dien_hinh", "economy")]
    assert [(one.row, one.column) for one in found.refused] == [(4, "Đơn vị")]
    assert found.warnings[-1] == "Không đọc: «Bảng 1» (không có dòng tiêu đề của danh sách)."


def test_a_table_that_word_broke_in_two_goes_on_under_the_first_head():
    head = [str(one) for one in HEAD]
    row = [str(one) for one in ROW]
    found = read(None, name="ds.docx", data=document([head, row], [["2", "Nhà sạch", *row[2:]]]))
    assert [(one.sheet, one.number, one.title) for one in found.rows] == [("Bảng 1", 2, "Đường hoa"), ("Bảng 2", 1, "Nhà sạch")]
    assert found.refused == []
