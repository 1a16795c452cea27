import io
import secrets
from datetime import date

import openpyxl
import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from kheo.organisation.models import Account, Role
from kheo.recognition.actions.choices import set_choice
from kheo.recognition.actions.drafts import draft_decision
from kheo.recognition.models import Decision, RewardSetting
from kheo.recognition.queries.lines import LineContent
from tests import factories
from tests.recognition.scene import WORDING, make_scene

BACKEND = "django.contrib.auth.backends.ModelBackend"
DAY = date(2026, 7, 1)


@pytest.fixture
def ward(db):
    return make_scene(factories.WARD, year=2026)


@pytest.fixture
def office(client, ward):
    client.force_login(Account.objects.get(pk=ward.office.account_id), BACKEND)
    return client


def people(scene, count=2):
    kinds = ("individual", "collective")
    return [LineContent(f"=Người nhận {number:02d}", kinds[number % 2], scene.locality.unit) for number in range(count)]


def commended(scene, day=DAY, lines=None, **wording):
    decision = draft_decision(
        scene.office,
        scene.programme,
        "commendation",
        scene.body("ubnd"),
        WORDING.__class__(**{**WORDING.__dict__, "signer_authority": "CHỦ TỊCH", **wording}),
        day,
        people(scene) if lines is None else lines,
    )
    Decision.objects.filter(pk=decision.pk).update(
        state="issued", number="21/QĐ-UBND", number_order=21, number_key="21", number_year=day.year, issued_at="2026-07-02T00:00Z"
    )
    decision.refresh_from_db()
    return decision


def at(decision, rest="tien-thuong/"):
    return f"/{decision.locality.code}/quyet-dinh/{decision.pk}/{rest}"


def text_of(response):
    return " ".join(response.content.decode().split())


def sent(client, url, **data):
    return client.post(url, {"once": secrets.token_urlsafe(18), **data})


def test_exact_and_rounded_sums_stand_side_by_side_with_their_sources(office, ward):
    set_choice(ward.office, ward.locality, "rounding", "up_10000", "Theo thông báo của kho bạc")
    decision = commended(ward)
    page = text_of(office.get(at(decision)))
    for words in (
        '<b class="num">2.277.000</b> đồng',
        '<b class="num">2.280.000</b> đồng',
        '<td class="num" data-label="Theo hệ số">759.000</td>',
        '<td class="num" data-label="Sau làm tròn">760.000</td>',
        "điểm e khoản 1 Điều 54 Nghị định 152/2025/NĐ-CP",
        "Nghị định 161/2026/NĐ-CP (chưa đối chiếu văn bản)",
        "khoản 4 Điều 11 Luật Thi đua, khen thưởng 06/2022/QH15",
        "Theo thông báo của kho bạc",
        "cần đối chiếu",
    ):
        assert words in page
    assert "2.280.000 đồng" in text_of(office.get(at(decision, "")))


def test_where_no_coefficient_was_found_the_page_says_so_and_no_list_is_made(office, client, scene):
    client.force_login(Account.objects.get(pk=scene.office.account_id), BACKEND)
    decision = commended(scene, date(2024, 12, 31), scene.lines(*scene.registrations))
    page = text_of(client.get(at(decision)))
    assert "chưa tìm được hệ số của giấy khen cấp huyện trong Nghị định 98/2023/NĐ-CP" in page
    assert "3 trong 3 dòng chưa tính được, nên không có tổng" in page
    answer = client.get(at(decision, "chi-thuong.pdf"), follow=True)
    assert answer.redirect_chain == [(at(decision), 302)]
    assert "Chưa in được: Còn 3 dòng chưa có căn cứ tính tiền; chưa lập được danh sách chi." in text_of(answer)


def test_the_payment_list_says_the_sum_in_figures_and_words_in_all_three_files(office, ward):
    decision = commended(ward)
    pdf = pypdf.PdfReader(io.BytesIO(office.get(at(decision, "chi-thuong.pdf")).content))
    docx = Document(io.BytesIO(office.get(at(decision, "chi-thuong.docx")).content))
    cells = [cell.text for table in docx.tables for row in table.rows for cell in row.cells]
    for text in (
        " ".join(" ".join(page.extract_text() for page in pdf.pages).split()),
        " ".join(" ".join([*[one.text for one in docx.paragraphs], *cells]).split()),
    ):
        assert "2.277.000 đồng (bằng chữ: Hai triệu hai trăm bảy mươi bảy nghìn đồng)" in text
        assert "Quyết định số 21/QĐ-UBND ngày 01/07/2026" in text
        assert "NGƯỜI LẬP DANH SÁCH" in text
    sheet = openpyxl.load_workbook(io.BytesIO(office.get(at(decision, "chi-thuong.xlsx")).content)).active
    assert [cell.value for cell in sheet[4]][:7] == [1, "=Người nhận 00", "Phường Duy Tiên", "cá nhân", 0.3, 759000, 759000]
    assert [cell.value for cell in sheet[6]][5:7] == [2277000, 2277000]
    assert sheet.cell(4, 2).data_type == "s"
    assert {cell.value for cell in sheet[3]} == {
        "TT", "Tập thể, cá nhân", "Đơn vị", "Đối tượng", "Hệ số", "Theo hệ số (đồng)", "Thực chi (đồng)", "Ký nhận",
    }  # fmt: skip


def test_a_draft_has_money_but_no_payment_list(office, ward):
    decision = draft_decision(ward.office, ward.programme, "commendation", ward.body("ubnd"), WORDING, DAY, people(ward))
    page = text_of(office.get(at(decision)))
    assert "Quyết định chưa ban hành; ghi số, ngày của bản đã ký rồi mới lập danh sách chi." in page
    assert "2.277.000" in page


def test_who_signs_pays_so_a_decision_from_above_makes_no_list_here(office, ward):
    above = factories.make_body(None, "tinh/ubnd", "Uỷ ban nhân dân tỉnh Minh Hoạ", "government", unit=ward.locality.unit)
    decision = commended(ward)
    Decision.objects.filter(pk=decision.pk).update(body=above)
    page = text_of(office.get(at(decision)))
    assert "Uỷ ban nhân dân tỉnh Minh Hoạ ký quyết định và chi từ quỹ của mình" in page


def test_a_medal_shows_the_most_it_may_be(client, scene):
    client.force_login(Account.objects.get(pk=scene.office.account_id), BACKEND)
    decision = scene.draft("medal", [scene.person()], "central", date(2024, 12, 30))
    page = text_of(client.get(at(decision)))
    assert "<b>mức nhiều nhất</b>" in page
    assert '<b class="num">1.404.000</b> đồng' in page


def test_an_empty_list_has_nothing_to_reckon(office, ward):
    decision = commended(ward, lines=[])
    assert "Danh sách chưa có ai, chưa có gì để tính." in text_of(office.get(at(decision)))
    assert "Quyết định không có ai trong danh sách." in text_of(office.get(at(decision, "chi-thuong.xlsx"), follow=True))


def test_a_paper_without_money_has_no_such_page(client, scene):
    client.force_login(Account.objects.get(pk=scene.office.account_id), BACKEND)
    assert client.get(at(scene.draft())).status_code == 404


def test_as_many_queries_for_many_as_for_one(office, ward):
    counts = []
    for count in (1, 12):
        decision = commended(ward, lines=people(ward, count))
        Decision.objects.filter(pk=decision.pk).update(number_key=str(count), number_order=count)
        with CaptureQueriesContext(connection) as queries:
            office.get(at(decision))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_office_chooses_with_a_reason_and_the_leader_reads(office, ward, client):
    url = f"/{factories.WARD}/khen-thuong/lua-chon/rounding/"
    assert "làm tròn lên hàng chục nghìn đồng" in text_of(office.get(url))
    answer = sent(office, url, value="up_10000", reason="")
    assert (answer.status_code, RewardSetting.objects.count()) == (422, 0)
    assert '<option value="up_10000" selected>' in text_of(answer)
    answer = sent(office, url, value="up_10000", reason="Theo kho bạc")
    assert answer.url == f"/{factories.WARD}/khen-thuong/lua-chon/"
    assert "Theo kho bạc. Ghi ngày" in text_of(office.get(answer.url))
    same = sent(office, url, value="up_10000", reason="Theo kho bạc")
    assert same.status_code == 422
    assert office.get(f"/{factories.WARD}/khen-thuong/lua-chon/khong-co/").status_code == 404
    leader = factories.make_account(Role.LEADER, ward.locality, body="ubnd")
    client.force_login(leader, BACKEND)
    assert client.get(answer.url).status_code == 200
    assert client.get(url).status_code == 403


def test_the_award_is_chosen_with_the_words_and_printed(office, ward):
    url = f"/{factories.WARD}/quyet-dinh/lap/commendation/?nam=2026"
    assert "danh hiệu “Thôn, tổ dân phố văn hóa”" in text_of(office.get(url))
    words = {
        "title": "Tặng danh hiệu", "day": "01/07/2026", "signer_authority": "CHỦ TỊCH", "place_name": "Duy Tiên", "version": "0",
        "body": ward.body("ubnd").pk, "award": "thon_van_hoa",
    }  # fmt: skip
    sent(office, url, **words)
    decision = Decision.objects.get(locality=ward.locality)
    assert decision.award == "thon_van_hoa"
    page = text_of(office.get(at(decision, "")))
    assert "Cấp xã tặng danh hiệu “Thôn, tổ dân phố văn hóa” ngày 01/07/2026" in page
    assert "Danh hiệu “Thôn, tổ dân phố văn hóa”" in page
