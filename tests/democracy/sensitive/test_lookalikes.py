"""Letters and signs that only look like those of a number: found, masked, and told where they are left."""

import io

import docx
import pytest

from kheo.democracy.sensitive import look_at_file, look_at_text, mask_file, mask_text
from kheo.democracy.sensitive.lookalikes import letters_as_digits
from kheo.democracy.sensitive.masking import CannotMaskError
from kheo.foundation.uploads.checks import check_upload


def kinds(text):
    return [one.kind for one in look_at_text(text).findings]


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("gọi O9I2 З45 678.", "gọi xxxx xxx 678."),
        ("CCCD О3607S00l234", "CCCD xxxxxxxxx234"),
        ("⓪⑨①②③④⑤⑥⑦⑧", "xxxxxxx⑥⑦⑧"),
        ("٠٩١٢٣٤٥٦٧٨", "xxxxxxx٦٧٨"),
        ("sinh ngày O2/O9/1975", "sinh ngày xx/xx/1975"),
        ("STK 19O34567890123", "STK xxxxxxxxxxx123"),
        ("0912\u3164345\u2800678", "xxxx\u3164xxx\u2800678"),
        ("0912 • 345 • 678", "xxxx • xxx • 678"),
    ],
)
def test_such_a_number_is_masked_wholly(text, copy):
    assert mask_text(text, look_at_text(text).findings) == copy
    assert kinds(copy) == []


@pytest.mark.parametrize("word", ["СССD", "CCСD", "СMNĐ/CCCD", "ССCD"])
def test_a_word_in_letters_of_another_writing_says_the_same(word):
    assert kinds(f"{word}: 535190004567") == ["identity"]


@pytest.mark.parametrize(
    "text",
    [
        "B12345678",
        "I12345678",
        "12345OOOO",
        "1O1O1O",
        "12 l 34",
        "036075OO1234A",
        "Số lO",
        "10.00O.000 đồng",
    ],
)
def test_letters_beside_digits_are_letters(text):
    assert kinds(text) == []


def test_a_letter_behind_a_number_hides_it_not():
    assert kinds("ĐT 0912345678 I. Nội dung") == kinds("ĐT 0912345678.I") == ["telephone"]


def test_what_is_read_is_as_long_as_what_was_written():
    assert letters_as_digits("ĐT O912З45678, Ol, O912 34S 678") == "ĐT 0912345678, Ol, 0912 345 678"


def test_a_value_left_in_such_a_spelling_is_told():
    document = docx.Document()
    document.add_paragraph("CCCD 036075001234")
    document.add_paragraph("CCCD O36·O75·001·234")
    kept = io.BytesIO()
    document.save(kept)
    source = check_upload("a.docx", kept.getvalue(), "evidence")
    look = look_at_file(source)
    assert [one.kind for one in look.findings] == ["identity", "identity"]
    with pytest.raises(CannotMaskError, match="còn nằm ở một chỗ khác"):
        mask_file(source, look, look.findings[:1])
