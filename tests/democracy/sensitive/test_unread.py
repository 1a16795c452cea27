"""What only people can look at: how much of it there is, and where. Nothing of a file is left out in silence."""

import io

import openpyxl
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from kheo.democracy.sensitive import CannotLookError, look_at_file, look_at_text
from kheo.democracy.sensitive.passages import ODD_FONTS
from kheo.democracy.sensitive.unread import EMBEDDED, PICTURES, STRANGE, pictures_note
from kheo.foundation.uploads.checks import check_upload
from tests.democracy.sensitive.test_beside import odf, pdf, saved, with_parts, word
from tests.foundation.uploads import samples


def checked(name, data):
    return check_upload(name, data, "evidence")


def picture():
    return io.BytesIO(samples.picture("PNG", (8, 8)))


def with_pictures():
    document = word("Một", "Hai")
    document.paragraphs[1].add_run().add_picture(picture())
    document.paragraphs[1].add_run().add_picture(picture())
    document.sections[0].header.paragraphs[0].add_run().add_picture(picture())
    return saved(document)


def test_pictures_of_a_document_are_told_by_paragraph():
    assert look_at_file(checked("a.docx", with_pictures())).unread == (
        f"{PICTURES}. Có 3 ảnh: Văn bản, đoạn 2 (2 ảnh); Đầu trang, đoạn 1.",
    )


def test_a_picture_that_stands_nowhere_is_told_too():
    source = with_parts(saved(word()), word__media__image1_dot_png="x")
    assert look_at_file(checked("a.docx", source)).unread == (f"{PICTURES}. Có 1 ảnh: không rõ chỗ.",)
    source = with_parts(with_pictures(), word__media__a_dot_png="x", word__media__b_dot_png="y", word__media__c_dot_png="z")
    assert look_at_file(checked("a.docx", source)).unread[0].endswith("; 1 ảnh không rõ chỗ.")


def test_a_picture_kept_twice_for_older_programs_is_one():
    both = (
        '<mc:AlternateContent xmlns:mc="m" xmlns:a="a" xmlns:v="v"><mc:Choice><a:blip/></mc:Choice>'
        "<mc:Fallback><v:imagedata/></mc:Fallback></mc:AlternateContent>"
    )
    source = with_parts(
        saved(word("Một")),
        word__media__a_dot_png="x",
        word__document_dot_xml=lambda part: part.replace(b"</w:r>", f"{both}</w:r>".encode()),
    )
    assert look_at_file(checked("a.docx", source)).unread == (f"{PICTURES}. Có 1 ảnh: Văn bản, đoạn 1.",)


def test_pictures_of_a_table_are_told_by_sheet():
    book = openpyxl.Workbook()
    book.create_sheet("Ảnh chụp").add_image(openpyxl.drawing.image.Image(picture()), "B2")
    assert look_at_file(checked("a.xlsx", saved(book))).unread == (f"{PICTURES}. Có 1 ảnh: trang «Ảnh chụp».",)


def test_pictures_of_an_open_document_are_told_by_paragraph():
    names = 'xmlns:t="t" xmlns:d="d" xmlns:x="x"'
    inner = '<t:p>Một</t:p><t:p><d:image x:href="Pictures/a.png"/></t:p>'
    source = odf("text", content_dot_xml=f"<o {names}>{inner}</o>", **{"Pictures/a.png": "x", "Thumbnails/thumbnail.png": "x"})
    assert look_at_file(checked("a.odt", source)).unread == (f"{PICTURES}. Có 1 ảnh: Văn bản, đoạn 2.",)


def test_many_places_are_cut_and_long_ones_left_out():
    places = [f"đoạn {number}" for number in range(1, 12)]
    assert pictures_note(11, places) == f"{PICTURES}. Có 11 ảnh: {'; '.join(places[:8])} và 3 chỗ nữa."
    assert pictures_note(3, ["x" * 200, "y" * 200, "z"]) == f"{PICTURES}. Có 3 ảnh."


def test_embedded_and_strange_parts_are_told():
    source = with_parts(saved(word()), word__embeddings__a_dot_bin="x", word__la_dot_dat="x", word__fonts__a_dot_odttf="x")
    assert look_at_file(checked("a.docx", source)).unread == (
        f"{EMBEDDED}. Có 1 đối tượng: «word/embeddings/a.bin».", f"{STRANGE}. Có 1 phần: «word/la.dat».",
    )  # fmt: skip


def image():
    made = StreamObject()
    made[NameObject("/Subtype")] = NameObject("/Image")
    return made


def shown(writer, **drawn):
    resources = writer.pages[0]["/Resources"]
    resources[NameObject("/XObject")] = DictionaryObject({NameObject(f"/{name}"): one for name, one in drawn.items()})


def nested(writer):
    form = StreamObject()
    form[NameObject("/Subtype")] = NameObject("/Form")
    inner = DictionaryObject({NameObject("/I"): writer._add_object(image())})
    form[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): inner})
    shown(writer, F=writer._add_object(form), I=writer._add_object(image()))


def test_pictures_of_a_pdf_are_told_by_page():
    assert look_at_file(pdf(nested)).unread == (f"{PICTURES}. Có 2 ảnh: trang 1 (2 ảnh).",)


def font(**given):
    def change(writer):
        fonts = writer.pages[0]["/Resources"]["/Font"]
        fonts[NameObject("/F2")] = DictionaryObject({NameObject(f"/{key}"): value for key, value in given.items()})

    return change


ODD = DictionaryObject({NameObject("/Differences"): ArrayObject([NameObject("/g1"), NameObject("/g2"), NameObject("/A")])})
EVEN = DictionaryObject(
    {NameObject("/Differences"): ArrayObject([NameObject("/A"), NameObject("/eacute"), NameObject("/g1"), NameObject("/B")])}
)


@pytest.mark.parametrize(
    ("change", "is_odd"),
    [
        (font(Subtype=NameObject("/Type0"), Encoding=NameObject("/Identity-H")), True),
        (font(Subtype=NameObject("/Type0"), Encoding=NameObject("/Identity-H"), ToUnicode=NameObject("/x")), False),
        (font(Subtype=NameObject("/Type0"), Encoding=NameObject("/WinAnsiEncoding")), False),
        (font(Subtype=NameObject("/Type3")), True),
        (font(Subtype=NameObject("/TrueType"), Encoding=ODD), True),
        (font(Subtype=NameObject("/TrueType"), Encoding=EVEN), False),
        (font(Subtype=NameObject("/TrueType"), Encoding=NameObject("/WinAnsiEncoding")), False),
    ],
)
def test_a_font_that_says_not_what_its_signs_are_is_told(change, is_odd):
    assert look_at_file(pdf(change)).unread == ((ODD_FONTS.format("1"),) if is_odd else ())


def test_a_text_too_long_or_with_too_many_findings_is_refused(monkeypatch):
    monkeypatch.setattr("kheo.democracy.sensitive.limits.MOST_CHARACTERS", 10)
    assert look_at_text("x" * 10).findings == ()
    with pytest.raises(CannotLookError, match="quá dài để soát"):
        look_at_text("x" * 11)
    monkeypatch.setattr("kheo.democracy.sensitive.limits.MOST_CHARACTERS", 100)
    monkeypatch.setattr("kheo.democracy.sensitive.limits.MOST_FINDINGS", 1)
    assert len(look_at_text("ĐT 0912345678").findings) == 1
    with pytest.raises(CannotLookError, match="hơn 1 chỗ"):
        look_at_text("ĐT 0912345678, 0912345679")


def test_a_broken_table_is_refused_in_words():
    source = check_upload("a.csv", b"\xff\xff\xff,\x81\x8d,\n" * 9, "evidence")
    with pytest.raises(CannotLookError, match=r"a\.csv"):
        look_at_file(source)
