"""Texts and files made to keep the machine busy for hours, or to fill its memory: each is read or refused in a moment."""

import random
import signal
import zipfile
from contextlib import contextmanager
from io import BytesIO

import openpyxl
import pytest

from kheo.foundation.encodings import detect, viqr
from kheo.foundation.sheets import UnreadableSheet, read_sheets
from kheo.foundation.uploads.checks import check_upload
from kheo.foundation.uploads.limits import RefusedUpload
from kheo.movement.likeness import compare, read
from kheo.movement.reading.province_form import UnusableForm, columns_of, filled
from kheo.movement.rules.submissions import changes

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols>{cols}</cols>'
    "<sheetData>{rows}</sheetData>{merges}</worksheet>"
)


@contextmanager
def within(seconds):
    """Fail instead of hanging: each took minutes or hours once. Seconds of the processor, however busy the machine is."""

    def late(*_):
        raise AssertionError(f"hơn {seconds} giây")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def workbook(rows="", merges="", cols=""):
    plain = BytesIO()
    openpyxl.Workbook().save(plain)
    made = BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            target.writestr(name, SHEET.format(rows=rows, merges=merges, cols=cols) if is_sheet else source.read(name))
    return made.getvalue()


def document(body):
    made = BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:body><w:tbl>{body}</w:tbl></w:body></w:document>'
        )
    return made.getvalue()


def test_a_thousand_comments_before_no_markup_are_looked_at_once():
    with within(5):
        assert check_upload("a.txt", b"<!---->" * 1000 + b"x", "evidence").extension == "txt"
        with pytest.raises(RefusedUpload, match="trang web"):
            check_upload("a.txt", b"<!-- a --> <!---->" * 100 + b"<html>", "evidence")


@pytest.mark.parametrize("text", ["a'" * 16_000, "a'" + ")" * 32_000 + "x", "(" * 32_000 + "a'", "a@b.vn/a' " * 6_000])
def test_old_spellings_are_read_in_time_that_grows_with_the_text(text):
    with within(5):
        assert (len(viqr.decode(text)) > 0, detect(text).encoding in {"unicode", "viqr"}) == (True, True)


def test_what_stands_in_brackets_or_in_an_address_is_read_as_before():
    assert viqr.decode("(Da^n) va^.n kho'e@a.vn https://a.vn/a' ((khe'o))") == "(Dân) vận kho'e@a.vn https://a.vn/a' ((khéo))"


def test_long_texts_without_a_full_stop_are_compared_in_a_moment():
    chance = random.Random(1)  # noqa: S311  any words will do, the same each time
    words = [f"{head}{tail}" for head in "bcdghklmnt" for tail in "aeiou"]
    first, second = (read(" ".join(chance.choice(words) for _ in range(20_000))) for _ in range(2))
    lines = read("\n".join(" ".join(chance.choice(words[:10]) for _ in range(10)) for _ in range(1_300)))
    with within(8):
        assert compare(first, second).share <= 1
        assert compare(lines, read(lines.text[::-1])).share <= 1
        assert "".join(piece.text for piece in changes(first.text[:20_000], second.text[:20_000]) if piece.kind != "gone")


def test_a_long_sentence_that_was_rewritten_is_still_found():
    told = [f"tieng{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(400)]
    other = [word if number % 5 else "khac" for number, word in enumerate(told)]
    assert compare(read(" ".join(told)), read(" ".join(other))).of_first > 0.7


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a;b\n" + b"\n" * 1_100_000, "hơn một triệu dòng"),
        (b"\xab" * 3_000_000, "không phải mã UTF-8"),
        (b"a" * 3_000_000, "ô quá dài"),
        (b"a;b\n1;\x002\n", "không thuộc loại được nhận"),
    ],
)
def test_hostile_lists_are_refused_in_plain_words(data, said):
    with within(8), pytest.raises(UnreadableSheet, match=said):
        read_sheets("a.csv", data)


def test_empty_lines_of_a_list_still_count():
    assert [(row.number, row.cells[0].value) for row in read_sheets("a.csv", b"a;b\n\n\n1;2\n\n")[0].rows] == [
        (1, "a"),
        (2, None),
        (3, None),
        (4, "1"),
    ]


def test_a_cell_in_a_hundred_thousand_pieces_is_put_together_once():
    run = "<w:r><w:t>abcdefgh</w:t></w:r>"
    with within(8):
        made = read_sheets("a.docx", document(f"<w:tr><w:tc><w:p>{run * 60_000}</w:p></w:tc></w:tr>"))
    assert len(made[0].rows[0].cells[0].value) == 480_000


@pytest.mark.parametrize("body", ["<w:tr/>" * 30_000, f"<w:tr>{'<w:tc/>' * 300}</w:tr>", "<w:tr><w:tc/></w:tr>" * 20_001])
def test_a_table_of_nothing_but_rows_or_cells_is_too_large(body):
    with within(8), pytest.raises(UnreadableSheet, match="Bảng quá lớn"):
        read_sheets("a.docx", document(body))


FAR = '<row r="1"><c r="A1" t="inlineStr"><is><t>h</t></is></c></row><row r="{row}"><c r="{place}"{cell}</row>'


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (workbook(FAR.format(row=300_000, place="AA300000", cell="><v>1</v></c>")), "có ô ở quá xa"),
        (workbook(FAR.format(row=300_000, place="AA300000", cell=' s="0"/>')), "xoá các dòng, cột thừa"),
        (workbook(merges='<mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>'), "gộp quá nhiều ô"),
    ],
)
def test_a_form_of_the_province_with_cells_far_away_is_refused_before_it_fills_the_memory(form, said):
    with within(8), pytest.raises(UnusableForm, match=said):
        filled(form, "Sheet", 2, {"A": "place"}, [{}])
    with within(8), pytest.raises(UnusableForm, match=said):
        columns_of(form, "Sheet", 2)
