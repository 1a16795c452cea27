"""From the draft to the page and the feed, as the broadcaster does it: a wrong number is caught, mended, and then it goes out."""

import json
import re
from pathlib import Path

import feedparser
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TOWN
from tests.browser.looking import at_each_width, follow, has_no_barrier
from tests.foundation.uploads import samples

pytestmark = pytest.mark.browser
ROOM = f"/{TOWN}/soan-tin/"


def inspect_both(page):
    for _width in at_each_width(page):
        has_no_barrier(page)


def begin(page, about):
    """A draft, by the words beside its choice; its address."""
    page.goto(ROOM)
    page.get_by_label(about).first.check()
    page.click("main button:has-text('Viết nháp')")
    page.wait_for_url(re.compile(r"/soan-tin/\d+/$"))
    return page.url


def add_pictures(page):
    """One that is none is refused with its words kept, then a true one is taken."""
    page.click("summary:has-text('Thêm ảnh')")
    page.set_input_files("#id_moi-file", {"name": "anh.txt.jpg", "mimeType": "image/jpeg", "buffer": b"khong phai anh"})
    page.fill("#id_moi-caption", "Ảnh minh hoạ")
    page.fill("#id_moi-alternative", "Một ô màu")
    page.check("#id_moi-may_show")
    page.click("button:has-text('Thêm ảnh')")
    expect(page.locator("main .problems")).to_contain_text("anh.txt.jpg")
    expect(page.locator("#id_moi-caption")).to_have_value("Ảnh minh hoạ")
    page.set_input_files(
        "#id_moi-file", {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": samples.picture("JPEG", (900, 600))}
    )
    page.check("#id_moi-may_show")
    page.click("button:has-text('Thêm ảnh')")
    page.wait_for_selector(".news-picture img")


def check_elsewhere(page, demo, item, folder):
    """The saved page holds against the record, the feed tells of it, the front page shows it."""
    saved = folder / "tin.html"
    saved.write_bytes(page.request.get(item).body())
    read = demo.run("reconcile", str(saved), "--unit", TOWN, "--year", "2024", "--json")
    assert (read.returncode, {one["verdict"] for one in json.loads(read.stdout)["figures"]}) == (0, {"match"})
    feed = feedparser.parse(page.request.get("/rss.xml").body())
    assert (feed.bozo, item in {entry.link for entry in feed.entries}) == (False, True)
    page.goto(f"/{TOWN}/")
    assert page.locator(f".front-news a[href='{item.removeprefix(demo.url)}']").count() == 1
    inspect_both(page)


def test_a_wrong_number_is_caught_mended_and_published(open_page, demo, tmp_path):
    page = open_page(1280, "phatthanh")
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(ROOM)
    inspect_both(page)
    draft = begin(page, "Riêng số liệu năm 2024")
    page.wait_for_selector("text=số khớp")
    true_text = page.input_value("#id_text")
    assert "44 mô hình" in true_text

    # Read while typing: the box at the side knows of the wrong number before anything is sent.
    page.fill("#id_text", true_text.replace("44 mô hình", "45 mô hình"))
    page.wait_for_selector("#cac-so .tag.late")
    assert "45 mô hình" in page.inner_text("#cac-so")
    page.fill("#id_author_line", "Người viết minh hoạ")
    follow(page, "#bai button:has-text('Ghi')")

    add_pictures(page)
    inspect_both(page)

    page.click("a:has-text('Xem lại và đăng')")
    expect(page.locator("h1")).to_have_text("1 con số khác sổ")
    inspect_both(page)
    page.click("main button:has-text('Đăng')")
    expect(page.locator("main .problems")).to_contain_text("Sửa lại con số, hoặc ghi lý do vẫn đăng.")
    assert page.request.get("/rss.xml").status == 200
    page.goto(draft)
    page.fill("#id_text", true_text)
    follow(page, "#bai button:has-text('Ghi')")
    follow(page, "a:has-text('Xem lại và đăng')")
    page.click("main button:has-text('Đăng')")
    page.wait_for_url(re.compile(r"/tin/[a-z0-9-]+/$"))

    item = page.url
    assert page.locator("article").count() == 1
    inspect_both(page)
    facts = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    assert (facts["@type"], facts["headline"], facts["mainEntityOfPage"]["@id"]) == ("NewsArticle", page.inner_text("h1"), item)
    assert page.evaluate("document.querySelector('article img').naturalWidth > 0")
    page.click("article a.told >> nth=0")
    page.wait_for_url(re.compile("/so-lieu/"))
    # What was said of the missing picture and the asked reason is a page with status 422, told on the console; nothing else is.
    assert [text for text in complaints if "422" not in text] == []

    check_elsewhere(page, demo, item, Path(tmp_path))


def test_a_reason_lets_a_number_out_and_stands_under_the_text_without_scripts(open_page):
    page = open_page(390, "phatthanh", java_script_enabled=False)
    draft = begin(page, "Riêng số liệu năm 2024")
    page.fill("#id_text", "Năm 2024, toàn thị xã thực hiện 46 mô hình “Dân vận khéo”.")
    page.click("button:has-text('Đọc lại các con số')")
    expect(page.locator("#cac-so")).to_contain_text("46 mô hình")
    page.fill("#id_author_line", "Người viết minh hoạ")
    follow(page, "#bai button:has-text('Ghi')")
    page.goto(f"{draft}dang/")
    page.get_by_label("Lý do đăng").fill("Tính cả hai mô hình của đơn vị quân đội.")
    page.click("main button:has-text('Đăng')")
    assert "Tính cả hai mô hình của đơn vị quân đội." in page.inner_text(".news-page")
    assert "Tính cả hai" not in page.inner_text("article")
    item = page.url
    page.goto(f"{draft}go/")
    page.get_by_label("Lời giải thích").fill("Bài thử.")
    follow(page, "main button:has-text('Gỡ tin')")
    answer = page.goto(item)
    assert answer.status == 410
    assert "Bài thử." in page.inner_text("main")
