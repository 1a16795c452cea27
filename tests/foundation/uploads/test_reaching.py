"""Office files that would fetch or start something when they are opened, without a macro inside."""

import io
import zipfile

import pytest

from kheo.foundation.uploads.checks import check_upload
from kheo.foundation.uploads.limits import RefusedUpload
from tests.foundation.uploads import samples

RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_part(data, name, text):
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in source.namelist():
            if part != name:
                copy.writestr(part, source.read(part))
        copy.writestr(name, text)
    return kept.getvalue()


def linked(kind, target, mode="External", family=RELS):
    link = f'<Relationship Id="r1" Type="{family}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    text = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{link}</Relationships>'
    return with_part(samples.word("Báo cáo"), "word/_rels/settings.xml.rels", text)


def with_fields(*pieces):
    runs = "".join(f"<w:r>{piece}</w:r>" for piece in pieces)
    return with_part(samples.word("Báo cáo"), "word/header7.xml", f"<w:hdr {W}><w:p>{runs}</w:p></w:hdr>")


def told(text):
    return f"<w:instrText>{text}</w:instrText>"


BEGIN = '<w:fldChar w:fldCharType="begin"/>'
DDE_TABLE = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><{} /></externalLink>'


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (linked("attachedTemplate", "http://example.com/a.dotm"), "lấy từ máy khác"),
        (linked("attachedTemplate", "\\\\192.0.2.1\\a.dotm"), "lấy từ máy khác"),
        (linked("oleObject", "file://192.0.2.1/a"), "lấy từ máy khác"),
        (linked("subDocument", "file:///\\\\192.0.2.1\\a"), "lấy từ máy khác"),
        (linked("frame", "HTTPS://example.com/a"), "lấy từ máy khác"),
        (linked("vbaProject", "a.bin", "Internal", "http://schemas.microsoft.com/office/2006/relationships"), "macro"),
        (linked("image", "https://example.com/a.png"), "nằm ở trang khác"),
        (
            linked("image", "\\\\192.0.2.1\\a.png", family="http://purl.oclc.org/ooxml/officeDocument/relationships"),
            "nằm ở trang khác",
        ),
        (linked("video", "//example.com/a.mp4"), "nằm ở trang khác"),
        (linked("aFChunk", "afchunk.mht", "Internal"), "dán nguyên từ trang web"),
        (with_fields(BEGIN, told(' INCLUDEPICTURE "https://example.com/a.png" \\d')), "nằm ở trang khác"),
        (with_fields(BEGIN, told("INCLUDE"), told('TEXT "\\\\192.0.2.1\\a.docx"')), "nằm ở trang khác"),
        (
            with_fields('<w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://example.com/a.png"/></w:pict>'),
            "khác",
        ),
        (with_fields(BEGIN, told(' DDEAUTO c:\\x.exe "/k a"')), "DDE"),
        (with_fields(BEGIN, told("PAGE"), BEGIN, told("dd"), told("e x")), "DDE"),
        (with_fields('<w:fldSimple w:instr="DDE x"/>'), "DDE"),
    ],
)
def test_a_document_that_reaches_out_is_refused(data, what):
    with pytest.raises(RefusedUpload, match=what):
        check_upload("a.docx", data, "evidence")


@pytest.mark.parametrize(
    "data",
    [
        linked("attachedTemplate", "file:///C:\\Users\\a\\Normal.dotm"),
        linked("attachedTemplate", "Normal.dotm"),
        linked("hyperlink", "https://example.com/"),
        linked("image", "file:///C:\\Users\\a\\anh.png"),
        linked("image", "media/a.png", "Internal"),
        with_fields(BEGIN, told(' INCLUDEPICTURE "C:\\\\a.png"'), BEGIN, told(' HYPERLINK "https://example.com/"')),
        with_fields('<w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src=""/></w:pict>'),
        linked("oleObject", "embeddings/a.bin", "Internal"),
        with_fields(BEGIN, told("PAGE"), '<w:fldSimple w:instr="DATE"/>', "<w:fldSimple/>", "<w:t>DDE x</w:t>"),
    ],
)
def test_a_document_with_its_own_template_links_and_fields_is_taken(data):
    assert check_upload("a.docx", data, "evidence").extension == "docx"


def test_a_table_that_starts_a_program_is_refused_and_one_with_a_link_to_another_taken():
    part = "xl/externalLinks/externalLink1.xml"
    with pytest.raises(RefusedUpload, match="DDE"):
        check_upload("a.xlsx", with_part(samples.xlsx(), part, DDE_TABLE.format("ddeLink")), "evidence")
    assert check_upload("a.xlsx", with_part(samples.xlsx(), part, DDE_TABLE.format("externalBook")), "evidence")


@pytest.mark.parametrize(
    "formula", ["_xlfn.WEBSERVICE(&quot;https://example.com&quot;)", "_xlfn.IMAGE(A1)", "IF(A1=1,WEBSERVICE(A1),2)"]
)
def test_a_table_whose_formula_asks_another_page_is_refused(formula):
    cell = f'<c t="{"x" * 65_400}"><f>{formula}</f></c>'
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{cell}</worksheet>'
    with pytest.raises(RefusedUpload, match="WEBSERVICE"):
        check_upload("a.xlsx", with_part(samples.xlsx(), "xl/worksheets/sheet2.xml", sheet), "evidence")


def test_a_table_that_only_names_such_a_formula_is_taken():
    rows = (("WEBSERVICE(A1)", "=MYIMAGE(A1)"), ("Hướng dẫn IMAGE(", 1))
    assert check_upload("a.xlsx", samples.xlsx(rows), "evidence").extension == "xlsx"


X = 'xmlns:x="http://www.w3.org/1999/xlink" xmlns:d="d"'


def open_text(inner, part="content.xml"):
    return with_part(samples.odt("Báo cáo"), part, f"<office {X}>{inner}</office>")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (open_text('<d:image x:href="https://example.com/a.png"/>'), "nằm ở trang khác"),
        (open_text('<d:fill-image x:href="//example.com/a.png"/>', "styles.xml"), "nằm ở trang khác"),
        (open_text('<d:section-source x:href="ftp://example.com/a.odt"/>'), "nằm ở trang khác"),
        (open_text('<d:object x:href="https://example.com/a"/>', "Object 1/content.xml"), "nằm ở trang khác"),
        (open_text("<d:dde-connection-decl/>"), "DDE"),
    ],
)
def test_an_open_document_that_reaches_out_is_refused(data, what):
    with pytest.raises(RefusedUpload, match=what):
        check_upload("a.odt", data, "evidence")


@pytest.mark.parametrize(
    "inner",
    [
        '<d:image x:href="Pictures/a.png"/>',
        '<d:a x:href="https://example.com/">x</d:a>',
        '<d:image x:href="../a.png"/>',
        "<d:image/>",
    ],
)
def test_an_open_document_with_its_own_pictures_and_links_is_taken(inner):
    assert check_upload("a.odt", open_text(inner), "evidence").extension == "odt"
