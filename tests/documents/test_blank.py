import io
from dataclasses import replace
from datetime import date

import pypdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import Image

from kheo.documents.blank import MARK, blank_pdf, check_sheets, preview_pdf, preview_picture
from kheo.documents.blank_content import BlankPaper, Place, Sheet, Shift
from kheo.documents.fitting import fit
from kheo.foundation.refusal import RefusedError
from tests.documents.reading import POINTS_PER_MM, fonts, page_texts, size_of
from tests.documents.test_certificate import words_box

NAME = Place(key="name", label="Họ tên", x=60, y=100, width=170, align="centre", size=24, lines=2, leading=12)
PAPER = BlankPaper(width=297, height=210, places=(NAME,), title="Giấy khen", on=date(2024, 12, 26))
LONG = "Nguyễn Thị Hồng Thắm và Chi hội Phụ nữ tổ dân phố số 03, phường Hòa Mạc, thị xã Duy Tiên, tỉnh Hà Nam"


def printed(place, words, shift=None, paper=PAPER):
    return blank_pdf(replace(paper, places=(place,), shift=shift or Shift()), [Sheet("Giấy số 0001", {place.key: words})])


def test_only_the_words_are_printed_their_face_inside():
    pdf = printed(NAME, "Cá nhân 01")
    assert (page_texts(pdf), fonts(pdf)) == (["Cá nhân 01"], {"Tinos": True})
    assert list(pypdfium2.PdfDocument(pdf)[0].get_objects(filter=[2, 3])) == []  # neither a line nor a picture


@pytest.mark.parametrize(("width", "height"), [(297, 210), (210, 297), (420, 297), (297, 420)])
def test_the_sheet_has_the_size_of_the_blank(width, height):
    place = replace(NAME, x=10, width=100)
    page = pypdf.PdfReader(io.BytesIO(printed(place, "Tên", paper=replace(PAPER, width=width, height=height)))).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
        (width * POINTS_PER_MM, height * POINTS_PER_MM), abs=0.01
    )


@pytest.mark.parametrize(("align", "left"), [("left", 60), ("right", 230)])
def test_a_line_begins_or_ends_at_its_edge(align, left):
    box = words_box(printed(replace(NAME, align=align), "nnnn"))
    assert (box.left if align == "left" else box.right) == pytest.approx(left, abs=0.5)
    assert box.bottom == pytest.approx(100, abs=0.3)  # n stands on its base line


WORDS = st.lists(
    st.sampled_from(["Ẫm", "Nguyễn", "Thị", "đường", "W", "ngày", "–", "phường", "gy", "Hòa"]), min_size=1, max_size=14
)


PLACES = st.builds(
    replace,
    st.just(NAME),
    size=st.integers(8, 40),
    align=st.sampled_from(["left", "centre", "right"]),
    face=st.sampled_from(["times", "sans"]),
    bold=st.booleans(),
    capitals=st.booleans(),
    lines=st.integers(1, 3),
    leading=st.just(15),
)
HALVES = st.integers(-20, 20).map(lambda steps: steps / 2)
SHIFTS = st.builds(Shift, HALVES, HALVES, st.sampled_from([0.98, 1.0, 1.02]))


@settings(max_examples=25, deadline=None)
@given(words=WORDS, place=PLACES, shift=SHIFTS)
def test_ink_lies_within_its_place_after_the_offsets(words, place, shift):
    sheet = Sheet("Giấy số 0001", {"name": " ".join(words)})
    assume(not check_sheets(replace(PAPER, places=(place,)), [sheet]))
    box = words_box(printed(place, " ".join(words), shift))
    (left, top), (right, bottom) = shift.moved(place.x, place.top), shift.moved(place.x + place.width, place.bottom)
    slack = 0.6 + place.width * abs(shift.sx - 1)  # letters keep their size where the places are stretched
    assert (box.left >= left - slack, box.right <= right + slack) == (True, True)
    assert (box.top >= top - 0.6, box.bottom <= bottom + 0.6) == (True, True)


def test_an_offset_moves_every_word_by_just_that():
    plain, moved = words_box(printed(NAME, "Tên")), words_box(printed(NAME, "Tên", Shift(-3.5, 4)))
    assert (moved.left - plain.left, moved.top - plain.top) == pytest.approx((-3.5, 4), abs=0.02)


def test_a_scale_moves_places_and_leaves_the_letters_their_size():
    place = replace(NAME, align="left", x=100)
    plain, wide = printed(place, "Tên"), printed(place, "Tên", Shift(0, 0, 1.01, 1))
    assert words_box(wide).left - words_box(plain).left == pytest.approx(1, abs=0.02)
    assert size_of(wide, 0, "Tên") == size_of(plain, 0, "Tên") == 24


def test_words_that_keep_their_size_wrap_and_are_refused_past_their_lines():
    kept = replace(NAME, shrink=False, lines=3)
    assert (fit(kept, LONG).size, len(fit(kept, LONG).lines), fit(kept, LONG).problems) == (24, 3, ())
    with pytest.raises(RefusedError) as refused:
        printed(replace(kept, lines=2), LONG)
    (problem,) = refused.value.problems
    assert problem.where == "Giấy số 0001, Họ tên"
    assert problem.what.endswith("không vừa 2 dòng rộng 170 mm ở cỡ 24 pt; nới rộng ô, thêm dòng hoặc giảm cỡ chữ.")


def test_words_that_fit_at_no_size_are_refused_by_sheet_and_place():
    paper = replace(PAPER, places=(replace(NAME, width=20),))
    problems = check_sheets(paper, [Sheet("Giấy số 0001", {"name": "Ngắn"}), Sheet("Giấy số 0002", {"name": LONG})])
    assert [problem.where for problem in problems] == ["Giấy số 0002, Họ tên"]
    assert "dù đã thu xuống 7 pt" in problems[0].what


def test_a_letter_that_the_face_lacks_is_told():
    (problem,) = check_sheets(PAPER, [Sheet("Giấy số 0001", {"name": "Tổ 😀"})])
    assert problem.what == "Phông chữ đã chọn không có chữ «😀» (U+1F600); đổi phông của ô này hoặc sửa chữ đó."


def test_each_sheet_has_its_own_words_and_code_and_a_sheet_without_address_none():
    code = Place(key="qr", label="QR", x=20, y=150, width=25, is_code=True)
    paper = replace(PAPER, places=(NAME, code))
    sheets = [Sheet(str(n), {"name": f"Cá nhân {n:02d}"}, f"https://k.vn/xac-minh/{n}" if n else "") for n in range(3)]
    pdf = blank_pdf(paper, sheets)
    pages = pypdfium2.PdfDocument(pdf)
    read = [[found.text for found in zxingcpp.read_barcodes(page.render(scale=2).to_pil())] for page in pages]
    assert read == [[], ["https://k.vn/xac-minh/1"], ["https://k.vn/xac-minh/2"]]
    assert page_texts(pdf) == [f"Cá nhân {n:02d}" for n in range(3)]


def test_capitals_colour_and_slant_are_as_set():
    pdf = printed(replace(NAME, capitals=True, bold=True, italic=True, colour="#c00000"), "Cá nhân 01")
    assert (page_texts(pdf), set(fonts(pdf))) == (["CÁ NHÂN 01"], {"Tinos-BoldItalic"})
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("RGB")
    colours = image.getcolors(1 << 20)
    assert colours is not None
    assert max(red - green for _count, (red, green, _blue) in colours) > 150


def test_the_same_sheets_give_the_same_bytes():
    assert printed(NAME, "Tên") == printed(NAME, "Tên")


def a_scan():
    drawn = io.BytesIO()
    Image.new("RGB", (297, 210), (20, 120, 20)).save(drawn, "PNG")
    return "png", drawn.getvalue()


def test_a_preview_lies_over_the_scan_and_says_that_it_is_no_print():
    sheet = Sheet("mẫu", {"name": "Cá nhân 01"})
    assert MARK in page_texts(preview_pdf(PAPER, sheet, a_scan()))[0]
    image = Image.open(io.BytesIO(preview_picture(PAPER, sheet, a_scan()))).convert("RGB")
    assert image.size == (1169, 827)  # A4 at 100 dots to the inch
    assert image.getpixel((20, 20)) == (20, 120, 20)
    assert Image.open(io.BytesIO(preview_picture(PAPER, sheet, None))).convert("RGB").getpixel((20, 20)) == (255, 255, 255)


def test_a_preview_shows_even_what_would_not_fit():
    assert preview_picture(replace(PAPER, places=(replace(NAME, width=20),)), Sheet("mẫu", {"name": LONG}), None)[1:4] == b"PNG"
