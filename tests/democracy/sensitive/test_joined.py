"""Values broken over lines, paragraphs and cells, and those whose word stands in the one before; columns of numbers are none."""

import io

import docx
import openpyxl
import pytest

from kheo.democracy.sensitive import look_at_file, look_at_text, mask_file, mask_text
from tests.democracy.sensitive.papers import checked, pdf_of, saved


def found(look):
    return [(one.kind, one.place, one.is_doubtful) for one in look.findings]


def copied(text):
    return mask_text(text, look_at_text(text).findings)


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("CCCD «0350 9000\n1234», cấp", "CCCD «xxxx xxxx\nx234», cấp"),
        ("CCCD 0350\n9000\n1234", "CCCD xxxx\nxxxx\nx234"),
        ("CCCD 0350\r\n9000\r\n\r\n1234", "CCCD xxxx\r\nxxxx\r\n\r\nx234"),
        ("CCCD số 036075-\n001234", "CCCD số xxxxxx-\nxxx234"),
        ("ĐT 0912 34\n5678", "ĐT xxxx xx\nx678"),
        ("ĐT O912 З4\n5678", "ĐT xxxx xx\nx678"),
        ("STK 1903 4567\n890123 tại ngân hàng", "STK xxxx xxxx\nxxx123 tại ngân hàng"),
        ("Số tài khoản:\n19034567890123", "Số tài khoản:\nxxxxxxxxxxx123"),
        ("sinh ngày 02/9/\n1975", "sinh ngày xx/x/\n1975"),
        ("sinh ngày 02 tháng 9 năm\n1975", "sinh ngày xx tháng x năm\n1975"),
        ("sinh ngày 02 tháng\n9 năm 1975", "sinh ngày xx tháng\nx năm 1975"),
        ("Ngày sinh:\n02/9/1975", "Ngày sinh:\nxx/x/1975"),
        ("sinh năm\n1987 tại xã", "sinh năm\nxxxx tại xã"),
        ("(SN\n1987)", "(SN\nxxxx)"),
        ("CMND/CCCD 036075001\n234", "CMND/CCCD xxxxxxxxx\n234"),
        ("CMND 168123456\n789 hộ", "CMND xxxxxx456\n789 hộ"),
        ("STK: 1903456789\n12 hộ", "STK: xxxxxxx789\n12 hộ"),
        ("STK: 1903456789\n120000 đồng", "STK: xxxxxxx789\n120000 đồng"),
        ("ĐT 0912345678\n12 hộ", "ĐT xxxxxxx678\n12 hộ"),
    ],
)
def test_a_value_of_two_lines_is_one_and_what_follows_is_left(text, copy):
    assert copied(text) == copy
    assert look_at_text(copy).findings == ()


@pytest.mark.parametrize(("text", "kind"), [("ông A 036075\n001234 xã B", "identity"), ("chị B 0356\n789012.", "telephone")])
def test_by_its_form_alone_it_is_asked_of(text, kind):
    assert found(look_at_text(text)) == [(kind, "Dòng 1 → Dòng 2", True)]


def test_around_it_stands_what_is_before_its_first_and_after_its_last_piece():
    [one] = look_at_text("Ông A, CCCD 0350 9000\n1234, ĐT 09").findings
    assert (one.before, one.shown, one.after) == ("Ông A, CCCD ", "xxxx xxxx x234", ", ĐT 09")


@pytest.mark.parametrize(
    "text",
    [
        "Tổng 912.345\n678.901 đồng",
        "Kinh phí 1.200.000\n300.000.000 đồng",
        "năm 2026\n12 hộ",
        "001\n002\n003\n004",
        "Mã thôn:\n001\n002\n003\n004",
        "036\n07500 1234",
        "Quyết định số 0356\n789012/QĐ-UBND",
        "Hợp đồng 0912\n345678 ngày 2/9",
        "mã 0912\n345678",
        "Điểm 08\n12345678 đồng",
        "Thửa 0123\n45678901 m2",
        "1. Hộ A nhận 0356\n2. Hộ B 789012",
        "Tổng số hộ 1.250\n036 075 001",
        "Tổng số tài khoản\n125000 tài khoản",
        "Đăng ký khai sinh\n12/3/2026",
        "Học sinh\n02/9/2026 khai giảng",
        "Học sinh khai giảng ngày 05 tháng 9 năm\n2026",
        "Tổng vệ sinh 12 tuyến đường\n1990 hộ tham gia",
        "Họp ngày 02/9/\n2026",
        "4111 1111\n1111\n1111",
        "thu 843.215.671\n176. Thu từ phí",
        "nhận 0912 345 6\n78. Hộ B",
        "0912 và 3\n45678",
    ],
)
def test_numbers_that_only_follow_each_other_are_none(text):
    assert found(look_at_text(text)) == []


def test_paragraphs_of_a_document_and_of_a_cell():
    document = docx.Document()
    document.add_paragraph("Ông A, CCCD 0350 9000")
    document.add_paragraph("1234, cấp năm 2021")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Họ tên", "Số CCCD", "Số tiền"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("Người 1", "0360 7500", "0370 7500"), strict=True):
        cell.text = text
        cell.add_paragraph("1234")
    source = checked("a.docx", saved(document))
    look = look_at_file(source)
    assert [(one.kind, one.shown) for one in look.findings] == [("identity", "xxxx xxxx x234"), ("identity", "xxxx xxxx x234")]
    copy = docx.Document(io.BytesIO(mask_file(source, look, look.findings)))
    assert [one.text for one in copy.paragraphs] == ["Ông A, CCCD xxxx xxxx", "x234, cấp năm 2021"]
    assert [one.text for one in copy.tables[0].rows[1].cells] == ["Người 1\n1234", "xxxx xxxx\nx234", "0370 7500\n1234"]


def row_of(*texts):
    document = docx.Document()
    for cell, text in zip(document.add_table(rows=1, cols=len(texts)).rows[0].cells, texts, strict=True):
        cell.text = text
    return checked("a.docx", saved(document))


@pytest.mark.parametrize(
    ("texts", "kinds"),
    [
        (("Số tài khoản", "19034567890123"), ["account"]),
        (("Năm sinh", "1987"), ["birth_year"]),
        (("Số CCCD:", *"036075001234"), ["identity"]),
        (("CMND/CCCD:", *"036075001234"), ["identity"]),
        (("Điện thoại", "0912", "345", "678"), ["telephone"]),
        (("Mã hồ sơ:", *"036075001234"), []),
        (("Số tiền", "036075", "001234"), []),
        (("Năm thành lập", "1987"), []),
    ],
)
def test_cells_of_a_row_are_read_by_the_word_before_them(texts, kinds):
    assert [one.kind for one in look_at_file(row_of(*texts)).findings] == kinds


def test_a_digit_to_a_cell_is_masked_cell_by_cell():
    source = row_of("Số CCCD:", *"036075001234")
    look = look_at_file(source)
    cells = docx.Document(io.BytesIO(mask_file(source, look, look.findings))).tables[0].rows[0].cells
    assert [cell.text for cell in cells] == ["Số CCCD:", *"xxxxxxxxx234"]


def book(*rows):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    return checked("a.xlsx", saved(made))


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ((("CCCD", "0350 9000\n1234"),), ["identity"]),
        ((("Họ tên", "CCCD"), ("A", "0350 9000"), (None, "1234")), ["identity"]),
        ((("Số CCCD:", *map(int, "036075001234")),), ["identity"]),
        ((("Số tài khoản", 19034567890123),), ["account"]),
        ((("Điện thoại", 912345678),), ["telephone"]),
        ((("Điện thoại", "0912", "345678"),), ["telephone"]),
        ((("Tổng số tài khoản", 125000),), []),
        ((("Thu", 36075, 1234),), []),
        ((("Mã", "0350 9000"), (None, "1234")), []),
        ((("CCCD",), ("0350",), ("9000",), ("1234",)), []),
        ((("CCCD", "Số tiền"), ("036075001234", 912345678), ("036075001235", 12)), ["identity", "identity"]),
    ],
)
def test_cells_of_a_sheet(rows, kinds):
    source = book(*rows)
    look = look_at_file(source)
    assert [one.kind for one in look.findings] == kinds
    if kinds:
        assert look_at_file(checked("b.xlsx", mask_file(source, look, look.findings))).findings == ()


def test_lines_of_a_pdf():
    look = look_at_file(checked("a.pdf", pdf_of("CCCD 0350 9000", "1234, cap nam 2021")))
    assert found(look) == [("identity", "Trang 1, dòng 1 → Trang 2, dòng 1", False)]
