import io
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from kheo.documents.blank import blank_pdf
from kheo.documents.blank_content import Place, Sheet
from kheo.documents.fonts import NEEDED_LETTERS, TINOS
from kheo.documents.office_fonts import FontFacts, examine_font, office_face
from kheo.foundation.refusal import RefusedError
from tests.documents.reading import fonts, page_texts
from tests.documents.test_blank import PAPER

WHOLE = (TINOS / "Tinos-Regular.ttf").read_bytes()


def changed(change, data=WHOLE):
    font = TTFont(io.BytesIO(data))
    change(font)
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def without(letters):
    def drop(font):
        for table in font["cmap"].tables:
            for letter in letters:
                table.cmap.pop(ord(letter), None)

    return changed(drop)


def licensed(bits):
    return changed(lambda font: setattr(font["OS/2"], "fsType", bits))


def refused(data):
    with pytest.raises(RefusedError) as refusal:
        examine_font("Tệp phông", data)
    return [str(problem) for problem in refusal.value.problems]


def test_every_vietnamese_letter_is_asked_for():
    assert len(NEEDED_LETTERS) == len(set(NEEDED_LETTERS))
    assert set("ẵỆữđĐơƯỹ") <= set(NEEDED_LETTERS)
    assert sum(letter.isalpha() for letter in NEEDED_LETTERS) == 2 * (72 + 21)  # 12 vowels with 6 tones; consonants


def test_a_whole_font_is_named_as_its_maker_named_it():
    assert examine_font("Tệp phông", WHOLE) == FontFacts("Tinos", "Regular")


def test_missing_letters_are_listed():
    (said,) = refused(without("ẵỆ"))
    assert said.startswith("Tệp phông: Phông thiếu chữ tiếng Việt: ẵ Ệ. Chọn phông Unicode đủ dấu;")


@pytest.mark.parametrize(
    ("bits", "words"), [(0x0002, "không cho nhúng vào"), (0x0100, "không cho nhúng một phần"), (0x0200, "chữ dạng ảnh")]
)
def test_a_font_that_may_not_be_embedded_is_refused(bits, words):
    (said,) = refused(licensed(bits))
    assert words in said


@pytest.mark.parametrize("bits", [0x0004, 0x0008])
def test_a_font_for_print_or_for_editing_is_taken(bits):
    assert examine_font("Tệp phông", licensed(bits)).family == "Tinos"


def test_a_cmap_that_would_fill_the_memory_ends_its_own_process_only():
    groups = 60_000
    table = (12).to_bytes(2, "big") + b"\0\0" + (16 + 12 * groups).to_bytes(4, "big") + b"\0" * 4 + groups.to_bytes(4, "big")
    table += ((0).to_bytes(4, "big") + (0x10FFFF).to_bytes(4, "big") + (1).to_bytes(4, "big")) * groups
    bomb = b"\0\0\0\1" + b"\0\3\0\x0a" + (12).to_bytes(4, "big") + table
    assert refused(_with_table(bomb)) == [
        "Tệp phông: Không mở được như một phông chữ: tệp hỏng hoặc gây hại. Tải lại phông từ nơi phát hành."
    ]


def _with_table(bomb):
    font = TTFont(io.BytesIO(WHOLE))
    raw = DefaultTable("cmap")
    raw.data = bomb
    font["cmap"] = raw
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


@pytest.mark.parametrize("data", [b"\0\1\0\0" + b"\xff" * 400, WHOLE[:40_000]])
def test_a_broken_font_is_refused_in_words(data):
    assert "Không mở được như một phông chữ" in refused(data)[0]


def test_words_are_set_in_the_office_s_face_under_a_name_of_its_own():
    face = office_face(WHOLE)
    place = Place(key="name", label="Tên", x=50, y=50, width=150, size=20, face=face)
    pdf = blank_pdf(replace(PAPER, places=(place,)), [Sheet("Giấy 1", {"name": "Cá nhân Ẵ"})])
    assert (page_texts(pdf), list(fonts(pdf).values())) == (["Cá nhân Ẵ"], [True])
    assert "Tinos" not in "".join(fonts(pdf))
