"""Files: every place where a value may stand is read, and nothing of a masked value is left in the copy."""

import io
import zipfile
from datetime import date

import docx
import openpyxl
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from pypdf import PdfWriter

from kheo.democracy.sensitive import look_at_file, look_at_text, mask_file, mask_text
from kheo.democracy.sensitive.masking import CannotMaskError
from kheo.democracy.sensitive.passages import LONG_PDF, SCAN, SLIDES, UNREADABLE_PDF
from kheo.democracy.sensitive.unread import PICTURES
from kheo.foundation.uploads.checks import Checked
from tests.democracy.sensitive.papers import checked, pdf_of, saved

IDENTITY, PHONE = "036075001234", "0912345678"


def kinds(look):
    return [one.kind for one in look.findings]


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "ignore")


def word():
    """A paragraph in pieces, a table with heads, a page's head, a text box's like."""
    document = docx.Document()
    paragraph = document.add_paragraph("Ông A, CCCD 0360")
    paragraph.add_run("7500").bold = True
    paragraph.add_run("1234 và nhiều lời khác")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Họ tên", "Ngày sinh", "Số điện thoại"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("Người số 1", "02/9/1975", PHONE), strict=True):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = "Liên hệ ca.nhan01@example.com"
    return document


def sheet():
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Danh sách"
    page.append(["STT", "Họ và tên", "Số CCCD", "Điện thoại", "Ngày sinh", "Số tiền"])
    page.append([1, "Người số 1", 36075001234, 912345678, date(1975, 9, 2), 912345600])
    page.append([2, "Người số 2", IDENTITY, PHONE, "02/9/1975", 1_000_000])
    page["B2"].comment = Comment(f"gọi {PHONE}", "x")
    page["G2"] = '=C3&" (điện thoại "&D3&")"'
    return book


def test_word_is_read_in_pieces_tables_and_heads_of_pages():
    look = look_at_file(checked("danh-sach.docx", saved(word())))
    assert kinds(look) == ["identity", "birth", "telephone", "mail"]
    assert [one.place for one in look.findings] == [
        "Văn bản, đoạn 1", "Văn bản, đoạn 6", "Văn bản, đoạn 7", "Đầu trang, đoạn 1",
    ]  # fmt: skip
    assert not any(IDENTITY in f"{one.before}{one.shown}{one.after}" for one in look.findings)


def test_word_copy_keeps_all_but_what_was_masked():
    source = checked("danh-sach.docx", saved(word()))
    look = look_at_file(source)
    copy = mask_file(source, look, look.findings)
    paragraphs = docx.Document(io.BytesIO(copy)).paragraphs
    assert paragraphs[0].text == "Ông A, CCCD xxxxxxxxx234 và nhiều lời khác"
    assert [run.bold for run in paragraphs[0].runs] == [None, True, None]
    assert not any(value in unpacked(copy) for value in (IDENTITY, PHONE, "02/9", "ca.nhan01@"))
    assert kinds(look_at_file(checked("che.docx", copy))) == []


def test_one_masked_the_other_kept():
    source = checked("danh-sach.docx", saved(word()))
    look = look_at_file(source)
    copy = mask_file(source, look, [look.findings[0]])
    assert kinds(look_at_file(checked("che.docx", copy))) == ["birth", "telephone", "mail"]


def test_word_with_the_value_hidden_in_a_link_is_not_called_clean():
    document = word()
    document.part.relate_to("mailto:ca.nhan01@example.com", RT.HYPERLINK, is_external=True)
    source = checked("lien-ket.docx", saved(document))
    look = look_at_file(source)
    assert look.findings[-1].place == "Liên kết («word/_rels/document.xml.rels»), chỗ 1"
    with pytest.raises(CannotMaskError, match="còn nằm ở một chỗ khác"):
        mask_file(source, look, look.findings[:-1])
    assert "ca.nhan01" not in unpacked(mask_file(source, look, look.findings))


def test_sheet_is_read_by_the_heads_of_its_columns_and_money_is_left_alone():
    look = look_at_file(checked("danh-sach.xlsx", saved(sheet())))
    assert [(one.kind, one.place) for one in look.findings] == [
        ("identity", "Trang «Danh sách», ô C2"), ("telephone", "Trang «Danh sách», ô D2"), ("birth", "Trang «Danh sách», ô E2"),
        ("identity", "Trang «Danh sách», ô C3"), ("telephone", "Trang «Danh sách», ô D3"), ("birth", "Trang «Danh sách», ô E3"),
        ("telephone", "Ghi chú, hình vẽ trong bảng tính, đoạn 1"),
    ]  # fmt: skip


def test_sheet_copy_holds_values_alone_and_no_comments():
    source = checked("danh-sach.xlsx", saved(sheet()))
    look = look_at_file(source)
    copy = mask_file(source, look, look.findings)
    page = openpyxl.load_workbook(io.BytesIO(copy)).active
    assert [cell.value for cell in page[2][:6]] == [1, "Người số 1", "xxxxxxxx234", "xxxxxx678", "xx/xx/1975", 912345600]
    assert page["B2"].comment is None
    assert kinds(look_at_file(checked("che.xlsx", copy))) == []


def test_sheet_where_the_same_number_was_kept_elsewhere_is_not_called_clean():
    book = sheet()
    book.create_sheet("Trang hai")["A1"] = f"CCCD {IDENTITY}"
    source = checked("danh-sach.xlsx", saved(book))
    look = look_at_file(source)
    with pytest.raises(CannotMaskError, match="chỗ bạn chọn giữ"):
        mask_file(source, look, [one for one in look.findings if one.place.endswith("C3")])


def test_a_sheet_too_large_is_not_masked(monkeypatch):
    monkeypatch.setattr("kheo.democracy.sensitive.masking.MOST_CELLS", 3)
    source = checked("danh-sach.xlsx", saved(sheet()))
    look = look_at_file(source)
    with pytest.raises(CannotMaskError, match="quá lớn"):
        mask_file(source, look, look.findings)


def test_plain_text_and_separated_values():
    source = checked("a.txt", f"CCCD {IDENTITY}\ntiền 912.345.678 đồng".encode())
    look = look_at_file(source)
    assert kinds(look) == ["identity"]
    assert mask_file(source, look, look.findings).decode() == "CCCD xxxxxxxxx234\ntiền 912.345.678 đồng"
    assert kinds(look_at_file(checked("a.txt", f"CCCD {IDENTITY}".encode("utf-16")))) == ["identity"]
    assert kinds(look_at_file(checked("a.csv", f"Họ tên,Điện thoại\nNgười 1,{PHONE}\n".encode()))) == ["telephone"]


def test_text_pdf_is_read_and_never_masked():
    source = checked("a.pdf", pdf_of(f"CCCD {IDENTITY}", ""))
    look = look_at_file(source)
    assert [(one.kind, one.place) for one in look.findings] == [("identity", "Trang 1, dòng 1")]
    assert look.unread == ("Trang 2 của tệp PDF không có chữ để đọc (có thể là ảnh quét): tự xem lại.",)
    with pytest.raises(CannotMaskError, match="ô đen"):
        mask_file(source, look, look.findings)


def test_scans_and_what_the_machine_cannot_read_are_said():
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    assert look_at_file(checked("quet.pdf", saved_pdf(writer))).unread == (SCAN,)
    broken = Checked("x.pdf", "application/pdf", "pdf", 5, "0", b"%PDF-1.4 hong")
    assert look_at_file(broken).unread == (UNREADABLE_PDF,)
    slides = Checked("x.pptx", "application/octet-stream", "pptx", 5, "0", b"PK")
    assert look_at_file(slides).unread == (SLIDES,)
    photograph = Checked("x.jpg", "image/jpeg", "jpg", 5, "0", b"\xff\xd8")
    assert look_at_file(photograph).unread == (SCAN,)


def saved_pdf(writer):
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def test_a_very_long_pdf_says_how_far_it_was_read(monkeypatch):
    answer = b'{"pages": ["mot trang"], "left": 7, "beside": [], "attached": false, "odd": false, "former": [], "pictures": [0],'
    answer += b' "fonts": [false], "hidden": {}}'
    monkeypatch.setattr("kheo.democracy.sensitive.passages.work_apart", lambda _module, _data: answer)
    assert look_at_file(Checked("x.pdf", "application/pdf", "pdf", 5, "0", b"%PDF-1.4")).unread == (LONG_PDF,)


def test_pictures_in_a_document_are_said(tmp_path):
    from PIL import Image  # noqa: PLC0415  only this test draws

    path = tmp_path / "a.png"
    Image.new("RGB", (8, 8)).save(path)
    document = word()
    document.add_picture(str(path))
    assert look_at_file(checked("co-anh.docx", saved(document))).unread == (f"{PICTURES}. Có 1 ảnh: Văn bản, đoạn 8.",)


def test_context_never_shows_another_value():
    look = look_at_text(f"CCCD {IDENTITY}, ĐT {PHONE}, STK 19034567890123")
    around = " ".join(one.before + one.shown + one.after for one in look.findings)
    assert not any(value in around for value in (IDENTITY, PHONE, "19034567890123"))


def test_days_of_birth_in_the_rows_of_a_list_under_its_head():
    look = look_at_text("STT  Họ tên  Ngày sinh\n1. Người A 02/9/1975\nHọp ngày 02/9/2026")
    assert [(one.kind, one.is_doubtful) for one in look.findings] == [("birth", True)]


@given(st.text(max_size=300))
def test_any_text_is_looked_through_and_masking_all_leaves_its_length(text):
    look = look_at_text(text)
    copy = mask_text(text, look.findings)
    assert len(copy) == len(text)
    assert all(text[at] == copy[at] or copy[at] == "x" for at in range(len(text)))


@given(st.integers(0, 99), st.integers(0, 10**6 - 1), st.sampled_from(["", " ", "."]))
def test_every_identity_number_in_any_spelling_is_found(year, rest, between):
    digits = f"0360{year:02d}{rest:06d}"
    written = between.join((digits[:3], digits[3:6], digits[6:9], digits[9:]))
    assert kinds(look_at_text(f"Ông A, {written}, xã B")) == ["identity"]


@given(st.integers(10**8, 10**15))
def test_no_sum_of_money_is_ever_taken_for_somebody(value):
    assert kinds(look_at_text(f"Kinh phí {value:,} đồng".replace(",", "."))) == []
