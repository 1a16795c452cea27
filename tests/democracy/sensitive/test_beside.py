"""What a file says beside its text: properties, links, charts, data it carries. Read, and not in the copy."""

import io
import zipfile

import docx
import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Link
from pypdf.generic import NameObject, NumberObject

from kheo.democracy.sensitive import look_at_file, mask_file, mask_name
from kheo.democracy.sensitive.masking import CannotMaskError
from kheo.democracy.sensitive.passages import ATTACHED, ODD_PDF
from kheo.foundation.uploads.checks import Checked
from tests.democracy.sensitive.papers import checked, pdf_of, saved

IDENTITY, PHONE = "036075001234", "0912345678"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def with_parts(data, **changes):
    """The archive *data* with parts put in or, given a function, changed; «__» in a name is «/», «_dot_» a point."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as copy:
        parts = {name: source.read(name) for name in source.namelist()}
        for key, change in changes.items():
            name = key.replace("__", "/").replace("_dot_", ".")
            parts[name] = change(parts[name]) if callable(change) else change.encode()
        for name, content in parts.items():
            copy.writestr(name, content)
    return kept.getvalue()


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())


def kinds(look):
    return [one.kind for one in look.findings]


def word(*texts):
    document = docx.Document()
    for text in texts or ("Bình thường.",):
        document.add_paragraph(text)
    return document


def in_last_paragraph(xml):
    return lambda part: part.replace(b"</w:p>", f"<w:r>{xml}</w:r></w:p>".encode(), 1)


def in_properties(**said):
    document = word()
    for name, text in said.items():
        setattr(document.core_properties, name, text)
    return saved(document)


PICTURE = (
    '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    f'<wp:docPr id="123456789" name="x" descr="CCCD {IDENTITY}"/></wp:inline></w:drawing>'
)
CHART = (
    f'<c:chart xmlns:c="{C}" xmlns:a="{A}"><a:p><a:r><a:t>CCCD 036075</a:t></a:r><a:r><a:t>001234</a:t></a:r></a:p>'
    "<c:numCache><c:v>912345678</c:v></c:numCache></c:chart>"
)
SETTING = f'<w:docVars><w:docVar w:name="a" w:val="CCCD {IDENTITY}"/></w:docVars></w:settings>'
WORDS = {
    "properties": in_properties(comments=f"CCCD {IDENTITY}"),
    "author": in_properties(author=f"CCCD {IDENTITY}"),
    "data": with_parts(saved(word()), customXml__item1_dot_xml=f'<a b="x"><c>CCCD {IDENTITY}</c></a>'),
    "attribute of data": with_parts(saved(word()), customXml__item1_dot_xml=f'<a b="CCCD {IDENTITY}"/>'),
    "chart": with_parts(saved(word()), word__charts__chart1_dot_xml=CHART),
    "diagram": with_parts(saved(word()), word__diagrams__data1_dot_xml=f'<d xmlns:a="{A}"><a:t>CCCD {IDENTITY}</a:t></d>'),
    "building block": with_parts(
        saved(word()),
        word__glossary__document_dot_xml=f'<w:d xmlns:w="{W}"><w:p><w:r><w:t>CCCD {IDENTITY}</w:t></w:r></w:p></w:d>',
    ),
    "picture": with_parts(saved(word()), word__document_dot_xml=in_last_paragraph(PICTURE)),
    "drawing": with_parts(
        saved(word()), word__media__a_dot_svg=f'<svg xmlns="http://www.w3.org/2000/svg"><text>CCCD {IDENTITY}</text></svg>'
    ),
    "old drawing": with_parts(saved(word()), word__drawings__a_dot_vml=f"<xml><v><br>CCCD {IDENTITY}</v></xml>"),
    "choice": with_parts(
        saved(word()),
        word__document_dot_xml=in_last_paragraph(f'<w:sdt><w:listItem w:displayText="A" w:value="CCCD {IDENTITY}"/></w:sdt>'),
    ),
    "variable": with_parts(saved(word()), word__settings_dot_xml=lambda part: part.replace(b"</w:settings>", SETTING.encode())),
    "tab": with_parts(
        saved(word()),
        word__document_dot_xml=in_last_paragraph(f"<w:t>Anh A</w:t><w:tab/><w:t>{IDENTITY}</w:t><w:br/><w:t>B</w:t>"),
    ),
    "hyphen": with_parts(
        saved(word()),
        word__document_dot_xml=in_last_paragraph(
            "<w:t>CCCD 036</w:t><w:noBreakHyphen/><w:t>075</w:t><w:noBreakHyphen/><w:t>001</w:t><w:noBreakHyphen/><w:t>234</w:t>"
        ),
    ),
}


@pytest.mark.parametrize("place", WORDS)
def test_a_word_file_is_read_beside_its_paragraphs_and_masked_there(place):
    source = checked("a.docx", WORDS[place])
    look = look_at_file(source)
    assert kinds(look) == ["identity"]
    copy = mask_file(source, look, look.findings)
    assert not any(value in unpacked(copy) for value in (IDENTITY, "036075", "<w:t>036</w:t>"))
    assert kinds(look_at_file(checked("che.docx", copy))) == []


def test_the_picture_of_the_first_page_stays_behind():
    source = checked("a.docx", saved(word(f"CCCD {IDENTITY}")))
    assert "docProps/thumbnail.jpeg" in zipfile.ZipFile(io.BytesIO(source.data)).namelist()
    look = look_at_file(source)
    with zipfile.ZipFile(io.BytesIO(mask_file(source, look, look.findings))) as copy:
        assert "docProps/thumbnail.jpeg" not in copy.namelist()
        assert b"thumbnail" not in copy.read("_rels/.rels")


@pytest.mark.parametrize("spelt", ["036 075 001 234", "036.075.001.234", "036\u200b075001234"])
def test_a_value_that_is_left_in_another_spelling_is_told(spelt):
    source = checked("a.docx", saved(word(f"CCCD {IDENTITY}", f"CCCD {spelt}")))
    look = look_at_file(source)
    with pytest.raises(CannotMaskError, match="còn nằm ở một chỗ khác"):
        mask_file(source, look, look.findings[:1])


@pytest.mark.parametrize("inner", [saved(word(f"CCCD {IDENTITY}")), b"PK" + IDENTITY.encode(), f"a {IDENTITY}".encode("utf-16")])
def test_a_value_in_a_file_within_the_file_is_told(inner):
    document = with_parts(saved(word(f"CCCD {IDENTITY}")), word__embeddings__a_dot_bin="")
    with_it = with_parts(document, word__embeddings__a_dot_bin=lambda _part: inner)
    source = checked("a.docx", with_it)
    look = look_at_file(source)
    with pytest.raises(CannotMaskError, match=r"word/embeddings/a\.bin"):
        mask_file(source, look, look.findings)


def book(change):
    made = openpyxl.Workbook()
    made.active["A1"] = "Bình thường"
    change(made, made.active)
    return saved(made)


def validated(_book, sheet):
    rule = DataValidation(type="list", formula1=f'"CCCD {IDENTITY}"')
    rule.add("B1")
    sheet.add_data_validation(rule)


def charted(_book, sheet):
    chart = BarChart()
    chart.title = f"CCCD {IDENTITY}"
    sheet["B1"], sheet["B2"] = 1, 2
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2))
    sheet.add_chart(chart, "D1")


def formatted(_book, sheet):
    sheet["B1"] = 1
    sheet["B1"].number_format = f'"CCCD {IDENTITY}"'


BOOKS = {
    "head of the page": lambda _book, sheet: setattr(sheet.oddHeader.center, "text", f"CCCD {IDENTITY}"),
    "name": lambda book, _sheet: book.defined_names.update({"so": DefinedName("so", attr_text=f'"CCCD {IDENTITY}"')}),
    "name of a sheet": lambda _book, sheet: setattr(sheet, "title", f"CCCD {IDENTITY}"),
    "check of what is typed": validated,
    "link": lambda _book, sheet: setattr(sheet["A1"], "hyperlink", f"https://example.com/?cccd={IDENTITY}"),
    "format": formatted,
    "title": lambda book, _sheet: setattr(book.properties, "title", f"CCCD {IDENTITY}"),
    "property": lambda book, _sheet: book.custom_doc_props.append(StringProperty(name="a", value=f"CCCD {IDENTITY}")),
    "formula": lambda _book, sheet: sheet.__setitem__("B1", f'=HYPERLINK("https://example.com","CCCD {IDENTITY}")'),
    "chart": charted,
    "hidden sheet": lambda book, _sheet: (
        book.create_sheet("Ẩn").__setitem__("A1", f"CCCD {IDENTITY}"),
        setattr(book["Ẩn"], "sheet_state", "veryHidden"),
    ),
}


@pytest.mark.parametrize("place", BOOKS)
def test_a_table_is_read_beside_its_cells_and_only_cells_go_into_the_copy(place):
    source = checked("a.xlsx", book(BOOKS[place]))
    look = look_at_file(source)
    assert kinds(look)[:1] == ["identity"]
    copy = mask_file(source, look, look.findings)
    assert IDENTITY not in unpacked(copy)
    assert kinds(look_at_file(checked("che.xlsx", copy))) == []
    assert openpyxl.load_workbook(io.BytesIO(copy)).worksheets[0]["A1"].value == "Bình thường"


def test_strings_that_no_cell_shows_any_more_are_read():
    strings = (
        f"<sst><si><t>Bình thường</t></si><si><r><t>CCCD 036075</t></r><r><t>001234</t></r></si><si><t>ĐT {PHONE}</t></si></sst>"
    )
    source = book(lambda _book, sheet: sheet.__setitem__("B1", f"ĐT {PHONE}"))
    look = look_at_file(checked("a.xlsx", with_parts(source, xl__sharedStrings_dot_xml=strings)))
    assert [(one.kind, one.place) for one in look.findings] == [
        ("telephone", "Trang «Sheet», ô B1"),
        ("identity", "Chữ còn sót trong bảng tính («xl/sharedStrings.xml»), chỗ 1"),
    ]


def test_rows_that_a_pivot_keeps_are_read():
    source = with_parts(
        book(lambda _book, _sheet: None),
        xl__pivotCache__pivotCacheRecords1_dot_xml=f'<r><s v="CCCD {IDENTITY}"/><n v="912345678"/></r>',
    )
    assert kinds(look_at_file(checked("a.xlsx", source))) == ["identity"]


def test_an_old_drawing_that_holds_nothing_is_said():
    look = look_at_file(checked("a.docx", with_parts(saved(word()), word__drawings__a_dot_vml=" ")))
    assert look.unread == ("Máy không đọc được phần «word/drawings/a.vml» của tệp. Mở tệp, lưu lại rồi soát lại.",)


def test_a_broken_part_is_said():
    broken = with_parts(saved(word()), word__numbering_dot_xml="<a")  # the check of uploads would refuse it
    look = look_at_file(Checked("a.docx", "application/octet-stream", "docx", len(broken), "0", broken))
    assert look.unread == ("Máy không đọc được phần «word/numbering.xml» của tệp. Mở tệp, lưu lại rồi soát lại.",)


def odf(kind, **parts):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), f"application/vnd.oasis.opendocument.{kind}")
        for name, text in parts.items():
            archive.writestr(name.replace("_dot_", "."), text)
    return kept.getvalue()


T = 'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'


def test_heads_of_pages_properties_and_tabs_of_an_open_document_are_read():
    source = odf(
        "text",
        content_dot_xml=f"<o {T}><t:p>Anh A<t:tab/>{PHONE}</t:p></o>",
        styles_dot_xml=f"<o {T}><t:p>CCCD {IDENTITY}</t:p></o>",
        meta_dot_xml="<o><creator>ten@example.com</creator><title>x</title></o>",
    )
    assert kinds(look_at_file(checked("a.odt", source))) == ["telephone", "identity", "mail"]


SHEET = """<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:b="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 ><o:body><o:spreadsheet><b:table b:name="A"><b:table-row><b:table-cell o:value-type="string"
 ><o:annotation><t:p>gọi 0912345678</t:p></o:annotation><t:p>CCCD 036075001234</t:p></b:table-cell></b:table-row></b:table
 ></o:spreadsheet></o:body></o:document-content>"""
MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def test_notes_of_an_open_table_are_read_and_its_cells_once():
    parts = {"content_dot_xml": SHEET, "META-INF/manifest.xml": MANIFEST}
    look = look_at_file(checked("a.ods", odf("spreadsheet", **parts)))
    assert sorted(kinds(look)) == ["identity", "telephone"]


def pdf(change):
    writer = PdfWriter(clone_from=io.BytesIO(pdf_of("Binh thuong")))
    change(writer)
    kept = io.BytesIO()
    writer.write(kept)
    return checked("a.pdf", kept.getvalue())


def nested(writer):
    parent = writer.add_outline_item(title="Phan I", page_number=0)
    writer.add_outline_item(title=f"CCCD {IDENTITY}", page_number=0, parent=parent)


@pytest.mark.parametrize(
    "change",
    [
        lambda writer: writer.add_metadata({"/Author": f"CCCD {IDENTITY}"}),
        lambda writer: setattr(writer, "xmp_metadata", f"<a><b>CCCD {IDENTITY}</b></a>".encode()),
        lambda writer: writer.add_annotation(0, FreeText(text=f"CCCD {IDENTITY}", rect=(0, 0, 9, 9))),
        lambda writer: writer.add_annotation(0, Link(url=f"tel:{PHONE}", rect=(0, 0, 9, 9))),
        nested,
    ],
    ids=["property", "xmp", "note", "link", "outline"],
)
def test_a_pdf_is_read_beside_its_pages(change):
    [one] = look_at_file(pdf(change)).findings
    assert one.place.startswith("Thuộc tính, ghi chú của tệp PDF, chỗ ")


def test_a_file_attached_to_a_pdf_is_said():
    assert look_at_file(pdf(lambda writer: writer.add_attachment("a.txt", b"x"))).unread == (ATTACHED,)


def test_what_is_wrong_beside_the_pages_is_said_and_the_pages_are_read():
    writer = PdfWriter(clone_from=io.BytesIO(pdf_of(f"CCCD {IDENTITY}")))
    writer.pages[0][NameObject("/Annots")] = NumberObject(3)
    kept = io.BytesIO()
    writer.write(kept)
    look = look_at_file(checked("a.pdf", kept.getvalue()))
    assert (kinds(look), look.unread) == (["identity"], (ODD_PDF,))


@pytest.mark.parametrize("name", ["CCCD 036075001234.docx", "CCCD 036075001234.txt"])
def test_the_name_of_a_file_is_read_and_masked_too(name):
    source = checked(name, saved(word()) if name.endswith("docx") else b"Binh thuong\n")
    look = look_at_file(source)
    assert [(one.kind, one.place) for one in look.findings] == [("identity", "Tên tệp")]
    assert mask_name(source, look, look.findings) == "CCCD xxxxxxxxx234"
    assert kinds(look_at_file(checked(f"che.{source.extension}", mask_file(source, look, look.findings)))) == []
