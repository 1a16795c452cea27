import unicodedata

import pytest

from kheo.documents.fonts import coverage, font_folders, line_width, unprintable
from kheo.documents.typesetting import _fonts

VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0303\u0309\u0323"
LETTERS = {unicodedata.normalize("NFC", v + t) for v in VOWELS for t in ("", *TONES)} | set("bcdđghklmnpqrstvx")


@pytest.mark.parametrize("face", ["paper", "certificate"])
def test_every_vietnamese_letter_and_the_marks_of_papers_print(face: str) -> None:
    text = "".join(sorted(LETTERS)) + "".join(sorted(LETTERS)).upper() + "0123456789.,;:/()“”«»–—…·*%²-" + "\N{NO-BREAK SPACE}"
    assert len(LETTERS) == 89
    assert unprintable(text, face) == ()


def test_what_no_face_has_is_named_once() -> None:
    assert unprintable("Xanh 🌱 sạch 🌱 ع", "paper") == ("🌱", "ع")


def test_hebrew_prints_in_both_and_only_by_tinos_on_certificates() -> None:
    assert unprintable("שלום", "paper") == unprintable("שלום", "certificate") == ()


def test_only_our_faces_are_known_to_the_typesetter() -> None:
    assert sorted(set(_fonts().families())) == ["Be Vietnam Pro", "Noto Serif", "Tinos"]
    assert all(folder.is_dir() for folder in font_folders())
    assert len(coverage("paper")) > 2000


def test_line_width_is_that_of_times() -> None:
    # Advance widths of Times New Roman in 1/1000 em: H 722, a 444, space 250; bold H 778.
    assert line_width("Ha ", 10) == pytest.approx((722 + 444 + 250) / 1000 * 10 * 25.4 / 72, abs=0.01)
    assert line_width("H", 10, bold=True) == pytest.approx(778 / 1000 * 10 * 25.4 / 72, abs=0.01)
