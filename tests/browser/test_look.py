"""The look in a real browser: nothing unreachable, nothing wider than the screen, light, and kind to what was typed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TOWN, WARD, sign_in
from tests.browser.looking import at_each_width, has_no_barrier

pytestmark = pytest.mark.browser
PAGES = [
    "/",
    f"/{TOWN}/don-vi/",
    f"/{TOWN}/don-vi/?xem=hom-nay",
    f"/{TOWN}/tim/?q=rac+thai",
    f"/{TOWN}/tim/?q=khongcogi",
    f"/{TOWN}/tin/",
    f"/{WARD}/",
    "/khong-co/",
    "/_ui/",
]
LIMIT = 100_000  # bytes on the wire, everything counted, nothing cached


@pytest.mark.parametrize("address", PAGES)
def test_page_has_no_barrier_and_fits_the_screen(open_page, address):
    page = open_page(390)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(address)
    for _width in at_each_width(page):
        has_no_barrier(page)
    # Whatever the content policy refuses is told on the console; a missing page is told there, too, and is meant.
    assert [text for text in complaints if "404" not in text] == []


def test_first_visit_is_light(open_page):
    page = open_page()
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes = {}
    wire.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto("/", wait_until="networkidle")
    assert 10_000 < sum(sizes.values()) < LIMIT
    face = "face.family + ' ' + face.weight + ' ' + face.status"
    loaded = page.evaluate(f"document.fonts.ready.then(fonts => [...fonts].map(face => {face}))")
    assert sorted(loaded) == ["Be Vietnam Pro 400 loaded", "Be Vietnam Pro 600 loaded", "Noto Serif 600 loaded"]


def test_skip_link_comes_first_and_leads_to_the_content(open_page):
    page = open_page()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến nội dung"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"


def test_year_can_be_searched_without_java_script(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.fill("input[name=q]", "rac thai")
    page.click(".search button")
    expect(page.locator("h1")).to_have_text("1 cách làm có «rac thai»")
    assert page.locator(".rows .what").all_inner_texts() == ["Tổ dân phố không rác thải nhựa"]


def drafts(page):
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('kheo:draft:'))")


def test_draft_comes_back_with_a_line_and_can_be_dropped(open_page):
    page = open_page(username="thuongtruc")
    page.goto(f"/{TOWN}/mo-hinh/")
    first = page.locator(".story a").first.get_attribute("href")
    number = re.search(r"/(\d+)/$", first).group(1)
    page.goto(f"/{TOWN}/ho-so/{number}/")
    page.click("text=Sửa hồ sơ")
    page.wait_for_selector("[name=summary]")
    form = page.url
    before = page.input_value("[name=summary]")
    page.fill("[name=summary]", "Bản nháp chưa ghi.")
    page.goto(form)
    assert page.input_value("[name=summary]") == "Bản nháp chưa ghi."
    expect(page.locator(".draft")).to_contain_text("Đã điền lại bản nháp")
    page.click(".draft button")
    assert page.input_value("[name=summary]") == before
    page.goto(form)
    assert page.locator(".draft").count() == 0


def test_draft_is_forgotten_once_the_form_was_taken(open_page):
    page = open_page(username="thuongtruc")
    page.goto(f"/{TOWN}/mo-hinh/")
    number = re.search(r"/(\d+)/$", page.locator(".story a").last.get_attribute("href")).group(1)
    page.goto(f"/{TOWN}/ho-so/{number}/")
    page.click("text=Sửa hồ sơ")
    page.wait_for_selector("[name=summary]")
    form = page.url
    page.fill("[name=summary]", page.input_value("[name=summary]") + " Thêm một câu.")
    page.reload()
    assert len(drafts(page)) == 1
    page.click("main form[data-draft] button.act")
    page.wait_for_url(lambda url: url != form)
    assert drafts(page) == []


def test_no_password_is_ever_kept_in_the_browser(chromium, demo):
    page = sign_in(chromium, demo, "thuongtruc")
    kept = page.evaluate("JSON.stringify(Object.entries(localStorage)) + JSON.stringify(Object.entries(sessionStorage))")
    page.context.close()
    assert demo.passwords["thuongtruc"] not in kept


def test_draft_stays_when_the_form_came_back_with_problems(open_page):
    page = open_page(username="thuongtruc")
    page.goto(f"/{TOWN}/mo-hinh/")
    number = re.search(r"/(\d+)/$", page.locator(".story a").first.get_attribute("href")).group(1)
    page.goto(f"/{TOWN}/ho-so/{number}/")
    page.click("text=Sửa hồ sơ")
    page.wait_for_selector("[name=summary]")
    form = page.url
    page.fill("[name=title]", " ")
    page.fill("[name=summary]", "Chưa được ghi.")
    page.evaluate("document.querySelectorAll('[required]').forEach(field => field.required = false)")
    page.click("main form[data-draft] button.act")
    expect(page.locator("form .problems")).to_have_count(1)
    assert page.input_value("[name=summary]") == "Chưa được ghi."
    page.goto(form)
    assert page.input_value("[name=summary]") == "Chưa được ghi."
