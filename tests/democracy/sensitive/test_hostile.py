"""Files made to keep the machine or to break the look: refused in words or read within bounds, never a fault."""

import io

import docx
import openpyxl
import pytest
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from kheo.democracy.sensitive import CannotLookError, look_at_file, look_at_text, mask_file
from kheo.democracy.sensitive.masking import CannotMaskError
from kheo.foundation.uploads.checks import check_upload
from kheo.foundation.uploads.limits import RefusedUpload
from tests.democracy.sensitive.test_beside import MANIFEST, SHEET, odf, pdf, saved, with_parts, word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def checked(name, data):
    return check_upload(name, data, "evidence")


def document(body):
    return with_parts(saved(word()), word__document_dot_xml=f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')


def sheet(body):
    kept = saved(openpyxl.Workbook())
    return checked("a.xlsx", with_parts(kept, xl__worksheets__sheet1_dot_xml=f'<worksheet xmlns="{MAIN}">{body}</worksheet>'))


@pytest.mark.parametrize(
    "data",
    [
        with_parts(saved(word()), word__document_dot_xml=""),
        with_parts(saved(word()), word__document_dot_xml="<a"),
        with_parts(saved(word()), word__document_dot_xml='<!DOCTYPE a [<!ENTITY a "b">]><a>&a;</a>'),
    ],
)
def test_a_document_without_a_sound_main_part_is_refused(data):
    with pytest.raises(RefusedUpload, match="hỏng"):
        checked("a.docx", data)


def test_an_open_table_whose_properties_are_empty_is_refused_by_the_look():
    source = checked("a.ods", odf("spreadsheet", **{"content.xml": SHEET, "META-INF/manifest.xml": MANIFEST, "meta.xml": ""}))
    with pytest.raises(CannotLookError, match="có phần hỏng"):
        look_at_file(source)


def test_paragraphs_within_paragraphs_without_end_are_said_to_be_unread():
    look = look_at_file(checked("a.docx", document("<w:p>" * 5_000 + "</w:p>" * 5_000)))
    assert look.unread == ("Máy không đọc được phần «word/document.xml» của tệp. Mở tệp, lưu lại rồi soát lại.",)


def test_a_row_of_more_cells_than_word_makes_is_read_without_heads():
    row = "<w:tr>{}</w:tr>".format("".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ["Năm sinh"] * 70))
    born = row.replace("Năm sinh", "1987")
    look = look_at_file(checked("a.docx", document(f"<w:tbl>{row}{born}</w:tbl>")))
    assert [one.kind for one in look.findings] == ["birth_year"] * 64


def test_entities_of_a_drawing_stay_unread():
    entity = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "0912345678">]><a><v>&a;&b;</v></a>'
    assert look_at_file(checked("a.docx", with_parts(saved(word()), word__a_dot_vml=entity))).findings == ()


def test_a_format_on_the_very_last_cell_makes_no_cells():
    source = sheet(
        '<sheetData><row r="1"><c r="A1" t="str"><v>ĐT 0912345678</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"/></row></sheetData>'
    )
    look = look_at_file(source)
    copy = openpyxl.load_workbook(io.BytesIO(mask_file(source, look, look.findings)))
    assert copy.active["A1"].value == "ĐT xxxxxxx678"


def test_merges_over_more_cells_than_are_masked_are_refused():
    merges = "".join(f'<mergeCell ref="A{row}:Z{row + 2_000}"/>' for row in range(1, 6))
    source = sheet(f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>{merges}</mergeCells>')
    with pytest.raises(CannotMaskError, match="quá lớn để che"):
        mask_file(source, look_at_file(source), ())


def test_more_cells_than_are_looked_through_are_told_before_they_are_made(monkeypatch):
    source = sheet('<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>')
    monkeypatch.setattr("kheo.democracy.sensitive.limits.MOST_PASSAGES", 2)
    with pytest.raises(CannotLookError, match="quá dài để soát"):
        look_at_file(source)  # the file's name is one more
    monkeypatch.setattr("kheo.democracy.sensitive.limits.MOST_PASSAGES", 1)
    monkeypatch.setattr("kheo.democracy.sensitive.passages.read_sheets", None)
    with pytest.raises(CannotLookError, match="quá dài để soát"):
        look_at_file(source)


@pytest.mark.parametrize("limit", ["MOST_XML", "MOST_ELEMENTS"])
def test_a_document_of_more_than_is_kept_at_once_is_refused(monkeypatch, limit):
    monkeypatch.setattr(f"kheo.democracy.sensitive.pieces.{limit}", 100)
    with pytest.raises(CannotLookError, match="quá lớn để soát"):
        look_at_file(checked("a.docx", saved(docx.Document())))


@pytest.mark.parametrize("most", [3, 4])
def test_as_many_findings_as_may_be_decided_and_no_more(monkeypatch, most):
    monkeypatch.setattr("kheo.democracy.sensitive.limits.MOST_FINDINGS", most)
    text = "ĐT 0912345678, 0912345679, 0912345670\nSTK:\n19034567890123"
    if most == 4:
        assert len(look_at_text(text).findings) == 4
    else:
        with pytest.raises(CannotLookError, match="hơn 3 chỗ"):
            look_at_text(text)


def test_a_line_of_numbers_without_end_is_given_up_early(monkeypatch):
    monkeypatch.setattr("kheo.democracy.sensitive.limits.MOST_FINDINGS", 10)
    with pytest.raises(CannotLookError, match="hơn 10 chỗ"):
        look_at_text("0912345678 " * 20_000)


def test_a_form_that_draws_itself_is_counted_once():
    def change(writer):
        form = StreamObject()
        kept = writer._add_object(form)
        form[NameObject("/Subtype")] = NameObject("/Form")
        drawn = DictionaryObject({NameObject(f"/X{number}"): kept for number in range(60)})
        form[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): drawn})
        writer.pages[0]["/Resources"][NameObject("/XObject")] = DictionaryObject({NameObject("/X"): kept})

    assert look_at_file(pdf(change)).unread == ()
