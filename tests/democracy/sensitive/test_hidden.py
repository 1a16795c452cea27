"""What no page shows: told with its place, and left out of a copy when the office says so."""

import io
from html import unescape

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Link
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from kheo.democracy.sensitive import look_at_file, mask_file
from kheo.foundation.uploads.checks import check_upload
from tests.democracy.sensitive.papers import pdf_of
from tests.democracy.sensitive.test_beside import in_last_paragraph, odf, pdf, saved, unpacked, with_parts, word

SEEN = "Ai tải tệp về cũng mở ra xem được."
AUTHOR = "Người Soạn Minh Hoạ"


def checked(name, data):
    return check_upload(name, data, "evidence")


def notes(look):
    return [one.note for one in look.hidden]


def with_remark():
    document = word("Bình thường", "Ông A nhận 5 triệu")
    document.add_comment(document.paragraphs[1].runs, "Hỏi lại anh B hàng xóm", author=AUTHOR)
    document.core_properties.author = document.core_properties.last_modified_by = AUTHOR
    return saved(document)


CHANGED = (
    '</w:r><w:ins w:id="1" w:author="x"><w:r><w:t>thêm</w:t></w:r></w:ins><w:del w:id="2" w:author="x"><w:r>'
    '<w:delText>ông A nghiện</w:delText></w:r></w:del><w:moveFrom w:id="3"><w:r><w:t>dời</w:t></w:r></w:moveFrom><w:r>'
    '<w:rPr><w:b/><w:rPrChange w:id="4"><w:rPr/></w:rPrChange></w:rPr><w:t>hết</w:t>'
)
HIDDEN = '</w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn đi</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t>'
STYLED = (
    '</w:r><w:r><w:rPr><w:rStyle w:val="An"/></w:rPr><w:t>ẩn đi</w:t></w:r>'
    '<w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>hiện</w:t>'
)


def changed(xml=CHANGED):
    return with_parts(saved(word("Đoạn đầu.")), word__document_dot_xml=in_last_paragraph(xml))


def styled():
    style = '<w:style w:type="character" w:styleId="An"><w:name w:val="An"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    return with_parts(changed(STYLED), word__styles_dot_xml=lambda part: part.replace(b"</w:styles>", style.encode()))


def copied(data, *keys):
    source = checked("a.docx", data)
    copy = mask_file(source, look_at_file(source), (), keys)
    assert look_at_file(checked("b.docx", copy)).hidden == ()
    return copy


def test_remarks_are_told_and_leave_the_copy_with_who_wrote_them():
    look = look_at_file(checked("a.docx", with_remark()))
    assert notes(look) == [f"Tệp còn 1 nhận xét bên lề: lề trang. {SEEN}"]
    copy = copied(with_remark(), "comments")
    assert not any(word in unpacked(copy) for word in ("hàng xóm", AUTHOR, "comments.xml", "commentReference"))
    assert [one.text for one in docx.Document(io.BytesIO(copy)).paragraphs] == ["Bình thường", "Ông A nhận 5 triệu"]


def test_remarks_that_are_left_stay_and_the_author_s_name_never_does():
    source = checked("a.docx", with_remark())
    copy = mask_file(source, look_at_file(source), ())
    read = docx.Document(io.BytesIO(copy))
    assert [one.text for one in read.comments] == ["Hỏi lại anh B hàng xóm"]
    assert (read.core_properties.author, read.core_properties.last_modified_by) == ("", "")


def test_tracked_changes_are_told_and_taken_as_they_stand():
    assert notes(look_at_file(checked("a.docx", changed()))) == [
        "Tệp còn 3 chỗ sửa được theo dõi, chữ đã xoá vẫn nằm trong tệp: Văn bản, đoạn 1 (3 chỗ). " + SEEN
    ]
    copy = copied(changed(), "changes")
    assert docx.Document(io.BytesIO(copy)).paragraphs[0].text == "Đoạn đầu.thêmhết"
    assert not any(word in unpacked(copy) for word in ("nghiện", "dời", "rPrChange"))


def test_a_row_that_was_taken_out_is_gone():
    document = word("x")
    table = document.add_table(rows=2, cols=1)
    table.cell(0, 0).text, table.cell(1, 0).text = "còn", "bỏ"
    mark = table.rows[1]._tr.get_or_add_trPr()
    mark.append(mark.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}del", {}))
    source = checked("a.docx", saved(document))
    copy = mask_file(source, look_at_file(source), (), ("changes",))
    assert [row.cells[0].text for row in docx.Document(io.BytesIO(copy)).tables[0].rows] == ["còn"]


@pytest.mark.parametrize("data", [changed(HIDDEN), styled()], ids=["run", "style"])
def test_hidden_text_is_told_and_leaves_the_copy(data):
    assert notes(look_at_file(checked("a.docx", data))) == [f"Tệp có 1 đoạn chữ ẩn: Văn bản, đoạn 1. {SEEN}"]
    assert docx.Document(io.BytesIO(copied(data, "text"))).paragraphs[0].text == "Đoạn đầu.hiện"


def test_a_document_that_hides_nothing_is_told_of_nothing():
    assert look_at_file(checked("a.docx", saved(word("Bình thường")))).hidden == ()


def book(change):
    made = openpyxl.Workbook()
    page = made.active
    page.title = "Danh sách"
    for row in (("Họ tên", "Số tiền", "Ghi chú"), ("Người A", 5, "nợ"), ("Người B", 6, "khá")):
        page.append(row)
    change(made, page)
    return checked("a.xlsx", saved(made))


def hide_sheet(made, _page, state="hidden"):
    made.create_sheet("Nháp")["A1"] = "nháp"
    made["Nháp"].sheet_state = state


def hide_row(_made, page):
    page.row_dimensions[3].hidden = True
    page.row_dimensions[9].hidden = True


def hide_column(_made, page):
    page.column_dimensions["C"].hidden = True
    page.column_dimensions["F"].hidden = True


def remark(_made, page):
    page["A2"].comment = Comment("hỏi lại", "x")


@pytest.mark.parametrize(
    ("change", "key", "note", "left"),
    [
        (hide_sheet, "sheets", "Trang tính bị ẩn: «Nháp».", "nháp"),
        (hide_row, "rows", "1 dòng bị ẩn: trang «Danh sách», dòng 3.", "Người B"),
        (hide_column, "columns", "1 cột bị ẩn: trang «Danh sách», cột C.", "nợ"),
        (remark, "comments", "Bảng tính còn 1 ghi chú ở ô: góc ô.", "hỏi lại"),
    ],
)
def test_what_a_table_hides_is_told_and_leaves_the_copy(change, key, note, left):
    source = book(change)
    look = look_at_file(source)
    assert notes(look) == [f"{note} {SEEN}"]
    copy = mask_file(source, look, (), (key,))
    assert left in unescape(unpacked(source.data))
    assert left not in unescape(unpacked(copy))
    assert look_at_file(checked("b.xlsx", copy)).hidden == ()
    assert openpyxl.load_workbook(io.BytesIO(copy)).worksheets[0]["B2"].value == 5
    if key != "comments":  # an own note never goes into a copy: it was not masked
        assert left in unescape(unpacked(mask_file(source, look, ())))


def test_a_sheet_hidden_deeper_and_hidden_columns_of_any_number():
    assert notes(look_at_file(book(lambda made, page: hide_sheet(made, page, "veryHidden")))) == [
        f"Trang tính bị ẩn: «Nháp». {SEEN}"
    ]
    source = book(lambda _made, _page: None)

    def wide(part):
        hidden = b'<cols><col min="2" max="9999999" width="0"/><col hidden="1"/></cols><sheetData>'
        return part.replace(b"<sheetData>", hidden)

    look = look_at_file(checked("a.xlsx", with_parts(source.data, xl__worksheets__sheet1_dot_xml=wide)))
    assert notes(look) == [f"2 cột bị ẩn: trang «Danh sách», cột B; trang «Danh sách», cột C. {SEEN}"]


def test_a_table_that_hides_nothing_is_told_of_nothing():
    assert look_at_file(book(lambda made, _page: made.create_sheet("Trống"))).hidden == ()


T = 'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:o="o" xmlns:d="d"'


def test_an_open_document_tells_what_it_hides_and_reads_dates_apart_from_words():
    inner = (
        "<t:tracked-changes><t:changed-region/></t:tracked-changes><o:annotation><d:creator>A</d:creator><d:date>2026-11-30T10:00:00"
        '</d:date><t:p>0912345678</t:p></o:annotation><t:hidden-text/><o:text-properties t:display="none"/>'
    )
    look = look_at_file(checked("a.odt", odf("text", content_dot_xml=f"<o {T}>{inner}</o>")))
    assert notes(look) == [
        f"Tệp còn 1 nhận xét bên lề. {SEEN}", f"Tệp còn 1 chỗ sửa được theo dõi. {SEEN}", f"Tệp có 2 chỗ chữ ẩn. {SEEN}",
    ]  # fmt: skip
    assert [one.kind for one in look.findings] == ["telephone"]
    assert look_at_file(checked("a.odt", odf("text", content_dot_xml=f"<o {T}><t:p>x</t:p></o>"))).hidden == ()


def test_remarks_of_a_pdf_are_told_and_links_are_none():
    look = look_at_file(pdf(lambda one: one.add_annotation(0, FreeText(text="hỏi lại", rect=(0, 0, 9, 9)))))
    assert notes(look) == ["Tệp PDF còn 1 ghi chú, nhận xét trên trang. Ai tải tệp về cũng mở ra xem được."]
    assert look_at_file(pdf(lambda one: one.add_annotation(0, Link(url="https://example.com", rect=(0, 0, 9, 9))))).hidden == ()


def layered(writer):
    layer = writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/OCG")}))
    shown = DictionaryObject({NameObject("/OFF"): ArrayObject([layer])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject({NameObject("/D"): shown})


def test_layers_of_a_pdf_that_are_switched_off_are_told():
    assert notes(look_at_file(pdf(layered))) == ["Tệp PDF có 1 lớp bị ẩn. Ai tải tệp về cũng bật lên xem được."]


def grown(first, then):
    """A PDF of the line *first*, saved once more with *then* in its place."""
    writer = PdfWriter(io.BytesIO(pdf_of(first)), incremental=True)
    stream = writer.pages[0]["/Contents"].get_object()
    stream.set_data(f"BT /F1 12 Tf 20 100 Td ({then}) Tj ET".encode("latin-1"))
    kept = io.BytesIO()
    writer.write(kept)
    return checked("a.pdf", kept.getvalue())


def test_what_a_pdf_keeps_of_its_earlier_state_is_told_and_looked_through():
    look = look_at_file(grown("CCCD 036075001234", "CCCD da che"))
    assert [(one.kind, one.place) for one in look.findings] == [("identity", "Bản trước còn nằm trong tệp PDF, dòng 1")]
    assert notes(look) == [
        "Tệp PDF còn giữ 1 dòng chữ của bản trước khi sửa. Ai biết cách đều lấy lại được: in ra PDF mới rồi soát lại."
    ]
    assert look_at_file(grown("Binh thuong", "Binh thuong")).hidden == ()
