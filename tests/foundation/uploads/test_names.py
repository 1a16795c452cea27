import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.uploads.limits import MAX_NAME_LENGTH, RefusedUpload
from kheo.foundation.uploads.names import clean_name


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("Danh sách mô hình.XLSX", "Danh sách mô hình.xlsx"),
        (unicodedata.normalize("NFD", "Tờ trình.pdf"), "Tờ trình.pdf"),
        ("bc\u202excod.pdf", "bcxcod.pdf"),
        ("a\x00b\r\n .txt", "ab.txt"),
        ("  hai   khoảng  .docx", "hai khoảng.docx"),
        ('a<b>:"|?*.csv', "a_b______.csv"),
        ("con.txt", "con_.txt"),
        ("x" * 400 + ".pdf", "x" * (MAX_NAME_LENGTH - 4) + ".pdf"),
    ],
)
def test_clean_name_keeps_what_people_read(name, cleaned):
    assert clean_name(name) == cleaned


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "a\\b.txt", "C:\\a.txt", "/a.txt", "C:a.txt"])
def test_path_is_refused(name):
    with pytest.raises(RefusedUpload, match="chứa đường dẫn thư mục"):
        clean_name(name)


@pytest.mark.parametrize("name", ["", "khong-duoi", ".pdf", "a.", "...", "a.b c"])
def test_name_without_extension_is_refused(name):
    with pytest.raises(RefusedUpload, match="không có phần đuôi"):
        clean_name(name)


def test_overlong_extension_is_refused():
    with pytest.raises(RefusedUpload, match="không phải một loại tệp"):
        clean_name("a." + "x" * 11)


@given(st.text(max_size=300))
def test_what_comes_out_is_safe_and_stays_as_it_is(stem):
    try:
        cleaned = clean_name(f"{stem}.pdf")
    except RefusedUpload:
        return
    assert len(cleaned) <= MAX_NAME_LENGTH
    assert not set(cleaned) & set('/\\<>:"|?*\0\u202e')
    assert clean_name(cleaned) == cleaned
