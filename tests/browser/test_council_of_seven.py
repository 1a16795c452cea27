"""A council of seven scores the 44 files of a year: six members by keyboard alone, one on a phone whose line drops on the way.

Every member judges every file, 308 sheets, in a place of the test's own. The seven work at the same time, each at a browser of
its own. The chair, who is nothing but staff of a unit, closes the round and leads the meeting, the office publishes; places and
points are held against those reckoned here.
"""

import itertools
import re
from concurrent.futures import ThreadPoolExecutor
from decimal import ROUND_HALF_UP, Decimal

import pytest
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from tests.browser.conftest import TODAY, Demo, launch, sign_in

pytestmark = pytest.mark.browser
PLACE, PROGRAMME = "gso2025-13225", "bay-thanh-vien"
BASE = f"/{PLACE}/hoi-dong/{PROGRAMME}/"
MEMBERS, FILES = 7, 44
KEYBOARD, PHONE = range(6), 6
AT_ONCE = 2  # browsers; more would only wait for each other on a small machine
MOST = (Decimal(10), Decimal(8), Decimal(7), Decimal(5))
DROPPED = 22  # file before which the phone loses its line
APART = 13  # file on which the members differ too much
LIMIT, AGREED = Decimal(6), Decimal("21.5")
REMARK = "Đã xem sổ ghi của tổ."
PREPARE = f"""
from datetime import date
from decimal import Decimal
from kheo.assessment.actions.ballots import open_scoring
from kheo.assessment.actions.councils import Place, Settings, seat_member
from kheo.assessment.actions.criteria import load_criteria
from kheo.movement.actions.councils import bring_registrations, found_for_programme
from kheo.movement.actions.importing import import_initiatives
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Locality
from kheo.site.demo.organisation import set_up_place
from kheo.site.demo.year import make_programme
DAY = date(2025, 7, 1)
body = {{"kind": "party", "layout": "party", "superior": "", "number_suffix": "QĐ/BXDĐ", "valid_from": DAY}}
person = lambda slug, role, title: {{
    "slug": slug, "name": f"Thành viên {{slug[-2:]}}",
    "positions": [{{"body": "ban", "title": title, "role": role, "valid_from": DAY}}],
}}
roles = ["unit_staff", "council", "council", "leader", "council", "leader", "council"]
people = [person(f"bay-{{number:02}}", role, "Ủy viên") for number, role in enumerate(roles, 1)]
people.append(person("bay-00", "office", "Chuyên viên"))
place = set_up_place({{
    "locality": {{"code": "{PLACE}", "opens_on": DAY}},
    "bodies": [{{**body, "slug": "ban", "name": "Ban Xây dựng Đảng", "short_name": "Ban Xây dựng Đảng"}}],
    "people": people,
    "accounts": [{{"username": one["slug"], "person": one["slug"]}} for one in people],
}})
items = "".join(
    f'[[groups.items]]\\ncode = "{{code}}"\\ntext = "Mục {{code}}"\\nmaximum = {{most}}\\nstep = 0.5\\n'
    for code, most in enumerate({[int(one) for one in MOST]}, 1)
)
criteria = f'code = "bay"\\ntitle = "Thang thử"\\nsource = "soạn để thử"\\nillustrative = true\\ntotal = {sum(MOST)}\\n'
criteria += f'[[groups]]\\nname = "Cách làm"\\ntotal = {sum(MOST)}\\n{{items}}[[classes]]\\nname = "Đạt"\\nmin_total = 15\\n'
made, _new = load_criteria(COMMAND_LINE, criteria.encode(), place.locality)
days = ("registration_opens", "registration_closes", "assessment_due", "conference_on")
programme = make_programme(place, {{
    "title": "Phong trào thi đua", "year": 2025, "code": "{PROGRAMME}", "criteria_set": "bay", **dict.fromkeys(days),
    **dict.fromkeys(("standing_body", "leading_body", "recognising_body"), "ban"),
    "fields": [{{"key": "economy", "label": "Kinh tế"}}],
}})
rows = [f'{{n}},Hồ sơ số {{n:02}},{{place.locality.name}},Kinh tế,Tập thể,Tổ {{n:02}}' for n in range(1, {FILES + 1})]
sheet = "\\n".join(["STT,Tên mô hình,Đơn vị,Lĩnh vực,Đối tượng,Tập thể", *rows])
done = import_initiatives(COMMAND_LINE, programme, "dang-ky.csv", sheet.encode(), registered_on=DAY, results_as_of=DAY)
assert done.committed, done.refused
council = found_for_programme(COMMAND_LINE, programme, Settings("Hội đồng bảy người", Decimal("{LIMIT}")))
for number, one in enumerate(people[:{MEMBERS}]):
    part = ("chair", "secretary")[number] if number < 2 else "member"
    seat_member(COMMAND_LINE, council, place.people[one["slug"]], Place(part))
assert bring_registrations(COMMAND_LINE, programme) == {FILES}
council.refresh_from_db()
print("phiếu", len(open_scoring(COMMAND_LINE, council, council.version).pairs))
"""


def points(member: int, file: int) -> list[Decimal]:
    """What *member* (from 0) gives the items of *file* (from 1): halves; one file is judged very differently."""
    if file == APART and member == 0:
        return [Decimal(0)] * len(MOST)
    return [(most * 2 - file * (item + 3) % 7 - (member * (item + 1) + file) % 3) / 2 for item, most in enumerate(MOST)]


def typed(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


def reckoned() -> dict[str, tuple[int, Decimal]]:
    """Place and points of each file by its title: mean of the seven totals to two places, equal ones share a place."""
    cent = Decimal("0.01")
    totals = {f: [sum(points(m, f), Decimal(0)) for m in range(MEMBERS)] for f in range(1, FILES + 1)}
    assert [f for f, given in totals.items() if max(given) - min(given) > LIMIT] == [APART]
    common = {f: (sum(given) / MEMBERS).quantize(cent, ROUND_HALF_UP) for f, given in totals.items()} | {APART: AGREED}
    assert len(set(common.values())) < FILES  # there are ties
    return {f"Hồ sơ số {f:02}": (1 + sum(other > own for other in common.values()), own) for f, own in common.items()}


def begin(browser: Browser, demo: Demo, member: int, **screen: object) -> Page:
    page = sign_in(browser, demo, f"bay-{member + 1:02}", **screen)
    page.goto(f"{BASE}cham/")
    expect(page.locator("h1")).to_contain_text(f"0/{FILES}")
    return page


def score_by_keyboard(browser: Browser, demo: Demo, member: int) -> None:
    page = begin(browser, demo, member)
    page.locator("main a.act").press("Enter")
    for file in range(1, FILES + 1):
        page.wait_for_selector(f"h1:text-is('Hồ sơ số {file:02}')")
        page.wait_for_load_state()  # the heading stands before the field has the focus and the keys their meaning
        expect(page.locator(".scores input").first).to_be_focused()
        for value in points(member, file):
            page.keyboard.type(typed(value))
            page.keyboard.press("Enter")
        page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).to_contain_text(f"{FILES}/{FILES}")
    page.context.close()


def score_on_a_phone(browser: Browser, demo: Demo, member: int) -> None:
    """By taps; the line drops in the middle of a sheet, and what was typed is there when it comes back."""
    page = begin(browser, demo, member, width=390, has_touch=True, is_mobile=True)
    page.locator("main a.act").tap()
    for file in range(1, FILES + 1):
        page.wait_for_selector(f"h1:text-is('Hồ sơ số {file:02}')")
        page.wait_for_load_state()
        if file == DROPPED:
            drop_the_line(page, [typed(one) for one in points(member, file)])
        else:
            for field, value in zip(page.locator(".scores input").all(), points(member, file), strict=True):
                field.tap()
                page.keyboard.type(typed(value))
        page.locator("button[value=next]").tap()
    expect(page.locator("h1")).to_contain_text(f"{FILES}/{FILES}")
    page.context.close()


def drop_the_line(page: Page, values: list[str]) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    address = page.url
    page.context.set_offline(True)
    for field, value in zip(page.locator(".scores input").all(), values, strict=True):
        field.fill(value)
    page.fill("textarea[name=remark]", REMARK)
    expect(page.locator(".saving")).to_contain_text("vẫn giữ trên máy này")
    try:
        page.locator("button[value=next]").tap(no_wait_after=True)
        page.wait_for_timeout(300)
    except Error:
        pass  # the page of the failed line
    page.context.set_offline(False)
    page.goto(address)
    expect(page.locator("textarea[name=remark]")).to_have_value(REMARK)
    assert [field.input_value() for field in page.locator(".scores input").all()] == values
    expect(page.locator(".saving")).to_contain_text("Đã lưu")


def at_a_browser(demo: Demo, members: list[int]) -> None:
    """Let *members* score one after the other at a browser of their own."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for member in members:
            (score_on_a_phone if member == PHONE else score_by_keyboard)(browser, demo, member)
        browser.close()


@pytest.fixture(scope="module")
def scored(demo: Demo) -> None:
    """All 308 sheets, handed in."""
    done = demo.run("django", "shell", "-v", "0", "-c", PREPARE)
    assert re.search(rf"phiếu {MEMBERS * FILES}\b", done.stdout), done.stderr
    shares = [[PHONE, *KEYBOARD[:2]], list(KEYBOARD[2:])]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(at_a_browser, itertools.repeat(demo), shares))


def test_seven_members_score_44_files_by_keyboard_and_on_a_phone(demo: Demo, chromium: Browser, scored: None) -> None:
    chair = sign_in(chromium, demo, "bay-01")
    chair.goto(BASE)
    assert chair.locator("td[data-label='Đã chấm']").all_inner_texts() == [f"{FILES}/{FILES}"] * MEMBERS
    chair.click("button:text-is('Khoá điểm')")
    chair.fill("input[name=met_on]", f"{TODAY:%d/%m/%Y}")
    chair.click("button:text-is('Ghi cuộc họp')")
    chair.click(f"main a:text-is('Hồ sơ số {APART:02}')")
    chair.fill("input[name=points]", typed(AGREED))
    chair.fill("input[name=reason]", "Hội đồng xem lại minh chứng rồi thống nhất.")
    chair.click("button:text-is('Ghi điểm thống nhất')")
    expect(chair.locator("main")).to_contain_text("Đã ghi điểm hội đồng thống nhất.")
    office = sign_in(chromium, demo, "bay-00")
    office.goto(BASE)
    office.click("button:text-is('Công bố kết quả')")
    expect(office.locator("main")).to_contain_text("đã công bố")
    rows = office.locator("table.compare tbody tr", has=office.locator("td[data-label=Hạng]")).all()
    cells = [[row.locator(f"[data-label='{name}']").inner_text() for name in ("Tên", "Hạng", "Điểm chung")] for row in rows]
    assert {title: (int(place), Decimal(given.replace(",", "."))) for title, place, given in cells} == reckoned()
    assert len(cells) == FILES
    for page in (chair, office):
        page.context.close()
