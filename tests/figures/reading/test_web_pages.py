"""A saved page says what its article says; whatever is broken in it, something is read and nothing fails."""

from hypothesis import given
from hypothesis import strategies as st

from kheo.figures.reading import read_document
from kheo.figures.reading.web_pages import text_of_page

PAGE = """<!doctype html><html><head><title>Tin</title><style>p { color: red }</style>
<script type="application/ld+json">{"headline": "99 mô hình"}</script></head>
<body><nav>Trang chủ</nav><article><h1>44 <a href="/x">mô
hình</a></h1><p>Sáng &amp; chiều<br>tối</p><table><tr><td>A</td><td>12</td></tr></table>
<script>alert("9 mô hình")</script></article><footer>Chân trang</footer></body></html>"""


def test_the_article_alone_is_read_block_by_block():
    assert text_of_page(PAGE) == "44 mô hình\nSáng & chiều\ntối\nA\t12"


def test_a_page_without_article_is_read_whole():
    assert text_of_page("<title>T</title><body><p>Một<p>Hai <b>ba</b>\n bốn") == "Một\nHai ba bốn"


def test_tags_that_close_nothing_do_no_harm():
    assert text_of_page("</article></script><p>Một</p></article><article>Hai") == "Hai"


def test_a_saved_page_is_a_document():
    assert read_document("tin.HTML", PAGE.encode()) == text_of_page(PAGE)


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_no_text_makes_it_fail(text):
    assert isinstance(text_of_page(f"<article>{text}"), str)
