"""The same number however it is typed; and its place in the text as it was typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.democracy.sensitive import look_at_text, mask_text
from kheo.democracy.sensitive.plain import plain, read_as

IDENTITY, PHONE = "036075001234", "0912345678"


def wide(text):
    return "".join(chr(ord(one) + 0xFEE0) for one in text)


def found(text):
    return [(one.kind, one.is_doubtful) for one in look_at_text(text).findings]


@pytest.mark.parametrize(
    "text",
    [
        f"gọi {wide(PHONE)}",
        "gọi 0912\u00a0345\u00a0678",
        "0912\u2009345\u2009678",
        "0912  345  678",
        "09\u200b12\u200b34\u200b56\u200b78",
        "0912\u00ad345\u00ad678",
        "0912–345–678",
        "0912\u2011345\u2011678",
        "ĐT: 0 9 1 2 3 4 5 6 7 8",
        "٠٩١٢٣٤٥٦٧٨",
        "+84 (0) 912 345 678",
        "0084912345678",
        "(+84) 912345678",
        "(0912) 345 678",
        "ĐT:0912345678Nguyễn",
        "sđt0912345678",
    ],
)
def test_a_telephone_is_found_however_it_is_typed(text):
    assert found(text) == [("telephone", False)]


@pytest.mark.parametrize("text", ["Nguyễn Văn A0912345678", "0912/345/678", "0912_345_678"])
def test_what_only_looks_like_a_telephone_is_asked_of(text):
    assert found(text) == [("telephone", True)]


def test_two_numbers_with_a_stroke_between_them_are_two():
    assert found("ĐT: 0912345678/0987654321") == [("telephone", False)] * 2
    assert found("CMND/CCCD: 168123456/036075001234") == [("old_identity", False), ("identity", False)]


@pytest.mark.parametrize("between", ["\u00a0", " ", ",", "-", "/", "_", ".", "\u200b", "–"])
def test_an_identity_number_is_found_however_it_is_parted(between):
    assert found(f"CCCD {between.join(('036', '075', '001', '234'))}") == [("identity", False)]


def test_an_identity_number_that_hangs_on_its_word_or_is_told_digit_by_digit():
    assert found(f"CCCD{IDENTITY}") == found(f"CCCD {' '.join(IDENTITY)}") == [("identity", False)]
    assert found(f"mã{IDENTITY}") == []
    assert found("CMND 168-123-456") == [("old_identity", False)]


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("sinh ngày 02–9–1975", "sinh ngày xx–x–1975"),
        ("sinh ngày mùng 2 tháng 9 năm 1975", "sinh ngày mùng x tháng x năm 1975"),
        ("Ngày sinh 1975-09-02", "Ngày sinh 1975-xx-xx"),
        ("sinh ngày 02/9/75", "sinh ngày xx/x/xx"),
    ],
)
def test_of_a_day_of_birth_the_year_stays(text, copy):
    assert mask_text(text, look_at_text(text).findings) == copy


def test_a_short_day_that_nothing_calls_a_birth_is_none():
    assert found("STT  Họ tên  Ngày sinh\n1. Người A họp 02/9/26") == []


def test_accents_set_apart_say_the_same():
    text = "Số tài khoản 19034567890123; sinh ngày 02/9/1975"
    apart = unicodedata.normalize("NFD", text)
    assert found(apart) == found(text) == [("account", False), ("birth", False)]
    assert "xx/x/1975" in mask_text(apart, look_at_text(apart).findings)


@pytest.mark.parametrize("text", ["ten@example.com", "ten(at)example.com", "ten [at] example.com", "te\u200bn＠example.com"])
def test_a_mail_address_spelt_so_that_no_machine_sees_it(text):
    assert found(text) == [("mail", False)]
    assert found(mask_text(text, look_at_text(text).findings)) == []


@pytest.mark.parametrize("before", [0, 19_590, 19_594, 19_600, 19_990, 39_190, 99_000])
def test_a_line_of_any_length_is_read_to_its_end(before):
    text = f"{'x ' * (before // 2)}CCCD {IDENTITY}, ĐT {PHONE}"
    assert found(text) == [("identity", False), ("telephone", False)]


@given(st.text(max_size=80))
def test_every_character_of_the_plain_text_knows_where_it_was(text):
    read = plain(text)
    assert len(read.text) == len(read.starts) == len(read.ends)
    assert all(start < end <= len(text) for start, end in zip(read.starts, read.ends, strict=True))
    assert all(end <= start for end, start in zip(read.ends, read.starts[1:], strict=False))


def test_a_mark_that_stands_on_nothing_and_one_that_no_letter_bears():
    assert plain("\u0301a\u0489\u0301").text == "á"
    assert read_as("０\u00a0−\u200b\u0007²") == "0 -²"
