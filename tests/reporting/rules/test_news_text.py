import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.reporting.rules.news_text import LONGEST_SLUG, paragraphs, slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Thị xã Duy Tiên: 44 mô hình", "thi-xa-duy-tien-44-mo-hinh"),
        ("  Đường   hoa\u200b! ", "duong-hoa"),
        ("“…”", "tin"),
        ("", "tin"),
        ("a" * 150, "a" * LONGEST_SLUG),
        ("dài " * 40, "-".join(["dai"] * 25)),
    ],
)
def test_an_address_is_made_of_the_titles_own_words(title, slug):
    assert slug_of(title) == slug


@given(st.text(max_size=300))
def test_any_title_makes_an_address(title):
    slug = slug_of(title)
    assert 0 < len(slug) <= LONGEST_SLUG
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.text(max_size=400))
def test_paragraphs_are_tidy_and_stay_so(text):
    once = paragraphs(text)
    assert all(part and part == part.strip() for part in once)
    assert paragraphs("\n\n".join(once)) == once
